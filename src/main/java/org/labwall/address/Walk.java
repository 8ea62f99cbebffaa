package org.labwall.address;

/**
 * A walk through the addresses at which membership in either of two sets changes.
 *
 * <p>Each set is given as {@link AddressSet} holds it: the two halves of those addresses,
 * ascending.
 */
final class Walk {
  private final long[] hereHighs;
  private final long[] hereLows;
  private final long[] thereHighs;
  private final long[] thereLows;
  private int hereChanges;
  private int thereChanges;
  private long high;
  private long low;

  Walk(long[] hereHighs, long[] hereLows, long[] thereHighs, long[] thereLows) {
    this.hereHighs = hereHighs;
    this.hereLows = hereLows;
    this.thereHighs = thereHighs;
    this.thereLows = thereLows;
  }

  /** Goes to the next address where something changes; false when nothing does any more. */
  boolean advance() {
    boolean hereEnded = hereChanges == hereHighs.length;
    boolean thereEnded = thereChanges == thereHighs.length;
    if (hereEnded && thereEnded) {
      return false;
    }
    int order = hereEnded ? 1 : thereEnded ? -1 : compareNext();
    if (order <= 0) {
      high = hereHighs[hereChanges];
      low = hereLows[hereChanges++];
    }
    if (order >= 0) {
      high = thereHighs[thereChanges];
      low = thereLows[thereChanges++];
    }
    return true;
  }

  private int compareNext() {
    return compare(
        hereHighs[hereChanges],
        hereLows[hereChanges],
        thereHighs[thereChanges],
        thereLows[thereChanges]);
  }

  /** Whether the address is in the first set. */
  boolean isHere() {
    return isOdd(hereChanges);
  }

  /** Whether the address is in the second set. */
  boolean isThere() {
    return isOdd(thereChanges);
  }

  /** The upper half of the address. */
  long high() {
    return high;
  }

  /** The lower half of the address. */
  long low() {
    return low;
  }

  /** Whether after that many changes an address is in the set. */
  static boolean isOdd(int changes) {
    return (changes & 1) == 1;
  }

  /** The order of two addresses given by their halves. */
  static int compare(long high, long low, long otherHigh, long otherLow) {
    int order = Long.compareUnsigned(high, otherHigh);
    return order != 0 ? order : Long.compareUnsigned(low, otherLow);
  }
}
