package org.labwall.filter;

import java.util.List;
import java.util.Optional;

/**
 * The conditions on one end of a packet: it meets all matches of one alternative, and not all
 * matches of any exception, and is found by the branching where there is one.
 *
 * @param anyOf the alternatives, no two of which hold for the same packet; nothing matches where
 *     there is none
 * @param noneOf the exceptions
 * @param branching what takes the place of both where they would be many
 */
record Side(List<List<Match>> anyOf, List<List<Match>> noneOf, Optional<Branching> branching) {
  /** Every packet. */
  static final Side ALL = new Side(List.of(List.of()), List.of());

  /** How many rules a packet may meet on its way through a branching, or about so many. */
  private static final int BRANCHING = 3;

  Side {
    anyOf = List.copyOf(anyOf);
    noneOf = List.copyOf(noneOf);
  }

  /** Alternatives and exceptions. */
  Side(List<List<Match>> anyOf, List<List<Match>> noneOf) {
    this(anyOf, noneOf, Optional.empty());
  }

  /** What a branching finds. */
  static Side of(Branching branching) {
    return new Side(List.of(List.of()), List.of(), Optional.of(branching));
  }

  boolean isEmpty() {
    return anyOf.isEmpty();
  }

  /** Whether its alternatives are all that there is to it. */
  boolean isFlat() {
    return noneOf.isEmpty() && branching.isEmpty();
  }

  /** How many rules it takes to say it. */
  int size() {
    return anyOf.size() + noneOf.size() + (branching.isPresent() ? BRANCHING : 0);
  }
}
