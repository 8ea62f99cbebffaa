package org.labwall.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
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

  /** The numbers of the protocols with ports. */
  int TCP = 6;

  int UDP = 17;
  int SCTP = 132;

  /** The number of the messages of each family. */
  int ICMP = 1;

  int ICMPV6 = 58;

  /** The IP protocol number. */
  int protocol();

  /** Whether a packet of this family can be of this kind, as the kernel tells kinds apart. */
  default boolean existsIn(Family family) {
    return switch (this) {
      case Ports ports -> true;
      case Icmp icmp -> icmp.family() == family;
      // Connection tracking calls the ICMP of the other family invalid in this one.
      case Protocol(int number) ->
          switch (family) {
            case IPV4 -> number != ICMPV6;
            case IPV6 -> number != ICMP && !EXTENSION_HEADERS.contains(number);
          };
    };
  }

  /** Those of {@code services} whose connections a helper follows. */
  static List<Ports> followed(List<Service> services) {
    List<Ports> followed = new ArrayList<>();
    for (Service service : services) {
      if (service instanceof Ports ports && ports.helper().isPresent()) {
        followed.add(ports);
      }
    }
    return followed;
  }

  /**
   * Destination ports, {@code first} to {@code last}, of TCP (6), UDP (17) or SCTP (132).
   *
   * @param helper what follows connections to these ports, where something must
   */
  record Ports(int protocol, int first, int last, Optional<Helper> helper) implements Service {
    public Ports {
      if (first < 0 || first > last || last > 65535) {
        throw new IllegalArgumentException("ports " + first + "-" + last);
      }
      if (helper.isPresent() && !helper.get().follows(protocol)) {
        throw new IllegalArgumentException(helper.get() + " on protocol " + protocol);
      }
    }

    /** Ports whose connections open no others. */
    public Ports(int protocol, int first, int last) {
      this(protocol, first, last, Optional.empty());
    }

    // Written out, for what records get from the compiler is linked anew at each start of the JVM.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Ports that
          && protocol == that.protocol
          && first == that.first
          && last == that.last
          && helper.equals(that.helper);
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
      return family == Family.IPV4 ? ICMP : ICMPV6;
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

  /**
   * A connection helper of Linux, nf_conntrack_*: it reads along with the connections of a protocol
   * and expects those that they open.
   */
  enum Helper {
    AMANDA(List.of(UDP), List.of(Family.values())),
    FTP(List.of(TCP), List.of(Family.values())),
    H323(List.of(TCP, UDP), List.of(Family.values())),
    IRC(List.of(TCP), List.of(Family.IPV4)),
    NETBIOS_NS(List.of(UDP), List.of(Family.IPV4)),
    PPTP(List.of(TCP), List.of(Family.IPV4)),
    SANE(List.of(TCP), List.of(Family.values())),
    SIP(List.of(TCP, UDP), List.of(Family.values())),
    SNMP(List.of(UDP), List.of(Family.IPV4)),
    TFTP(List.of(UDP), List.of(Family.values()));

    private final List<Integer> protocols;
    private final List<Family> families;

    Helper(List<Integer> protocols, List<Family> families) {
      this.protocols = protocols;
      this.families = families;
    }

    /** The helper that sources call {@code word}. */
    public static Optional<Helper> of(String word) {
      return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }

    /** What sources call it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether it can read along with connections of this IP protocol. */
    public boolean follows(int protocol) {
      return protocols.contains(protocol);
    }

    /** Whether the kernel has it for this family. */
    public boolean existsIn(Family family) {
      return families.contains(family);
    }
  }
}
