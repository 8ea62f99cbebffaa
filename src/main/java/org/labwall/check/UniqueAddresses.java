package org.labwall.check;

import java.util.HashMap;
import java.util.Map;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Leg;
import org.labwall.model.Site;

/** An address belongs to one machine, and a virtual one to nobody for good. */
final class UniqueAddresses implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    Map<Address, Placed> holders = new HashMap<>();
    for (Placed placed : Placed.all(site)) {
      Placed first = holders.putIfAbsent(placed.address(), placed);
      if (first != null) {
        diagnostics.add(
            Diagnostic.at(
                    placed.span(),
                    Code.DUPLICATE_ADDRESS,
                    "The address `" + placed.address() + "` is taken already.")
                .related(first.span(), "It is " + holder(first) + "."));
      }
    }
    site.clusters().forEach(cluster -> shared(cluster, diagnostics));
  }

  private static String holder(Placed placed) {
    return placed
        .role()
        .map(role -> "the address of `" + role.name() + "` in `" + placed.network().name() + "`")
        .orElse("the virtual address of `" + placed.network().name() + "`");
  }

  /** The language gives a single address to every role; that is right where links are separate. */
  private static void shared(Cluster cluster, Diagnostics diagnostics) {
    if (cluster.roles().size() < 2) {
      return;
    }
    for (Leg leg : cluster.legs()) {
      for (Family family : Family.values()) {
        leg.stand(family)
            .filter(stand -> stand.real().stream().distinct().count() == 1)
            .ifPresent(
                stand ->
                    diagnostics.add(
                        Diagnostic.at(
                                stand.span(),
                                Code.SHARED_ADDRESS,
                                "Every role has the address `"
                                    + stand.real().get(0)
                                    + "` in `"
                                    + leg.network().name()
                                    + "`.")
                            .hint("A chain gives each role its own, and a virtual one to share.")));
      }
    }
  }
}
