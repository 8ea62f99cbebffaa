package org.labwall.check;

import java.util.stream.Stream;
import org.labwall.address.Family;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Leg;
import org.labwall.model.Site;
import org.labwall.model.Translation;
import org.labwall.model.Translation.NewSource;
import org.labwall.model.Translation.Place;

/** What a translation calls an address of the roles, these have. */
final class MissingAddresses implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      cluster.translations().sources().forEach(it -> check(it, cluster, diagnostics));
      cluster.translations().forwards().forEach(it -> check(it, cluster, diagnostics));
    }
  }

  private static void check(
      Translation.OfSource translation, Cluster cluster, Diagnostics diagnostics) {
    if (translation.as() instanceof NewSource.Virtual virtual) {
      cluster.legs().stream()
          .filter(leg -> families().anyMatch(family -> translation.leavesBy(leg, family)))
          .filter(leg -> families().noneMatch(family -> virtual.existsOn(leg, family)))
          .forEach(
              leg ->
                  diagnostics.add(
                      Diagnostic.at(
                              virtual.span(),
                              Code.NO_SUCH_ADDRESS,
                              "`" + leg.network().name() + "` has no virtual address.")
                          .related(leg.span(), "The roles' addresses there are given here.")));
    }
  }

  private static void check(
      Translation.OfDestination translation, Cluster cluster, Diagnostics diagnostics) {
    for (Place place : translation.on()) {
      if (place instanceof Place.OnNetwork on
          && cluster.legs().stream().noneMatch(leg -> isAddressed(leg, on))) {
        diagnostics.add(
            place.span(),
            Code.NO_SUCH_ADDRESS,
            "These roles have no address on `" + on.network().name() + "`.");
      }
    }
  }

  private static boolean isAddressed(Leg leg, Place.OnNetwork on) {
    return leg.network().equals(on.network()) && families().anyMatch(leg::addressed);
  }

  private static Stream<Family> families() {
    return Stream.of(Family.values());
  }
}
