package org.labwall.check;

import java.util.List;
import java.util.OptionalInt;
import org.labwall.address.Family;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Leg;
import org.labwall.model.Site;

/** Two default routes of one family need metrics that tell them apart. */
final class WaysOut implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      for (Family family : Family.values()) {
        List<Leg> ways = cluster.legs().stream().filter(leg -> leads(leg, family)).toList();
        for (int i = 1; i < ways.size(); i++) {
          report(ways.subList(0, i), ways.get(i), diagnostics);
        }
      }
    }
  }

  private static boolean leads(Leg leg, Family family) {
    return leg.stand(family).flatMap(Leg.Stand::gateway).isPresent()
        || (leg.dhcp() && family == Family.IPV4);
  }

  private static void report(List<Leg> before, Leg leg, Diagnostics diagnostics) {
    OptionalInt metric = leg.settings().metric();
    before.stream()
        .filter(other -> other.settings().metric().equals(metric))
        .findFirst()
        .ifPresent(
            other ->
                diagnostics.add(
                    Diagnostic.at(
                            leg.span(),
                            Code.SEVERAL_WAYS_OUT,
                            "The default route leaves by `"
                                + other.interfaceName()
                                + "` already, with the same metric.")
                        .related(other.span(), "That way out is declared here.")
                        .hint("`metric 10` and `metric 20` say which one is preferred.")));
  }
}
