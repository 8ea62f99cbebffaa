package org.labwall.model;

import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.labwall.address.Family;

/** What kind of packet a rule speaks of, besides its addresses. */
public sealed interface Service {

  /**
   * Protocols of IPv4 in whose place IPv6 has extension headers. Those stand before the protocol of
   * a packet, so that no packet of IPv6 is of these.
   */
  Set<Integer> EXTENSION_HEADERS = Set.of(43, 44, 51, 60);

  /** The IP protocol number. */
  int protocol();

  /** Whether a packet of this family can be of this kind, as the kernel tells kinds apart. */
  default boolean existsIn(Family family) {
    return switch (this) {
      case Ports ports -> true;
      case Icmp icmp -> icmp.family() == family;
      case Protocol(int number) -> family == Family.IPV4 || !EXTENSION_HEADERS.contains(number);
    };
  }

  /** Destination ports, {@code first} to {@code last}, of TCP (6), UDP (17) or SCTP (132). */
  record Ports(int protocol, int first, int last) implements Service {
    public Ports {
      if (first < 0 || first > last || last > 65535) {
        throw new IllegalArgumentException("ports " + first + "-" + last);
      }
    }

    // Written out, for what records get from the compiler is linked anew at each start of the JVM.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Ports that
          && protocol == that.protocol
          && first == that.first
          && last == that.last;
    }

    @Override
    public int hashCode() {
      return 31 * (31 * protocol + first) + last;
    }
  }

  /** A message of ICMP or ICMPv6: its type and, where given, its code. */
  record Icmp(Family family, int type, OptionalInt code) implements Service {
    public Icmp {
      if (type < 0 || type > highestType(family)) {
        throw new IllegalArgumentException("ICMP type " + type);
      }
    }

    /** Type 255 of ICMP is reserved, and iptables takes it for any type. */
    public static int highestType(Family family) {
      return family == Family.IPV4 ? 254 : 255;
    }

    @Override
    public int protocol() {
      return family == Family.IPV4 ? 1 : 58;
    }
  }

  /** Everything of an IP protocol, 1 to 255: iptables takes 0 for any protocol. */
  record Protocol(int protocol) implements Service {
    public Protocol {
      if (protocol < 1 || protocol > 255) {
        throw new IllegalArgumentException("protocol " + protocol);
      }
    }
  }
}
