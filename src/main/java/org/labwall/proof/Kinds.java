package org.labwall.proof;

import java.util.ArrayList;
import java.util.List;
import org.labwall.address.Family;
import org.labwall.model.Service;
import org.labwall.packet.Datagram;
import org.labwall.packet.IntervalSet;

/** The kinds of packets that services mean, as numbers of {@link Axis#KIND}. */
public final class Kinds {
  private static final int PROTOCOL = 1 << 16;
  private static final int TYPE = 1 << 8;

  private Kinds() {}

  /** The kinds of any of the services; all where there are none. */
  public static IntervalSet of(List<Service> services, Family family) {
    if (services.isEmpty()) {
      return IntervalSet.of(0, Axis.KIND.size());
    }
    IntervalSet.Builder kinds = new IntervalSet.Builder();
    for (Service service : services) {
      if (service.existsIn(family)) {
        add(service, kinds);
      }
    }
    return kinds.build();
  }

  private static void add(Service service, IntervalSet.Builder kinds) {
    int first = service.protocol() * PROTOCOL;
    switch (service) {
      case Service.Ports ports -> kinds.add(first + ports.first(), first + ports.last() + 1);
      case Service.Icmp icmp -> {
        int type = first + icmp.type() * TYPE;
        if (icmp.code().isPresent()) {
          kinds.add(type + icmp.code().getAsInt(), type + icmp.code().getAsInt() + 1);
        } else {
          kinds.add(type, type + TYPE);
        }
      }
      case Service.Protocol it -> kinds.add(first, first + PROTOCOL);
    }
  }

  /**
   * The kinds of what opens a connection: of ICMP, requests alone do, and of the other family's
   * ICMP nothing does.
   */
  public static IntervalSet opening(Family family) {
    IntervalSet.Builder kinds = new IntervalSet.Builder();
    kinds.addAll(
        IntervalSet.of(0, Axis.KIND.size())
            .difference(ofProtocol(Service.ICMP))
            .difference(ofProtocol(Service.ICMPV6)));
    int protocol = family == Family.IPV4 ? Service.ICMP : Service.ICMPV6;
    for (int type : Datagram.requests(family)) {
      kinds.addAll(ofType(protocol, type));
    }
    return kinds.build();
  }

  /** All kinds of one protocol. */
  static IntervalSet ofProtocol(int protocol) {
    return IntervalSet.of(protocol * PROTOCOL, (protocol + 1) * PROTOCOL);
  }

  /** A message of ICMP or ICMPv6, whatever its code. */
  static IntervalSet ofType(int protocol, int type) {
    int first = protocol * PROTOCOL + type * TYPE;
    return IntervalSet.of(first, first + TYPE);
  }

  /** The ports of a protocol from one on. */
  static IntervalSet ofPorts(int protocol, int first) {
    return IntervalSet.of(protocol * PROTOCOL + first, (protocol + 1) * PROTOCOL);
  }

  /** A port of a protocol. */
  static IntervalSet ofPort(int protocol, int port) {
    return IntervalSet.of(protocol * PROTOCOL + port, protocol * PROTOCOL + port + 1);
  }

  /** Kinds in words, as sources write them. */
  public static List<String> texts(IntervalSet kinds) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < kinds.intervals(); i++) {
      int next = kinds.first(i);
      while (next < kinds.end(i)) {
        int ofProtocol = Math.min(kinds.end(i), (next / PROTOCOL + 1) * PROTOCOL);
        all.addAll(texts(next, ofProtocol));
        next = ofProtocol;
      }
    }
    return all;
  }

  /** Kinds of one protocol in words. */
  private static List<String> texts(int first, int end) {
    int protocol = first / PROTOCOL;
    if (protocol == Service.ICMP || protocol == Service.ICMPV6) {
      List<String> types = new ArrayList<>();
      for (int type = first / TYPE; type * TYPE < end; type++) {
        boolean whole = type * TYPE >= first && (type + 1) * TYPE <= end;
        String text = text(Math.max(first, type * TYPE));
        types.add(whole ? text.substring(0, text.lastIndexOf('/')) : text);
      }
      return types;
    }
    String text = text(first);
    if (!List.of(Service.TCP, Service.UDP, Service.SCTP).contains(protocol)) {
      return List.of(text);
    }
    if (end - first == PROTOCOL) {
      return List.of(text.substring(0, text.indexOf('/')));
    }
    return List.of(end - first == 1 ? text : text + "-" + (end - 1) % PROTOCOL);
  }

  /** A kind in words, as sources write it. */
  static String text(int kind) {
    int protocol = kind / PROTOCOL;
    int low = kind % PROTOCOL;
    return switch (protocol) {
      case Service.TCP -> "tcp/" + low;
      case Service.UDP -> "udp/" + low;
      case Service.SCTP -> "sctp/" + low;
      case Service.ICMP, Service.ICMPV6 -> {
        String name = protocol == Service.ICMP ? "icmp" : "icmp6";
        yield name + "/" + low / TYPE + "/" + low % TYPE;
      }
      default -> "proto/" + protocol;
    };
  }
}
