package org.labwall.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Device;
import org.labwall.model.DottedDevice;
import org.labwall.model.Leg;
import org.labwall.model.Site;

/** A VLAN's packets fit its trunk's, and IPv6 has the 1280 bytes that RFC 8200 asks for. */
final class Mtus implements Check {
  private static final int LEAST_FOR_IPV6 = 1280;

  /** That of an Ethernet device of which nothing is said. */
  private static final int DEFAULT = 1500;

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      Map<String, OptionalInt> trunks = new HashMap<>();
      for (Device device : cluster.devices()) {
        trunks.put(device.name(), device.settings().mtu());
      }
      for (Leg leg : cluster.legs()) {
        trunks.putIfAbsent(leg.interfaceName(), leg.settings().mtu());
      }
      for (Leg leg : cluster.legs()) {
        Optional<DottedDevice> dotted = DottedDevice.of(leg.device());
        String trunk = dotted.map(DottedDevice::trunk).orElse(leg.device());
        OptionalInt mtu = trunks.getOrDefault(trunk, OptionalInt.empty());
        // The hook of the package vlan raises the trunk of a VLAN, but not that of a dotted name.
        boolean untold = dotted.isPresent() && mtu.isEmpty();
        check(leg, trunk, untold ? OptionalInt.of(DEFAULT) : mtu, diagnostics);
      }
    }
  }

  private static void check(Leg leg, String device, OptionalInt trunk, Diagnostics diagnostics) {
    if (leg.settings().mtu().isEmpty()) {
      return;
    }
    int mtu = leg.settings().mtu().getAsInt();
    if (trunk.isPresent() && mtu > trunk.getAsInt()) {
      diagnostics.add(
          leg.span(),
          Code.MTU,
          "The MTU "
              + mtu
              + " is larger than that of `"
              + device
              + "`, which is "
              + trunk.getAsInt()
              + ".");
    }
    if (leg.ipv6().isPresent() && mtu < LEAST_FOR_IPV6) {
      diagnostics.add(
          leg.span(), Code.MTU, "IPv6 needs an MTU of at least " + LEAST_FOR_IPV6 + ".");
    }
  }
}
