package org.labwall.differential;

import java.util.Optional;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.Family;

/**
 * A packet that belongs to no connection yet.
 *
 * @param from the interface by which it comes; none for a packet of the router itself
 * @param source its source
 * @param destination its destination
 * @param protocol its IP protocol
 * @param first its source port, or the type of its ICMP message
 * @param second its destination port, or the code of its ICMP message
 * @param hops its time to live, or hop limit
 */
public record Packet(
    Optional<String> from,
    Address source,
    Address destination,
    int protocol,
    int first,
    int second,
    int hops) {
  public static final int ICMP = 1;
  public static final int TCP = 6;
  public static final int UDP = 17;
  public static final int ICMPV6 = 58;
  static final int VRRP = 112;
  static final int SCTP = 132;

  /** Protocols whose sums the kernel does not look at: GRE, ESP, AH. */
  private static final Set<Integer> UNSUMMED = Set.of(47, 50, 51);

  public Family family() {
    return source.family();
  }

  public boolean isOwn() {
    return from.isEmpty();
  }

  /** The same packet to another destination. */
  public Packet to(Address other, int port) {
    return new Packet(from, source, other, protocol, first, hasPorts() ? port : second, hops);
  }

  /** The same packet from another source. */
  public Packet from(Address other) {
    return new Packet(from, other, destination, protocol, first, second, hops);
  }

  /** The same packet from another port. */
  public Packet fromPort(int port) {
    return new Packet(from, source, destination, protocol, port, second, hops);
  }

  /** Whether connection tracking takes it for the first of a connection. */
  public boolean isTracked() {
    return !isInvalid() && !isUntracked();
  }

  public boolean hasPorts() {
    return protocol == TCP || protocol == UDP || protocol == SCTP;
  }

  /** Whether it is a message of its family's ICMP. */
  public boolean isIcmp() {
    return protocol == (family() == Family.IPV4 ? ICMP : ICMPV6);
  }

  boolean isNeighbourDiscovery() {
    return family() == Family.IPV6 && isIcmp() && first >= 133 && first <= 136 && hops == 255;
  }

  /**
   * Whether connection tracking calls it invalid: an answer, or an error, that nothing asked for.
   */
  public boolean isInvalid() {
    if (protocol != ICMP && protocol != ICMPV6) {
      return false;
    }
    if (!isIcmp()) {
      return true;
    }
    return family() == Family.IPV4
        ? first != 8 && first != 13 && first != 15 && first != 17
        : first != 128 && first != 139 && (first < 130 || first > 136) && first != 143;
  }

  /** Whether it is an error of ICMP, to which nobody answers with another. */
  public boolean isError() {
    return isIcmp()
        && (family() == Family.IPV4
            ? first == 3 || first == 4 || first == 5 || first == 11 || first == 12
            : first < 128);
  }

  /**
   * Whether a refusal finds its way back: to one sender, about a packet to one receiver that is
   * tracked, for an answer to any other is invalid where it is not by the loopback.
   */
  boolean isAnswerable() {
    return !source.isUnspecified() && isToOne() && (isOwn() || !isUntracked());
  }

  /**
   * Whether its sum is mostly wrong once its destination is translated, and the kernel refuses
   * nothing of which it thinks so: in IPv6 addresses count in sums, and the kernel puts right those
   * of few protocols.
   */
  boolean losesSum() {
    return family() == Family.IPV6 && !hasPorts() && !isIcmp() && !UNSUMMED.contains(protocol);
  }

  /** Whether connection tracking leaves it alone: discovery of neighbours and listeners. */
  private boolean isUntracked() {
    return family() == Family.IPV6 && isIcmp() && first >= 130 && first <= 143 && first != 139;
  }

  /** Whether it goes to one address, not to a group's or to everyone's. */
  public boolean isToOne() {
    return !destination.isMulticast()
        && !(family() == Family.IPV4 && destination.equals(Family.IPV4.highest()));
  }

  /** The line that the probe reads. */
  String line() {
    return "%s %s %s %d %d %d %d"
        .formatted(from.orElse("-"), source, destination, protocol, first, second, hops);
  }

  @Override
  public String toString() {
    String what = hasPorts() || isIcmp() ? " " + first + " " + second : "";
    return "%s -> %s, protocol %d%s, hops %d, %s"
        .formatted(
            source,
            destination,
            protocol,
            what,
            hops,
            from.map(name -> "in by " + name).orElse("the router's own"));
  }
}
