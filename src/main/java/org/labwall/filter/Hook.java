package org.labwall.filter;

/** Where the kernel calls a chain of the filter. */
public enum Hook {
  /** Packets to the machine. */
  INPUT,
  /** Packets through the machine. */
  FORWARD,
  /** Packets from the machine. */
  OUTPUT
}
