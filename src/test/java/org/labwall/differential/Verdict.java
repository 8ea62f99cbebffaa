package org.labwall.differential;

/** What becomes of a packet, as its sender and its receiver see it. */
public enum Verdict {
  ALLOW,
  DENY,
  /** Refused by a reset of TCP. */
  RESET,
  /** Refused by "port unreachable". */
  UNREACHABLE
}
