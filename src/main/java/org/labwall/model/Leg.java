package org.labwall.model;

import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.source.Span;

/**
 * Where the machines of a cluster stand in a network.
 *
 * @param network the network
 * @param device the device as written: the trunk of a VLAN, else the interface itself
 * @param interfaceName the interface that carries the addresses: {@code vlan<id>}, the device, or
 *     what a VPN puts over it
 * @param link what kind of interface that is
 * @param ipv4 its IPv4 addresses
 * @param ipv6 its IPv6 addresses
 * @param dhcp whether the addresses come from the provider
 * @param settings what interfaces(5) is told besides
 * @param span the statement
 */
public record Leg(
    Network network,
    String device,
    String interfaceName,
    Link link,
    Optional<Stand> ipv4,
    Optional<Stand> ipv6,
    boolean dhcp,
    InterfaceSettings settings,
    Span span) {

  /** Whether the network is declared here, and not by others. */
  public boolean declares() {
    return span.equals(network.span());
  }

  /** Its addresses of one family. */
  public Optional<Stand> stand(Family family) {
    return family == Family.IPV4 ? ipv4 : ipv6;
  }

  /** Whether the machines have an address of one family here. */
  public boolean addressed(Family family) {
    return stand(family).isPresent() || (dhcp && family == Family.IPV4);
  }

  /** Whether the default route of one family leaves here. */
  public boolean wayOut(Family family) {
    return (dhcp && family == Family.IPV4) || stand(family).flatMap(Stand::gateway).isPresent();
  }

  /**
   * The addresses of a cluster in a network, of one family.
   *
   * @param real the real address of each role, in their order
   * @param virtual the virtual address and its virtual router
   * @param gateway the next hop of the default route
   * @param span where the addresses are written
   */
  public record Stand(
      List<Address> real, Optional<Virtual> virtual, Optional<Address> gateway, Span span) {
    public Stand {
      real = List.copyOf(real);
    }

    /** The addresses that one role has here, the virtual one last. */
    public List<Address> of(Role role) {
      Address own = real.get(role.index());
      return virtual.map(it -> List.of(own, it.address())).orElse(List.of(own));
    }
  }

  /**
   * A virtual address.
   *
   * @param address the address that the current master holds
   * @param routerId the virtual router id, 1 to 255
   * @param polls whether the instance of that id runs on this leg's interface
   */
  public record Virtual(Address address, int routerId, boolean polls) {}
}
