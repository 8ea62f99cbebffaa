package org.labwall.check;

import java.util.HashMap;
import java.util.Map;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Leg;
import org.labwall.model.Site;

/** An interface stands in one network. VLANs of the same id are {@link UniqueVlans}' matter. */
final class UniqueInterfaces implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      Map<String, Leg> byName = new HashMap<>();
      for (Leg leg : cluster.legs()) {
        Leg first = byName.putIfAbsent(leg.interfaceName(), leg);
        if (first != null && leg.network().vlan().isEmpty()) {
          diagnostics.add(
              Diagnostic.at(
                      leg.span(),
                      Code.DUPLICATE_INTERFACE,
                      "The interface `" + leg.interfaceName() + "` stands in a network already.")
                  .related(first.span(), "It is `" + first.network().name() + "`."));
        }
      }
    }
  }
}
