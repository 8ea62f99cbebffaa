package org.labwall.filter;

import java.util.List;

/**
 * The conditions on one end of a packet: it meets all matches of one alternative, and not all
 * matches of any exception.
 *
 * @param anyOf the alternatives, no two of which hold for the same packet; nothing matches where
 *     there is none
 * @param noneOf the exceptions
 */
record Side(List<List<Match>> anyOf, List<List<Match>> noneOf) {
  /** Every packet. */
  static final Side ALL = new Side(List.of(List.of()), List.of());

  /** No packet. */
  static final Side NONE = new Side(List.of(), List.of());

  Side {
    anyOf = List.copyOf(anyOf);
    noneOf = List.copyOf(noneOf);
  }

  boolean isEmpty() {
    return anyOf.isEmpty();
  }

  /** How many rules it takes to say it. */
  int size() {
    return anyOf.size() + noneOf.size();
  }
}
