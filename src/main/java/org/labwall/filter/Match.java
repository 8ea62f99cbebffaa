package org.labwall.filter;

import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.model.Rule;

/** One condition on a packet; a rule speaks of the packets that meet all of its own. */
public sealed interface Match {

  /** An end of a packet's way through the machine. */
  enum End {
    /** Where it comes from: the incoming interface, the source address. */
    SOURCE,
    /** Where it goes: the outgoing interface, the destination address. */
    DESTINATION
  }

  /** The interface at one end is this one, or is any but this one. */
  record Interface(End end, String name, boolean negated) implements Match {
    // What the programs would read as a wildcard, an option or a quote must not come so far.
    private static final Pattern NAME = Pattern.compile("(?![!-])[!-~&&[^+/\"'\\\\]]{1,15}");

    public Interface {
      if (!NAME.matcher(name).matches()) {
        throw new IllegalArgumentException("an interface named " + name);
      }
    }
  }

  /** The name of the interface at one end starts so. */
  record InterfaceStart(End end, String start) implements Match {}

  /** The address at one end lies in this range, or does not. */
  record Addresses(End end, AddressRange range, boolean negated) implements Match {}

  /** The IP protocol, 1 to 255. */
  record Protocol(int number) implements Match {}

  /** The source port of the protocol matched before is one of these. */
  record SourcePorts(List<Ports> ports) implements Match {
    public SourcePorts {
      ports = List.copyOf(ports);
    }
  }

  /** The destination port of the protocol matched before is one of these. */
  record DestinationPorts(List<Ports> ports) implements Match {
    public DestinationPorts {
      ports = List.copyOf(ports);
    }
  }

  /** A TCP segment that ends its connection at once. */
  record Reset() implements Match {}

  /** A TCP segment that opens a connection: SYN without FIN, RST or ACK. */
  record Opening() implements Match {}

  /** The type of a message of the family's ICMP, and its code where one is given. */
  record Icmp(int type, OptionalInt code) implements Match {}

  /** The state of the packet's connection is one of these. */
  record State(Set<Connection> states) implements Match {
    public State {
      states = Set.copyOf(states);
    }
  }

  /** What connection tracking says of a packet. */
  enum Connection {
    ESTABLISHED,
    RELATED,
    INVALID
  }

  /**
   * The address at one end is the machine's own.
   *
   * @param there whether it must be one of the interface that the packet came in by
   */
  record OwnAddress(End end, boolean there) implements Match {}

  /** The destination of the packet's connection was translated. */
  record Forwarded() implements Match {}

  /** The address that the packet's connection went to before it was translated. */
  record OriginalDestination(Address address) implements Match {}

  /** The port that it went to before, of the protocol matched before. */
  record OriginalPort(Ports ports) implements Match {}

  /**
   * The kernel's helper of that name expected the packet's connection, for another announced it.
   */
  record Expected(String helper) implements Match {}

  /** The hop limit of an IPv6 packet. */
  record HopLimit(int hops) implements Match {}

  /** There is a token in the bucket; each rule with this match has a bucket of its own. */
  record Limited(Rule.Limit limit) implements Match {}

  /** The packet is one of a set, or is not. */
  record Member(MemberSet set, boolean negated) implements Match {}

  /** The ports from {@code first} to {@code last}. */
  record Ports(int first, int last) {}
}
