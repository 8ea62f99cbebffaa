package org.labwall.loaded;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.labwall.address.AddressSet;

/**
 * One condition on a packet.
 *
 * <p>Negations are worked out where the values are numbered: {@code ! -s 10.0.0.0/8} is the set of
 * all other addresses. Names are sorted. A condition on an empty set holds for no packet.
 */
public sealed interface Match {

  /** An end of a packet's way. */
  enum End {
    /** Where it comes from: the incoming interface, the source address, the source port. */
    SOURCE,
    /** Where it goes. */
    DESTINATION
  }

  /** The interface at one end has one of these names, or none of them where {@code negated}. */
  record Interfaces(End end, List<InterfaceName> names, boolean negated) implements Match {
    public Interfaces {
      names = sorted(names);
    }
  }

  /** The address at one end is one of these; they are of the rule set's family. */
  record Addresses(End end, AddressSet addresses) implements Match {}

  /** The IP protocol is one of these, from 0 to 255. */
  record Protocols(NumberSet protocols) implements Match {}

  /** The port at one end is one of these; a match of protocols that have ports is beside it. */
  record Ports(End end, NumberSet ports) implements Match {}

  /** Type times 256 plus code of the family's ICMP; a match of its protocol is beside it. */
  record Icmp(NumberSet messages) implements Match {}

  /** The flags of TCP as one byte, FIN being 1 and CWR 128; a match of TCP is beside it. */
  record TcpFlags(NumberSet flags) implements Match {}

  /** The time to live or hop limit. */
  record HopLimit(NumberSet hops) implements Match {}

  /**
   * One of these holds for the packet's connection, or none of them where {@code negated}: it has
   * one of the states, or an address of it was translated.
   */
  record States(Set<State> states, boolean negated) implements Match {
    public States {
      states = ordered(states, State.class);
    }
  }

  /** What connection tracking knows. */
  enum State {
    NEW,
    ESTABLISHED,
    RELATED,
    INVALID,
    UNTRACKED,
    /** Its source is translated, whichever state it has. */
    SNAT,
    /** Its destination is translated, whichever state it has. */
    DNAT
  }

  /** The packet goes the way of its connection's first, or the other way where {@code reply}. */
  record Direction(boolean reply) implements Match {}

  /** The address that the connection's first packet had at one end before any translation. */
  record OriginalAddresses(End end, AddressSet addresses) implements Match {}

  /** The port that it had there before; a match of protocols that have ports is beside it. */
  record OriginalPorts(End end, NumberSet ports) implements Match {}

  /**
   * The address at one end is of one of these types to this machine.
   *
   * @param scope which of the machine's interfaces are asked
   */
  record AddressTypes(End end, Set<AddressType> types, Scope scope) implements Match {
    public AddressTypes {
      types = ordered(types, AddressType.class);
    }
  }

  /** What the routing table says of an address, in the order of the kernel's numbers. */
  enum AddressType {
    UNSPEC,
    UNICAST,
    LOCAL,
    BROADCAST,
    ANYCAST,
    MULTICAST,
    BLACKHOLE,
    UNREACHABLE,
    PROHIBIT
  }

  /** The interfaces on which an address counts. */
  enum Scope {
    ANY,
    INCOMING,
    OUTGOING
  }

  /** How the link layer delivered the packet. */
  record PacketTypes(Set<PacketType> types) implements Match {
    public PacketTypes {
      types = ordered(types, PacketType.class);
    }
  }

  /** To whom a frame was sent, in the order of the kernel's numbers. */
  enum PacketType {
    HOST,
    BROADCAST,
    MULTICAST,
    OTHER
  }

  /** The helper of one of these names expected the connection, or none where {@code negated}. */
  record Helper(List<String> names, boolean negated) implements Match {
    public Helper {
      names = sorted(names);
    }
  }

  /**
   * There is a token in the rule's bucket.
   *
   * @param packets so many tokens come in {@code seconds}; both without common divisor
   * @param burst how many tokens the bucket holds
   * @param over whether the packets without a token are meant
   */
  record Limit(long packets, long seconds, int burst, boolean over) implements Match {}

  /**
   * The fields of the packet together are an element of the set, or are not.
   *
   * @param key the fields, as many as each element has values
   */
  record Lookup(List<Field> key, ElementSet set, boolean negated) implements Match {
    public Lookup {
      key = List.copyOf(key);
    }
  }

  private static <T extends Comparable<T>> List<T> sorted(List<T> given) {
    return given.size() < 2 ? List.copyOf(given) : given.stream().sorted().distinct().toList();
  }

  private static <E extends Enum<E>> Set<E> ordered(Set<E> given, Class<E> type) {
    EnumSet<E> ordered = EnumSet.noneOf(type);
    ordered.addAll(given);
    return Collections.unmodifiableSet(ordered);
  }
}
