package org.labwall.check;

import java.util.List;
import java.util.stream.Stream;
import org.labwall.address.Family;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Endpoint;
import org.labwall.model.Leg;
import org.labwall.model.Site;
import org.labwall.model.Translation;
import org.labwall.model.Translation.Place;

/** A translation whose parts have no family in common changes nothing, and is left out. */
final class EmptyTranslations implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      for (Translation translation : cluster.translations().all()) {
        if (cluster.legs().size() < 2 && !meansSelf(translation)) {
          report(translation, "These roles stand in one network, and route nothing.", diagnostics);
        } else if (families().noneMatch(it -> has(translation, cluster, site, it))) {
          report(translation, "Its parts have no address family in common.", diagnostics);
        }
      }
    }
  }

  private static void report(Translation translation, String hint, Diagnostics diagnostics) {
    diagnostics.add(
        Diagnostic.at(translation.span(), Code.EMPTY_RULE, "This translation matches no packet.")
            .hint(hint));
  }

  private static boolean meansSelf(Translation translation) {
    return translation instanceof Translation.OfSource it
        && it.from().stream().anyMatch(Endpoint.Self.class::isInstance);
  }

  private static boolean has(Translation translation, Cluster cluster, Site site, Family family) {
    return switch (translation) {
      case Translation.OfSource it -> {
        List<Leg> legs =
            cluster.legs().stream()
                .filter(leg -> families().anyMatch(any -> it.leavesBy(leg, any)))
                .toList();
        // What has no way out, or no virtual address there, is reported as that.
        boolean reported =
            legs.stream().noneMatch(leg -> families().anyMatch(any -> it.as().existsOn(leg, any)));
        yield reported
            || (Families.have(it.from(), cluster, site, family)
                && legs.stream()
                    .anyMatch(leg -> leg.wayOut(family) && it.as().existsOn(leg, family)));
      }
      case Translation.OfDestination it ->
          it.target().address(family).isPresent()
              && it.services().stream().anyMatch(service -> service.existsIn(family))
              && it.on().stream().anyMatch(place -> has(place, cluster, family));
    };
  }

  private static boolean has(Place place, Cluster cluster, Family family) {
    return switch (place) {
      case Place.OnNetwork(var network, var span) -> {
        List<Leg> legs =
            cluster.legs().stream().filter(leg -> leg.network().equals(network)).toList();
        // That the roles have no address at all there is reported as that.
        yield legs.isEmpty() || legs.stream().anyMatch(leg -> leg.addressed(family));
      }
      case Place.At(var address, var span) -> address.family() == family;
    };
  }

  private static Stream<Family> families() {
    return Stream.of(Family.values());
  }
}
