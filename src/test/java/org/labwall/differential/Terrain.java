package org.labwall.differential;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.model.Leg;
import org.labwall.model.Network;

/** The addresses around a router, and what its kernel does to some of them before any filter. */
public final class Terrain {
  private static final List<Prefix> SPECIAL =
      List.of(
          prefix("0.0.0.0/8"),
          prefix("127.0.0.0/8"),
          prefix("192.0.2.0/24"), // what the router has from elsewhere
          prefix("224.0.0.0/3"),
          prefix("::/8"),
          prefix("2001:db8:ffff::/48"),
          prefix("fe00::/7"));
  private static final Prefix LINK_LOCAL = prefix("fe80::/10");

  /** The part to which the kernel knows a way back. */
  private static final AddressRange ON_LINK =
      new AddressRange(address("fe80::1:0"), prefix("fe80::/64").last());

  /** What raw sockets or connection tracking treat in ways of their own. */
  private static final Set<Integer> ODD_PROTOCOLS = Set.of(0, 33, 43, 44, 51, 59, 60, 136, 255);

  /** The groups that the router listens to. */
  private static final Set<Address> GROUPS =
      Set.of(Family.IPV4.highest(), address("224.0.0.18"), address("ff02::12"));

  private final Set<Address> own;
  private final Translator translator;
  private final Set<Address> ends = new HashSet<>();
  private final Map<Family, List<AddressRange>> ranges = new EnumMap<>(Family.class);

  /** The addresses around a router. */
  public Terrain(Router router) {
    this.own = router.addresses();
    this.translator = new Translator(router, Trial.DATE);
    for (Family family : Family.values()) {
      List<AddressRange> all = new ArrayList<>();
      for (Network network : router.site().networks()) {
        network.prefix(family).ifPresent(it -> add(it, all));
        for (Network.Route route : network.routed()) {
          if (route.destination().family() == family) {
            all.add(route.destination().range());
            if (family == Family.IPV6) {
              ends.add(route.destination().first());
            }
          }
        }
      }
      ranges.put(family, all);
    }
  }

  private static Address address(String text) {
    return Address.parse(text).orElseThrow();
  }

  private static Prefix prefix(String text) {
    return Prefix.parse(text).orElseThrow();
  }

  private void add(Prefix prefix, List<AddressRange> all) {
    all.add(prefix.range());
    // Directed broadcasts of IPv4, the routers' anycast address of IPv6.
    ends.add(prefix.first());
    if (prefix.family() == Family.IPV4) {
      ends.add(prefix.last());
    }
  }

  /** The networks of a family, and what lies behind them. */
  List<AddressRange> ranges(Family family) {
    return ranges.getOrDefault(family, List.of());
  }

  /** Whether an address may lie behind a leg; it is only a guess where networks nest. */
  boolean isBehind(Address address, Leg leg) {
    boolean routed =
        leg.network().routed().stream().anyMatch(it -> it.destination().contains(address));
    return routed
        || leg.network().prefix(address.family()).filter(it -> it.contains(address)).isPresent();
  }

  /** Whether the kernel leaves it to the filter what becomes of a packet. */
  public boolean isDecidedByFilter(Packet packet) {
    if (packet.losesSum() && translator.forward(packet).isPresent()) {
      return false;
    }
    boolean known = packet.isToOne() || (!packet.isOwn() && GROUPS.contains(packet.destination()));
    if (!known || ODD_PROTOCOLS.contains(packet.protocol())) {
      return false;
    }
    boolean here = own.contains(packet.destination()) || !packet.isToOne();
    boolean linkSource = packet.source().isUnspecified() || LINK_LOCAL.contains(packet.source());
    boolean goodSource =
        packet.isOwn()
            || (linkSource ? here && isGoodLinkSource(packet) : isUsable(packet.source()));
    return goodSource && (here || isUsable(packet.destination()));
  }

  /** IPv4 takes packets from nobody to everybody only; IPv6 takes them of neighbour discovery. */
  private static boolean isGoodLinkSource(Packet packet) {
    return packet.family() == Family.IPV4
        ? packet.source().isUnspecified() && packet.destination().equals(Family.IPV4.highest())
        : ON_LINK.contains(packet.source()) || packet.isIcmp();
  }

  private boolean isUsable(Address address) {
    return !own.contains(address)
        && !ends.contains(address)
        && SPECIAL.stream().noneMatch(it -> it.contains(address));
  }
}
