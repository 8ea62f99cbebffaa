package org.labwall.model;

import java.util.OptionalInt;
import org.labwall.address.Family;

/** What kind of packet a rule speaks of, besides its addresses. */
public sealed interface Service {

  /** The IP protocol number. */
  int protocol();

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
