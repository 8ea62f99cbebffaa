package org.labwall.check;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.DottedDevice;
import org.labwall.model.Network;
import org.labwall.model.Site;

/** A VLAN id names one network, also on a device whose name has the id. */
final class UniqueVlans implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    Map<Integer, Network> byId = new HashMap<>();
    for (Network network : site.networks()) {
      OptionalInt vlan = id(network, site);
      if (vlan.isEmpty()) {
        continue;
      }
      int id = vlan.getAsInt();
      Network first = byId.putIfAbsent(id, network);
      if (first != null) {
        diagnostics.add(
            Diagnostic.at(
                    network.span(), Code.DUPLICATE_VLAN, "VLAN " + id + " is declared already.")
                .related(first.span(), "It is `" + first.name() + "`."));
      }
    }
  }

  private static OptionalInt id(Network network, Site site) {
    return network.vlan().isPresent()
        ? network.vlan()
        : site.clusters().stream()
            .flatMap(it -> it.legs().stream())
            .filter(it -> it.network() == network && it.declares())
            .flatMap(it -> DottedDevice.of(it.device()).stream())
            .mapToInt(DottedDevice::id)
            .findFirst();
  }
}
