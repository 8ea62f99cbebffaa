package org.labwall.loaded;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.AddressRange;

/** What becomes of a packet that meets a rule. */
public sealed interface Verdict {

  /** It passes the chains of this table. */
  record Accept() implements Verdict {}

  /** It is lost. */
  record Drop() implements Verdict {}

  /** It is lost and its sender is told. */
  record Reject(With with) implements Verdict {}

  /** The chain is gone through, and then the next rule unless it decides. */
  record Jump(String chain) implements Verdict {}

  /** The chain is gone through, and then what follows where this chain was called. */
  record Goto(String chain) implements Verdict {}

  /** What follows where this chain was called is gone through; the policy where nobody called. */
  record Return() implements Verdict {}

  /** The next rule sees it. */
  record Continue() implements Verdict {}

  /**
   * The verdict of the map's element that the fields of the packet are; the next rule sees it where
   * there is none.
   *
   * @param key the fields, as many as each element has values
   */
  record Branch(List<Field> key, ElementSet map) implements Verdict {
    public Branch {
      key = List.copyOf(key);
    }
  }

  /**
   * The connection's address is another from now on, and the packet passes the chains of this
   * table.
   *
   * @param addresses the addresses that it may get; empty where it stays, or is the interface's
   * @param ports the ports that it may get; empty where it stays unless it must change
   */
  record Translate(
      Translation kind,
      Optional<AddressRange> addresses,
      Optional<Value.Numbers> ports,
      Set<Choice> choices)
      implements Verdict {
    public Translate {
      EnumSet<Choice> ordered = EnumSet.noneOf(Choice.class);
      ordered.addAll(choices);
      choices = Collections.unmodifiableSet(ordered);
    }
  }

  /** The chain that it leads to; a branch leads to those of its map's elements. */
  default Optional<String> target() {
    return switch (this) {
      case Jump(String chain) -> Optional.of(chain);
      case Goto(String chain) -> Optional.of(chain);
      case Accept it -> Optional.empty();
      case Drop it -> Optional.empty();
      case Reject it -> Optional.empty();
      case Return it -> Optional.empty();
      case Continue it -> Optional.empty();
      case Branch it -> Optional.empty();
      case Translate it -> Optional.empty();
    };
  }

  /** Which address is translated to what. */
  enum Translation {
    /** The source, to the addresses given. */
    SOURCE,
    /** The destination, to the addresses given. */
    DESTINATION,
    /** The source, to the address of the interface by which the packet leaves. */
    MASQUERADE,
    /** The destination, to the machine's own address. */
    REDIRECT
  }

  /** How an address or port is chosen out of several. */
  enum Choice {
    RANDOM,
    FULLY_RANDOM,
    PERSISTENT
  }

  /** How the sender of a rejected packet is told. */
  enum With {
    TCP_RESET,
    PORT_UNREACHABLE,
    NET_UNREACHABLE,
    HOST_UNREACHABLE,
    PROTOCOL_UNREACHABLE,
    NET_PROHIBITED,
    HOST_PROHIBITED,
    /** ICMP's "communication administratively prohibited", and ICMPv6's. */
    ADMIN_PROHIBITED,
    /** ICMPv6's "no route to destination". */
    NO_ROUTE,
    /** ICMPv6's "address unreachable". */
    ADDRESS_UNREACHABLE,
    /** ICMPv6's "source address failed policy". */
    POLICY_FAIL,
    /** ICMPv6's "reject route". */
    REJECT_ROUTE
  }
}
