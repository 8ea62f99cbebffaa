package org.labwall.check;

import java.util.HashMap;
import java.util.Map;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Network;
import org.labwall.model.Site;

/** A VLAN id names one network. */
final class UniqueVlans implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    Map<Integer, Network> byId = new HashMap<>();
    for (Network network : site.networks()) {
      if (network.vlan().isEmpty()) {
        continue;
      }
      int id = network.vlan().getAsInt();
      Network first = byId.putIfAbsent(id, network);
      if (first != null) {
        diagnostics.add(
            Diagnostic.at(
                    network.span(), Code.DUPLICATE_VLAN, "VLAN " + id + " is declared already.")
                .related(first.span(), "It is `" + first.name() + "`."));
      }
    }
  }
}
