package org.labwall.filter;

import java.util.List;
import java.util.OptionalInt;
import org.labwall.address.Address;
import org.labwall.address.Prefix;
import org.labwall.filter.Match.End;
import org.labwall.model.Logging;

/** What becomes of a packet that a rule speaks of. */
public sealed interface Action {

  /** It passes. */
  record Accept() implements Action {}

  /** It is lost without a word. */
  record Drop() implements Action {}

  /** It is answered that it may not pass. */
  record Reject(With with) implements Action {}

  /** The rules of the calling chain go on. */
  record Return() implements Action {}

  /** The rules of another chain see it; it comes back where none of them decides. */
  record Jump(String chain) implements Action {}

  /** The rules of another chain see it; it comes back to where this chain was called from. */
  record Goto(String chain) implements Action {}

  /**
   * The rules of the one of many chains see it that goes with its address; it comes back to where
   * this chain was called from. Where there is no such chain, the next rule sees it.
   *
   * @param arms the chains, by prefixes that do not overlap, in their order
   */
  record BranchByAddress(End end, List<Arm<Prefix>> arms) implements Action {
    public BranchByAddress {
      arms = List.copyOf(arms);
    }
  }

  /** The same, by the name of the interface. */
  record BranchByInterface(End end, List<Arm<String>> arms) implements Action {
    public BranchByInterface {
      arms = List.copyOf(arms);
    }
  }

  /**
   * One way on.
   *
   * @param key what the packet has
   * @param chain the chain that sees it then
   * @param comment the lines of the source that the rules there come from
   */
  record Arm<K>(K key, String chain, String comment) {}

  /** Somebody gets to know of it and the next rule sees it. */
  record Log(String prefix, Logging.Target target) implements Action {}

  /** Its connection goes to this address instead, and to this port where one is given. */
  record TranslateDestination(Address address, OptionalInt port) implements Action {}

  /** Its connection comes from this address instead. */
  record TranslateSource(Address address) implements Action {}

  /** Its connection comes from the address of the interface by which it leaves instead. */
  record Masquerade() implements Action {}

  /**
   * The kernel's helper of that name reads along with the packet's connection from now on, and the
   * next rule sees it.
   *
   * @param protocol the IP protocol of the connection
   */
  record Follow(String helper, int protocol) implements Action {}

  /** How the sender is told. */
  enum With {
    /** By a reset of the TCP connection. */
    TCP_RESET,
    /** By ICMP's or ICMPv6's "port unreachable". */
    PORT_UNREACHABLE
  }
}
