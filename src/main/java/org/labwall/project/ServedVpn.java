package org.labwall.project;

import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.model.Cluster;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.Role;
import org.labwall.model.Site;
import org.labwall.model.Vpn;
import org.labwall.model.VpnPool;
import org.labwall.model.VpnUser;

/**
 * A VPN as one of its servers has it.
 *
 * @param daemon the VPN
 * @param users who may join it, as far as the source says
 * @param restricted whether nobody else may: the source names users, and no RADIUS server knows
 *     more
 * @param pool the addresses of IPv4 that this machine gives to whoever has none of his own
 * @param pool6 the first of those of IPv6
 * @param ownAddresses whether all who may join have one of IPv4
 * @param gateway the next hop of its stations
 * @param ipv4 the part of its own network that this machine serves, of IPv4
 * @param ipv6 the same of IPv6
 * @param routes4 what stations reach through it, of IPv4
 * @param routes6 the same of IPv6
 */
public record ServedVpn(
    Vpn.Daemon daemon,
    List<VpnUser> users,
    boolean restricted,
    Optional<AddressRange> pool,
    Optional<Address> pool6,
    boolean ownAddresses,
    Optional<Address> gateway,
    Optional<Prefix> ipv4,
    Optional<Prefix> ipv6,
    List<Prefix> routes4,
    List<Prefix> routes6) {
  public ServedVpn {
    users = List.copyOf(users);
    routes4 = List.copyOf(routes4);
    routes6 = List.copyOf(routes6);
  }

  /** The VPNs that a machine serves, in the order of the source. */
  public static List<ServedVpn> of(Node node) {
    return node.cluster().vpn().stream()
        .flatMap(vpn -> vpn.daemons().stream().map(daemon -> of(node, vpn, daemon)))
        .toList();
  }

  private static ServedVpn of(Node node, Vpn vpn, Vpn.Daemon daemon) {
    Role role = node.role();
    int machines = node.cluster().roles().size();
    Network network = daemon.leg().network();
    List<VpnUser> users =
        node.site().users().stream().filter(it -> it.network() == network).toList();
    boolean restricted = vpn.radius().isEmpty() && !users.isEmpty();
    boolean own =
        vpn.radius().isPresent()
            || (restricted && users.stream().allMatch(it -> it.ipv4().isPresent()));
    return new ServedVpn(
        daemon,
        users,
        restricted,
        own ? Optional.empty() : pool(node.site(), daemon, role, machines),
        restricted && users.stream().allMatch(it -> it.ipv6().isPresent())
            ? Optional.empty()
            : daemon.bridged()
                ? Optional.empty()
                : VpnPool.ipv6(node.site(), daemon, role, machines),
        own,
        gateway(node, network),
        daemon.bridged() ? Optional.empty() : daemon.share(Family.IPV4, role, machines),
        daemon.bridged() ? Optional.empty() : daemon.share(Family.IPV6, role, machines),
        VpnRoutes.of(node.site(), daemon, Family.IPV4),
        VpnRoutes.of(node.site(), daemon, Family.IPV6));
  }

  /** What a machine gives out of IPv4: its part of what the source says, or else what is free. */
  private static Optional<AddressRange> pool(
      Site site, Vpn.Daemon daemon, Role role, int machines) {
    Optional<AddressRange> said = daemon.pool(role, machines);
    return said.isPresent() || daemon.bridged() ? said : VpnPool.ipv4(site, daemon, role, machines);
  }

  /**
   * The router of a network: whoever holds the virtual address of those who declare it, or they.
   */
  private static Optional<Address> gateway(Node node, Network network) {
    for (Cluster cluster : node.site().clusters()) {
      for (Leg leg : cluster.legs()) {
        if (leg.network() == network && leg.declares()) {
          return leg.ipv4()
              .map(it -> it.virtual().map(Leg.Virtual::address).orElse(it.real().getFirst()));
        }
      }
    }
    return Optional.empty();
  }

  /** The networks behind a user, of one family: those that are routed to his address. */
  public List<Prefix> behind(VpnUser user, Family family) {
    return daemon.bridged()
        ? List.of()
        : daemon.leg().network().routed().stream()
            .filter(it -> user.address(family).filter(it.gateway()::equals).isPresent())
            .map(Network.Route::destination)
            .toList();
  }
}
