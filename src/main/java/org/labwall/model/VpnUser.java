package org.labwall.model;

import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.source.Span;

/**
 * Who may join a VPN.
 *
 * @param name the name in his certificate, of ASCII letters, digits, {@code _}, {@code .}, {@code
 *     -} and {@code @}
 * @param network the network in which he is a station
 * @param ipv4 his IPv4 address
 * @param ipv6 his IPv6 address
 * @param span the statement
 */
public record VpnUser(
    String name, Network network, Optional<Address> ipv4, Optional<Address> ipv6, Span span) {

  /** His address of one family. */
  public Optional<Address> address(Family family) {
    return family == Family.IPV4 ? ipv4 : ipv6;
  }
}
