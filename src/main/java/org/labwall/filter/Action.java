package org.labwall.filter;

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

  /** The kernel writes it into its log and the next rule sees it. */
  record Log(String prefix) implements Action {}

  /** How the sender is told. */
  enum With {
    /** By a reset of the TCP connection. */
    TCP_RESET,
    /** By ICMP's or ICMPv6's "port unreachable". */
    PORT_UNREACHABLE
  }
}
