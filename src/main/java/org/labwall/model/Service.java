package org.labwall.model;

import java.util.OptionalInt;
import java.util.Set;
import org.labwall.address.Family;

/** What kind of packet a rule speaks of, besides its addresses. */
public sealed interface Service {

  /** IPv6 has extension headers in place of these, which a match of protocols never sees. */
  Set<Integer> EXTENSION_HEADERS = Set.of(43, 44, 51, 60);

  /** The IP protocol number. */
  int protocol();

  /** Whether a packet of this family can be of this kind, as the kernel tells kinds apart. */
  default boolean existsIn(Family family) {
    return switch (this) {
      case Ports ports -> true;
      // The kernel takes type 255 of ICMP, which is reserved, for any type.
      case Icmp icmp -> icmp.family() == family && !(family == Family.IPV4 && icmp.type() == 255);
      // Protocol 0 stands for any protocol in iptables.
      case Protocol(int number) ->
          number != 0 && !(family == Family.IPV6 && EXTENSION_HEADERS.contains(number));
    };
  }

  /** Destination ports, {@code first} to {@code last}, of TCP (6), UDP (17) or SCTP (132). */
  record Ports(int protocol, int first, int last) implements Service {
    public Ports {
      if (first < 0 || first > last || last > 65535) {
        throw new IllegalArgumentException("ports " + first + "-" + last);
      }
    }
  }

  /** A message of ICMP or ICMPv6: its type and, where given, its code, 0 to 255 each. */
  record Icmp(Family family, int type, OptionalInt code) implements Service {
    @Override
    public int protocol() {
      return family == Family.IPV4 ? 1 : 58;
    }
  }

  /** Everything of an IP protocol. */
  record Protocol(int protocol) implements Service {}
}
