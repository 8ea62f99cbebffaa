package org.labwall.project;

import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.model.InterfaceSettings;
import org.labwall.model.Link;
import org.labwall.model.Network;
import org.labwall.source.Span;

/**
 * An interface of one machine, as interfaces(5) sees it.
 *
 * @param name the interface
 * @param rawDevice the trunk that carries it, for a VLAN
 * @param network the network that it stands in; none for a trunk
 * @param ipv4 its IPv4 address
 * @param ipv6 its IPv6 address
 * @param link what kind of interface it is
 * @param dhcp whether its addresses come from the provider
 * @param settings what interfaces(5) is told besides
 * @param span the statement that it comes from
 */
public record NodeInterface(
    String name,
    Optional<String> rawDevice,
    Optional<Network> network,
    Optional<InterfaceAddress> ipv4,
    Optional<InterfaceAddress> ipv6,
    Link link,
    boolean dhcp,
    InterfaceSettings settings,
    Span span) {

  /** Its address of one family. */
  public Optional<InterfaceAddress> address(Family family) {
    return family == Family.IPV4 ? ipv4 : ipv6;
  }

  /** Whether the default route of one family leaves here. */
  public boolean wayOut(Family family) {
    return (dhcp && family == Family.IPV4)
        || address(family).flatMap(InterfaceAddress::gateway).isPresent();
  }

  /**
   * The routes of one family that leave by it, the default route apart; those that lead to the
   * machine itself leave by others.
   */
  public List<Network.Route> routes(Family family) {
    return network.map(Network::routed).orElse(List.of()).stream()
        .filter(route -> route.destination().family() == family)
        .filter(
            route -> address(family).filter(it -> it.address().equals(route.gateway())).isEmpty())
        .toList();
  }

  /**
   * An address of an interface.
   *
   * @param address the role's own address
   * @param prefixLength the length of the network's prefix
   * @param broadcast the broadcast address, of IPv4
   * @param gateway the next hop of the default route
   */
  public record InterfaceAddress(
      Address address, int prefixLength, Optional<Address> broadcast, Optional<Address> gateway) {}
}
