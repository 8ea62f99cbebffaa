package org.labwall.backend.keepalived;

import java.util.ArrayList;
import java.util.List;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.model.Leg;
import org.labwall.model.VirtualRouter.Held;
import org.labwall.model.VirtualRouter.Instance;

/**
 * The lines of the addresses of an instance.
 *
 * @param advertised those that its advertisements list
 * @param excluded those that it holds besides
 */
record VirtualAddresses(List<String> advertised, List<String> excluded) {
  // What keepalived took before version 2, and what fits an advertisement of any MTU; later
  // versions take up to 255, and whoever hears of fewer loses nothing.
  private static final int ADVERTISED = 20;

  // RFC 5798, section 7.4: made of the virtual router's MAC address 00-00-5E-00-02-{id}.
  private static final long LINK_LOCAL_HIGH = 0xfe80L << 48;
  private static final long LINK_LOCAL_LOW = 0x0200_5eff_fe00_0200L;

  /**
   * The addresses of {@code instance}, those of IPv6 after the link-local one that RFC 5798 asks.
   */
  static VirtualAddresses of(Instance instance) {
    List<String> lines = new ArrayList<>();
    if (instance.family() == Family.IPV6) {
      lines.add(line(linkLocal(instance.routerId()), 64, instance.poll()));
    }
    for (Held held : instance.addresses()) {
      int length = held.leg().network().prefix(instance.family()).orElseThrow().length();
      lines.add(line(held.address(), length, held.leg()));
    }
    int advertised = Math.min(ADVERTISED, lines.size());
    return new VirtualAddresses(
        List.copyOf(lines.subList(0, advertised)),
        List.copyOf(lines.subList(advertised, lines.size())));
  }

  private static Address linkLocal(int routerId) {
    return new Address(Family.IPV6, LINK_LOCAL_HIGH, LINK_LOCAL_LOW | routerId);
  }

  private static String line(Address address, int length, Leg leg) {
    String device = " dev " + KeepalivedText.word(leg.interfaceName());
    return address
        + "/"
        + length
        + switch (address.family()) {
          case IPV4 ->
              leg.network().broadcast().map(broadcast -> " brd " + broadcast).orElse("") + device;
          // Else the master's own connections would leave from the address that it may lose.
          case IPV6 -> device + " preferred_lft 0";
        };
  }
}
