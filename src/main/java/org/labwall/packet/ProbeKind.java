package org.labwall.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.labwall.address.Family;
import org.labwall.model.Service;

/**
 * The kinds of packets that probes are of: an IP protocol with a destination port, or with the type
 * and code of a message.
 *
 * @param protocol the IP protocol
 * @param first the type of the message; of others 0
 * @param second the port, or the code
 */
record ProbeKind(int protocol, int first, int second) {
  private static final int ECHO = 8;
  private static final int ECHO6 = 128;
  private static final int DISCARD = 9;
  private static final int GRE = 47;

  /** What kernels, connection tracking or other daemons of routers treat in ways of their own. */
  private static final Set<Integer> ODD_PROTOCOLS =
      Set.of(0, 2, 4, 33, 41, 43, 44, 51, 59, 60, 103, 112, 136, 255);

  /** Packets of a kind that every family has. */
  static List<ProbeKind> common(Family family) {
    return List.of(
        new ProbeKind(Service.TCP, 0, DISCARD),
        new ProbeKind(Service.UDP, 0, DISCARD),
        echo(family),
        new ProbeKind(Service.SCTP, 0, DISCARD),
        new ProbeKind(GRE, 0, 0));
  }

  static ProbeKind echo(Family family) {
    return family == Family.IPV4
        ? new ProbeKind(Datagram.ICMP, ECHO, 0)
        : new ProbeKind(Datagram.ICMPV6, ECHO6, 0);
  }

  /** An answer to an echo that nobody sent. */
  static ProbeKind strayAnswer(Family family) {
    return family == Family.IPV4
        ? new ProbeKind(Datagram.ICMP, 0, 0)
        : new ProbeKind(Datagram.ICMPV6, ECHO6 + 1, 0);
  }

  boolean hasPorts() {
    return protocol == Service.TCP || protocol == Service.UDP || protocol == Service.SCTP;
  }

  /** Whether a packet of it can be sent that opens a connection. */
  boolean isUsable(Family family) {
    if (hasPorts()) {
      return second > 0 && second < 1 << 16;
    }
    if (protocol == Datagram.ICMP) {
      return family == Family.IPV4 && (first == ECHO || first == 13 || first == 17);
    }
    if (protocol == Datagram.ICMPV6) {
      return family == Family.IPV6 && first == ECHO6;
    }
    return protocol > 0 && protocol < 1 << 8 && !ODD_PROTOCOLS.contains(protocol);
  }

  /** The kind at a place of an axis of services. */
  private static ProbeKind at(int place) {
    int protocol = place >> 16;
    int value = place & 0xffff;
    boolean message = protocol == Datagram.ICMP || protocol == Datagram.ICMPV6;
    return message
        ? new ProbeKind(protocol, value >> 8, value & 0xff)
        : new ProbeKind(protocol, 0, value);
  }

  private int place() {
    boolean message = protocol == Datagram.ICMP || protocol == Datagram.ICMPV6;
    return protocol << 16 | (message ? first << 8 | second : second);
  }

  /** A usable kind of a number of an axis. */
  static Optional<ProbeKind> of(ServiceAxis axis, int number, Family family) {
    int first = axis.first(number);
    int end = axis.end(number);
    List<ProbeKind> kinds = new ArrayList<>(common(family));
    IntStream.of(first, first + 1, end - 1).mapToObj(ProbeKind::at).forEach(kinds::add);
    return kinds.stream()
        .filter(it -> first <= it.place() && it.place() < end && it.isUsable(family))
        .findFirst();
  }

  /** The kinds at the edges of services: just inside, and just outside. */
  static List<ProbeKind> edges(List<Service> services, Family family) {
    if (services.isEmpty()) {
      return common(family);
    }
    List<ProbeKind> edges = new ArrayList<>();
    for (Service service : services) {
      switch (service) {
        case Service.Ports ports -> {
          int protocol = ports.protocol();
          IntStream.of(ports.first(), ports.last(), ports.first() - 1, ports.last() + 1)
              .forEach(port -> edges.add(new ProbeKind(protocol, 0, port)));
          int other = protocol == Service.TCP ? Service.UDP : Service.TCP;
          edges.add(new ProbeKind(other, 0, ports.first()));
        }
        case Service.Icmp icmp -> {
          int code = icmp.code().orElse(0);
          edges.add(new ProbeKind(icmp.protocol(), icmp.type(), code));
          edges.add(new ProbeKind(icmp.protocol(), icmp.type(), code + 1));
          edges.add(new ProbeKind(Datagram.ICMP, 13, 0));
        }
        case Service.Protocol(int protocol) -> {
          edges.addAll(common(family).stream().filter(it -> it.protocol == protocol).toList());
          edges.add(new ProbeKind(protocol, 0, 0));
          edges.add(new ProbeKind(protocol + 1, 0, DISCARD));
          edges.add(new ProbeKind(protocol - 1, 0, DISCARD));
        }
      }
    }
    return edges.stream().filter(it -> it.isUsable(family)).distinct().toList();
  }
}
