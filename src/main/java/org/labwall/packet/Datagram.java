package org.labwall.packet;

import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.model.Service;

/**
 * One packet, to one receiver, that belongs to no connection yet.
 *
 * @param entry the interface by which it comes to a machine; none where the machine sends it
 * @param source its source
 * @param destination its destination
 * @param protocol its IP protocol
 * @param first its source port, or the type of its ICMP message
 * @param second its destination port, or the code of its ICMP message
 */
public record Datagram(
    Optional<String> entry,
    Address source,
    Address destination,
    int protocol,
    int first,
    int second) {
  /** The IP protocol numbers of ICMP and ICMPv6. */
  public static final int ICMP = 1;

  public static final int ICMPV6 = 58;

  private static final List<Integer> REQUESTS = List.of(8, 13, 15, 17);
  private static final List<Integer> REQUESTS6 = List.of(128, 139);

  /** The family of its addresses. */
  public Family family() {
    return source.family();
  }

  /** Whether a machine sends it itself. */
  public boolean isOwn() {
    return entry.isEmpty();
  }

  /** Whether it has ports. */
  public boolean hasPorts() {
    return protocol == Service.TCP || protocol == Service.UDP || protocol == Service.SCTP;
  }

  /** Whether it is a message of its family's ICMP. */
  public boolean isIcmp() {
    return protocol == (family() == Family.IPV4 ? ICMP : ICMPV6);
  }

  /** The same packet from another source. */
  public Datagram from(Address other) {
    return new Datagram(entry, other, destination, protocol, first, second);
  }

  /** The same packet in by another interface. */
  public Datagram withEntry(String other) {
    return new Datagram(Optional.of(other), source, destination, protocol, first, second);
  }

  /** The same packet from another source port, or with another type of message. */
  public Datagram withFirst(int other) {
    return new Datagram(entry, source, destination, protocol, other, second);
  }

  /** The same packet to another receiver; the port is for those that have ports. */
  public Datagram to(Address other, int port) {
    return new Datagram(entry, source, other, protocol, first, hasPorts() ? port : second);
  }

  /** The types of messages of a family's ICMP that connection tracking knows an answer to. */
  public static List<Integer> requests(Family family) {
    return family == Family.IPV4 ? REQUESTS : REQUESTS6;
  }

  /**
   * Whether Linux' connection tracking takes it for the first of a connection: it is no answer, no
   * error, and no message of the link.
   */
  public boolean opens() {
    if (protocol != ICMP && protocol != ICMPV6) {
      return true;
    }
    return isIcmp() && requests(family()).contains(first);
  }

  /** Whether it is of one of these services; any is meant where there are none. */
  public boolean isOf(List<Service> services) {
    for (Service service : services) {
      if (isOf(service)) {
        return true;
      }
    }
    return services.isEmpty();
  }

  private boolean isOf(Service service) {
    return switch (service) {
      case Service.Protocol(int number) -> protocol == number && service.existsIn(family());
      case Service.Ports ports ->
          protocol == ports.protocol() && ports.first() <= second && second <= ports.last();
      case Service.Icmp icmp ->
          isIcmp()
              && icmp.family() == family()
              && icmp.type() == first
              && (icmp.code().isEmpty() || icmp.code().getAsInt() == second);
    };
  }

  @Override
  public String toString() {
    String what =
        switch (protocol) {
          case Service.TCP -> "tcp/" + second;
          case Service.UDP -> "udp/" + second;
          case Service.SCTP -> "sctp/" + second;
          case ICMP -> "icmp/" + first + "/" + second;
          case ICMPV6 -> "icmp6/" + first + "/" + second;
          default -> "proto/" + protocol;
        };
    String port = hasPorts() ? " port " + first : "";
    return "%s%s -> %s %s%s"
        .formatted(source, port, destination, what, entry.map(it -> " by " + it).orElse(""));
  }
}
