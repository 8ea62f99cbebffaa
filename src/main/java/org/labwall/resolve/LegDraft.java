package org.labwall.resolve;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.model.InterfaceSettings;
import org.labwall.model.Leg;
import org.labwall.model.Link;
import org.labwall.model.Network;
import org.labwall.source.Span;

/**
 * A DEV or VLAN statement, read; routes and the network of another cluster are not known yet.
 *
 * @param name the network's name, or the device's where it has no network
 * @param known the network of another cluster that it only stands in
 * @param vlan the VLAN id
 * @param device the device
 * @param link what carries the addresses
 * @param ipv4 the IPv4 prefix and addresses
 * @param ipv6 the IPv6 prefix and addresses
 * @param broadcast the broadcast address as asked
 * @param dhcp whether the provider gives the addresses
 * @param settings what interfaces(5) is told besides
 * @param span the statement
 */
record LegDraft(
    String name,
    Optional<Network> known,
    OptionalInt vlan,
    String device,
    Link link,
    Optional<Side> ipv4,
    Optional<Side> ipv6,
    Optional<Address> broadcast,
    boolean dhcp,
    InterfaceSettings settings,
    Span span) {

  /**
   * One family of it.
   *
   * @param prefix the network's prefix
   * @param addresses the addresses in it
   * @param gateway the next hop of the default route
   */
  record Side(
      Prefix prefix, Optional<AddressColumns.Addresses> addresses, Optional<Address> gateway) {}

  String interfaceName() {
    return link instanceof Link.Bridge bridge ? bridge.name() : named();
  }

  /** The interface that the statement names, which a bridge may have as its port. */
  private String named() {
    return vlan.isPresent() ? "vlan" + vlan.getAsInt() : device;
  }

  /** The same with a bridge over the interface. */
  LegDraft bridged() {
    return new LegDraft(
        name,
        known,
        vlan,
        device,
        Link.Bridge.of(named()),
        ipv4,
        ipv6,
        broadcast,
        dhcp,
        settings,
        span);
  }

  /** Whether a word of the source names its network: by its name, its id or {@code vlan<id>}. */
  boolean isCalled(String text) {
    return name.equals(text)
        || (vlan.isPresent()
            && (text.equals("vlan" + vlan.getAsInt())
                || text.equals(String.valueOf(vlan.getAsInt()))));
  }

  boolean hasNetwork() {
    return known.isPresent() || ipv4.isPresent() || ipv6.isPresent() || dhcp;
  }

  Optional<Side> side(Family family) {
    return family == Family.IPV4 ? ipv4 : ipv6;
  }

  /** The network that it declares, with the routes through it. */
  Network network(List<Network.Route> routes) {
    Optional<Prefix> prefix = ipv4.map(Side::prefix);
    Optional<Address> last = prefix.filter(it -> it.length() < 31).map(Prefix::broadcast);
    return new Network(
        name, vlan, prefix, ipv6.map(Side::prefix), broadcast.or(() -> last), routes, span);
  }

  Leg leg(Network network) {
    Optional<Leg.Stand> stand4 = stand(ipv4, Optional.empty());
    Optional<Leg.Virtual> virtual4 = stand4.flatMap(Leg.Stand::virtual);
    return new Leg(
        network,
        device,
        interfaceName(),
        link,
        stand4,
        stand(ipv6, virtual4),
        dhcp,
        settings,
        span);
  }

  private static Optional<Leg.Stand> stand(Optional<Side> side, Optional<Leg.Virtual> other) {
    return side.flatMap(it -> it.addresses().map(found -> found.stand(other, it.gateway())));
  }
}
