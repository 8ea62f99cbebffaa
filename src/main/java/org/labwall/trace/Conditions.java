package org.labwall.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.loaded.ElementSet;
import org.labwall.loaded.ElementSet.Element;
import org.labwall.loaded.Field;
import org.labwall.loaded.InterfaceName;
import org.labwall.loaded.Match;
import org.labwall.loaded.Match.AddressType;
import org.labwall.loaded.Match.End;
import org.labwall.loaded.Match.PacketType;
import org.labwall.loaded.Match.State;
import org.labwall.loaded.Value;
import org.labwall.packet.Datagram;
import org.labwall.packet.Routes;

/** Says whether one packet meets the conditions of rules. */
final class Conditions {
  /** What TCP opens a connection with. */
  private static final int SYN = 2;

  /** The hop limit that Linux sends packets with. */
  private static final int HOPS = 64;

  private static final int CODES = 256;
  private static final Address EVERYBODY = Family.IPV4.highest();

  private final Passing packet;
  private final Routes routes;
  private final boolean tokens;
  private final Map<ElementSet, Map<List<Field>, Optional<Element>>> lookups =
      new IdentityHashMap<>();

  /**
   * The conditions for a packet.
   *
   * @param tokens whether every limit has a token left, or none has
   */
  Conditions(Passing packet, Routes routes, boolean tokens) {
    this.packet = packet;
    this.routes = routes;
    this.tokens = tokens;
  }

  /** Whether the packet meets all of them. */
  boolean hold(List<Match> matches) {
    for (Match match : matches) {
      if (!holds(match)) {
        return false;
      }
    }
    return true;
  }

  /** The elements by which the packet meets conditions, where these look into sets. */
  List<Element> elements(List<Match> matches) {
    List<Element> elements = new ArrayList<>();
    for (Match match : matches) {
      if (match instanceof Match.Lookup it && !it.negated()) {
        find(it.key(), it.set()).ifPresent(elements::add);
      }
    }
    return elements;
  }

  private boolean holds(Match match) {
    Datagram now = packet.now();
    return switch (match) {
      case Match.Interfaces it -> isOneOf(it.names(), name(it.end())) != it.negated();
      case Match.Addresses it -> it.addresses().contains(address(now, it.end()));
      case Match.Protocols it -> it.protocols().contains(now.protocol());
      case Match.Ports it -> now.hasPorts() && it.ports().contains(port(now, it.end()));
      case Match.Icmp it ->
          now.isIcmp() && it.messages().contains(now.first() * CODES + now.second());
      case Match.TcpFlags it -> it.flags().contains(SYN);
      case Match.HopLimit it -> it.hops().contains(HOPS);
      case Match.States it -> isOneOf(it.states()) != it.negated();
      case Match.Direction it -> packet.isTracked() && !it.reply();
      case Match.OriginalAddresses it ->
          packet.isTracked() && it.addresses().contains(address(packet.first(), it.end()));
      case Match.OriginalPorts it ->
          packet.isTracked() && it.ports().contains(port(packet.first(), it.end()));
      case Match.AddressTypes it -> it.types().contains(type(address(now, it.end()), it.scope()));
      case Match.PacketTypes it -> it.types().contains(packetType(now.destination()));
      case Match.Helper it -> it.negated();
      case Match.Limit it -> tokens != it.over();
      case Match.Lookup it -> find(it.key(), it.set()).isPresent() != it.negated();
    };
  }

  /** The element of a set that the packet is. */
  Optional<Element> find(List<Field> key, ElementSet set) {
    return lookups
        .computeIfAbsent(set, it -> new HashMap<>())
        .computeIfAbsent(
            key, it -> set.elements().stream().filter(element -> is(key, element)).findFirst());
  }

  private boolean is(List<Field> key, Element element) {
    for (int i = 0; i < key.size(); i++) {
      if (!is(key.get(i), element.values().get(i))) {
        return false;
      }
    }
    return true;
  }

  private boolean is(Field field, Value value) {
    return switch (value) {
      case Value.Interface it ->
          isOneOf(
              List.of(it.name()),
              name(field == Field.INCOMING_INTERFACE ? End.SOURCE : End.DESTINATION));
      case Value.Addresses it ->
          it.range()
              .contains(
                  address(packet.now(), field == Field.SOURCE ? End.SOURCE : End.DESTINATION));
      case Value.Numbers it -> {
        int number = number(field);
        yield it.first() <= number && number <= it.last();
      }
    };
  }

  /** What a field has; what the packet has not, is no number. */
  private int number(Field field) {
    Datagram now = packet.now();
    return switch (field) {
      case PROTOCOL -> now.protocol();
      case SOURCE_PORT -> now.hasPorts() ? now.first() : -1;
      // In sets of ipset, messages of ICMP have their type and code there.
      case DESTINATION_PORT ->
          now.hasPorts() ? now.second() : now.isIcmp() ? now.first() * CODES + now.second() : -1;
      case INCOMING_INTERFACE, OUTGOING_INTERFACE, SOURCE, DESTINATION ->
          throw new IllegalArgumentException("a number for " + field);
    };
  }

  private String name(End end) {
    return (end == End.SOURCE ? packet.entry() : packet.exit()).orElse("");
  }

  private static Address address(Datagram packet, End end) {
    return end == End.SOURCE ? packet.source() : packet.destination();
  }

  private static int port(Datagram packet, End end) {
    return end == End.SOURCE ? packet.first() : packet.second();
  }

  private static boolean isOneOf(List<InterfaceName> names, String name) {
    return !name.isEmpty() && names.stream().anyMatch(it -> it.matches(name));
  }

  private boolean isOneOf(Set<State> states) {
    return states.contains(packet.isTracked() ? State.NEW : State.INVALID)
        || (packet.hasNewSource() && states.contains(State.SNAT))
        || (packet.hasNewDestination() && states.contains(State.DNAT));
  }

  private AddressType type(Address address, Match.Scope scope) {
    if (address.isUnspecified()) {
      return AddressType.UNSPEC;
    }
    if (address.isMulticast()) {
      return AddressType.MULTICAST;
    }
    if (address.equals(EVERYBODY)) {
      return AddressType.BROADCAST;
    }
    boolean here =
        switch (scope) {
          case ANY -> address.isLoopback() || routes.own().contains(address);
          case INCOMING -> routes.at(name(End.SOURCE)).contains(address);
          case OUTGOING -> routes.at(name(End.DESTINATION)).contains(address);
        };
    return here ? AddressType.LOCAL : AddressType.UNICAST;
  }

  private static PacketType packetType(Address destination) {
    if (destination.isMulticast()) {
      return PacketType.MULTICAST;
    }
    return destination.equals(EVERYBODY) ? PacketType.BROADCAST : PacketType.HOST;
  }
}
