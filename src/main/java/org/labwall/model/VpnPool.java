package org.labwall.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.address.Prefix;

/**
 * The addresses that a server gives to users of a VPN's own network who have none, where the source
 * names no range: none of them is anybody's already. See openvpn(8), {@code --ifconfig-pool} and
 * {@code --ifconfig-ipv6-pool}, each of which gives out addresses in a row.
 */
public final class VpnPool {
  /** How long an IPv6 prefix may be that leaves the first addresses to users who have their own. */
  private static final int WIDE = 112;

  /** How many IPv6 addresses OpenVPN gives out at most, from the first one on. */
  private static final int MOST = 65536;

  private VpnPool() {}

  /** The longest free range of IPv4 in the part of one server; none where the VPN has no IPv4. */
  public static Optional<AddressRange> ipv4(Site site, Vpn.Daemon daemon, Role role, int servers) {
    return daemon
        .share(Family.IPV4, role, servers)
        .flatMap(it -> longest(it.first().plus(2), it.last().plus(-1), site, daemon));
  }

  /** The first of the free addresses of IPv6; none where the VPN has no IPv6 or no room. */
  public static Optional<Address> ipv6(Site site, Vpn.Daemon daemon, Role role, int servers) {
    return daemon
        .share(Family.IPV6, role, servers)
        .flatMap(
            it -> {
              boolean wide = it.length() <= WIDE;
              return wide
                  ? Optional.of(behind(it.first().plus(0x1000), site, daemon))
                  : longest(it.first().plus(2), it.last(), site, daemon).map(AddressRange::first);
            });
  }

  /** The first address behind which so many are free as OpenVPN may give out. */
  private static Address behind(Address start, Site site, Vpn.Daemon daemon) {
    Address first = start;
    for (Address taken : taken(site, daemon.leg().network(), Family.IPV6)) {
      if (taken.compareTo(first) >= 0 && taken.compareTo(first.plus(MOST)) <= 0) {
        first = taken.plus(1);
      }
    }
    return first;
  }

  private static Optional<AddressRange> longest(
      Address first, Address last, Site site, Vpn.Daemon daemon) {
    List<AddressRange> free = new ArrayList<>();
    Address next = first;
    for (Address taken : taken(site, daemon.leg().network(), first.family())) {
      if (taken.compareTo(next) > 0 && taken.compareTo(last) <= 0) {
        free.add(new AddressRange(next, taken.plus(-1)));
      }
      if (taken.compareTo(next) >= 0) {
        next = taken.plus(1);
      }
    }
    if (next.compareTo(last) <= 0) {
      free.add(new AddressRange(next, last));
    }
    Optional<AddressRange> best = Optional.empty();
    for (AddressRange range : free) {
      if (best.isEmpty() || size(range) > size(best.get())) {
        best = Optional.of(range);
      }
    }
    return best.filter(it -> size(it) > 1);
  }

  private static long size(AddressRange range) {
    return range.last().low() - range.first().low() + 1;
  }

  /** The addresses in a network that users, hosts and next hops have, in their order. */
  private static TreeSet<Address> taken(Site site, Network network, Family family) {
    TreeSet<Address> taken = new TreeSet<>();
    site.users().stream()
        .filter(it -> it.network() == network)
        .forEach(it -> it.address(family).ifPresent(taken::add));
    site.hosts().forEach(it -> taken.addAll(it.addresses()));
    network.routed().forEach(it -> taken.add(it.gateway()));
    Optional<Prefix> prefix = network.prefix(family);
    taken.removeIf(it -> prefix.filter(own -> own.contains(it)).isEmpty());
    return taken;
  }
}
