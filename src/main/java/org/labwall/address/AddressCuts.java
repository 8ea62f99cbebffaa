package org.labwall.address;

import java.util.Arrays;
import java.util.List;

/**
 * The addresses of one family at which membership in any of some sets changes, ascending and
 * numbered from 0.
 */
public final class AddressCuts {
  private final long[] highs;
  private final long[] lows;

  private AddressCuts(long[] highs, long[] lows) {
    this.highs = highs;
    this.lows = lows;
  }

  /** The cuts that all of {@code sets} make, which are of one family. */
  public static AddressCuts of(List<AddressSet> sets) {
    boolean ipv4 = sets.isEmpty() || sets.get(0).family() == Family.IPV4;
    int count = 0;
    for (AddressSet set : sets) {
      count += set.changes();
    }
    return ipv4 ? ofIpv4(sets, count) : ofIpv6(sets, count);
  }

  private static AddressCuts ofIpv4(List<AddressSet> sets, int count) {
    long[] lows = new long[count];
    int next = 0;
    for (AddressSet set : sets) {
      for (int i = 0; i < set.changes(); i++) {
        lows[next++] = set.low(i);
      }
    }
    Arrays.sort(lows);
    return distinct(new long[count], lows);
  }

  private static AddressCuts ofIpv6(List<AddressSet> sets, int count) {
    Address[] sorted = new Address[count];
    int next = 0;
    for (AddressSet set : sets) {
      for (int i = 0; i < set.changes(); i++) {
        sorted[next++] = new Address(Family.IPV6, set.high(i), set.low(i));
      }
    }
    Arrays.sort(sorted);
    long[] highs = new long[count];
    long[] lows = new long[count];
    for (int i = 0; i < count; i++) {
      highs[i] = sorted[i].high();
      lows[i] = sorted[i].low();
    }
    return distinct(highs, lows);
  }

  /** The ascending cuts, each once. */
  private static AddressCuts distinct(long[] highs, long[] lows) {
    int kept = 0;
    for (int i = 0; i < lows.length; i++) {
      if (kept == 0 || highs[i] != highs[kept - 1] || lows[i] != lows[kept - 1]) {
        highs[kept] = highs[i];
        lows[kept++] = lows[i];
      }
    }
    return new AddressCuts(Arrays.copyOf(highs, kept), Arrays.copyOf(lows, kept));
  }

  /** How many there are. */
  public int size() {
    return lows.length;
  }

  /** The number of the cut at which the range {@code index} of one of the sets starts. */
  public int first(AddressSet set, int index) {
    return rank(set, 2 * index);
  }

  /** The number of the cut behind a range; {@link #size} where none is behind it. */
  public int end(AddressSet set, int index) {
    int change = 2 * index + 1;
    return change < set.changes() ? rank(set, change) : size();
  }

  /** The addresses of one family from a cut up to that before another, which may be the last. */
  public AddressRange range(Family family, int first, int end) {
    Address start = new Address(family, highs[first], lows[first]);
    Address last =
        end == size() ? family.highest() : new Address(family, highs[end], lows[end]).plus(-1);
    return new AddressRange(start, last);
  }

  /** The number of the last cut that is not behind an address, which the first is not. */
  public int at(Address address) {
    int next = from(address.high(), address.low());
    boolean cut =
        next < lows.length && highs[next] == address.high() && lows[next] == address.low();
    return cut ? next : next - 1;
  }

  /** The number of a cut, for one that is none would silently be another. */
  private int rank(AddressSet set, int change) {
    long high = set.high(change);
    long low = set.low(change);
    int from = from(high, low);
    if (from == lows.length || highs[from] != high || lows[from] != low) {
      throw new IllegalArgumentException("no cut where " + set + " changes");
    }
    return from;
  }

  /** The number of the first cut that is not before an address. */
  private int from(long high, long low) {
    int from = 0;
    int to = lows.length;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (Walk.compare(highs[middle], lows[middle], high, low) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
