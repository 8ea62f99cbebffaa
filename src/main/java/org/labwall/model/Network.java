package org.labwall.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.source.Span;

/**
 * A link with its addresses. Which machines stand in it, and by which interface, is their legs'
 * matter.
 *
 * @param name the name that rules use
 * @param vlan the 802.1Q VLAN id, 1 to 4094, of a VLAN
 * @param ipv4 its IPv4 prefix
 * @param ipv6 its IPv6 prefix
 * @param broadcast the IPv4 broadcast address, as asked or as it follows from the prefix
 * @param routed the networks that lie behind a gateway in this one
 * @param span the statement that declares it
 */
public record Network(
    String name,
    OptionalInt vlan,
    Optional<Prefix> ipv4,
    Optional<Prefix> ipv6,
    Optional<Address> broadcast,
    List<Route> routed,
    Span span) {

  public Network {
    routed = List.copyOf(routed);
  }

  /** Its prefix of one family. */
  public Optional<Prefix> prefix(Family family) {
    return family == Family.IPV4 ? ipv4 : ipv6;
  }

  /**
   * A network behind a router that stands in this one.
   *
   * @param destination the network
   * @param gateway the router's address
   * @param span the {@code ROUTE} statement
   */
  public record Route(Prefix destination, Address gateway, Span span) {}
}
