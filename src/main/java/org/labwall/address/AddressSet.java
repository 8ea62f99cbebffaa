package org.labwall.address;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * An immutable set of addresses of one family.
 *
 * <p>It is held as the ascending addresses at which membership changes: the first range starts at
 * the first of them and ends before the second, and so on; an odd number of them says that the last
 * range reaches the end of the family. So equal sets have equal arrays, ranges are never adjacent,
 * and every operation on two sets is one walk along both. Sets of two families cannot be combined
 * ({@link IllegalArgumentException}).
 */
public final class AddressSet {

  private static final AddressSet NO_IPV4 = new AddressSet(Family.IPV4, new long[0], new long[0]);
  private static final AddressSet NO_IPV6 = new AddressSet(Family.IPV6, new long[0], new long[0]);

  private final Family family;
  private final long[] highs;
  private final long[] lows;

  private AddressSet(Family family, long[] highs, long[] lows) {
    this.family = family;
    this.highs = highs;
    this.lows = lows;
  }

  /** The set without addresses. */
  public static AddressSet empty(Family family) {
    return family == Family.IPV4 ? NO_IPV4 : NO_IPV6;
  }

  /** The set of all addresses of the family. */
  public static AddressSet all(Family family) {
    return new AddressSet(family, new long[1], new long[1]);
  }

  /** The addresses of one prefix. */
  public static AddressSet of(Prefix prefix) {
    return of(prefix.range());
  }

  /** The addresses of one range. */
  public static AddressSet of(AddressRange range) {
    Address first = range.first();
    Optional<Address> next = range.last().next();
    return next.isEmpty()
        ? new AddressSet(range.family(), new long[] {first.high()}, new long[] {first.low()})
        : new AddressSet(
            range.family(),
            new long[] {first.high(), next.get().high()},
            new long[] {first.low(), next.get().low()});
  }

  /** The addresses of all these ranges, which may overlap and come in any order. */
  public static AddressSet of(Family family, Collection<AddressRange> ranges) {
    List<AddressRange> sorted = new ArrayList<>(ranges);
    sorted.sort(null);
    sorted.forEach(range -> checkFamily(family, range.family()));
    Changes changes = new Changes(2 * sorted.size());
    int i = 0;
    while (i < sorted.size()) {
      changes.add(sorted.get(i).first());
      AddressRange merged = sorted.get(i);
      while (++i < sorted.size() && merged.touches(sorted.get(i))) {
        merged = merged.span(sorted.get(i));
      }
      merged.last().next().ifPresent(changes::add);
    }
    return changes.toSet(family);
  }

  /** The addresses of all these sets. */
  public static AddressSet unionOf(Family family, Collection<AddressSet> sets) {
    return of(family, sets.stream().flatMap(set -> set.ranges().stream()).toList());
  }

  /** The addresses in either set. */
  public AddressSet union(AddressSet other) {
    return combine(other, (here, there) -> here || there);
  }

  /** The addresses in both sets. */
  public AddressSet intersection(AddressSet other) {
    checkFamily(family, other.family);
    return isEmpty() || other.isEmpty()
        ? empty(family)
        : combine(other, (here, there) -> here && there);
  }

  /** The addresses in this set that are not in the other. */
  public AddressSet difference(AddressSet other) {
    return combine(other, (here, there) -> here && !there);
  }

  /** The addresses of the family that are not in this set. */
  public AddressSet complement() {
    return all(family).difference(this);
  }

  /** Whether all addresses of the other set are in this one. */
  public boolean containsAll(AddressSet other) {
    return !anywhere(other, (here, there) -> there && !here);
  }

  /** Whether any address is in both sets. */
  public boolean intersects(AddressSet other) {
    return anywhere(other, (here, there) -> here && there);
  }

  /** Whether the address is in this set; one of the other family never is. */
  public boolean contains(Address address) {
    if (address.family() != family) {
      return false;
    }
    int changed = 0;
    int ahead = highs.length;
    while (changed < ahead) {
      int middle = (changed + ahead) >>> 1;
      if (Walk.compare(highs[middle], lows[middle], address.high(), address.low()) <= 0) {
        changed = middle + 1;
      } else {
        ahead = middle;
      }
    }
    return Walk.isOdd(changed);
  }

  /** The family of all its addresses. */
  public Family family() {
    return family;
  }

  /** Whether it has no address. */
  public boolean isEmpty() {
    return highs.length == 0;
  }

  /** Whether it has every address of its family. */
  public boolean isAll() {
    return highs.length == 1 && highs[0] == 0 && lows[0] == 0;
  }

  /** The lowest of its addresses. */
  public Optional<Address> first() {
    return isEmpty() ? Optional.empty() : Optional.of(change(0));
  }

  /** How many ranges it takes, none of which touches another. */
  public int rangeCount() {
    return (highs.length + 1) / 2;
  }

  /** Its addresses as the fewest ranges, in order. */
  public List<AddressRange> ranges() {
    AddressRange[] ranges = new AddressRange[rangeCount()];
    for (int i = 0; i < ranges.length; i++) {
      ranges[i] = range(i);
    }
    return List.of(ranges);
  }

  private AddressRange range(int index) {
    int end = 2 * index + 1;
    Address last = end < highs.length ? change(end).plus(-1) : family.highest();
    return new AddressRange(change(end - 1), last);
  }

  /** Its addresses as the fewest prefixes, in order. */
  public List<Prefix> prefixes() {
    // No prefix spans two ranges, for there is a gap between them.
    return ranges().stream().flatMap(range -> range.toPrefixes().stream()).toList();
  }

  /** How many addresses there are at which membership changes. */
  int changes() {
    return highs.length;
  }

  /** The upper half of one of them. */
  long high(int change) {
    return highs[change];
  }

  /** The lower half of one of them. */
  long low(int change) {
    return lows[change];
  }

  private Address change(int index) {
    return new Address(family, highs[index], lows[index]);
  }

  private AddressSet combine(AddressSet other, Choice choice) {
    Walk walk = walk(other);
    Changes changes = new Changes(highs.length + other.highs.length);
    while (walk.advance()) {
      if (choice.keeps(walk.isHere(), walk.isThere()) != Walk.isOdd(changes.count)) {
        changes.add(walk.high(), walk.low());
      }
    }
    return changes.toSet(family);
  }

  private Walk walk(AddressSet other) {
    checkFamily(family, other.family);
    return new Walk(highs, lows, other.highs, other.lows);
  }

  private boolean anywhere(AddressSet other, Choice choice) {
    Walk walk = walk(other);
    while (walk.advance()) {
      if (choice.keeps(walk.isHere(), walk.isThere())) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof AddressSet other
        && family == other.family
        && Arrays.equals(highs, other.highs)
        && Arrays.equals(lows, other.lows);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * family.bits() + Arrays.hashCode(highs)) + Arrays.hashCode(lows);
  }

  /** The ranges in brackets, for messages of tests and debuggers. */
  @Override
  public String toString() {
    return ranges().toString();
  }

  private static void checkFamily(Family expected, Family actual) {
    if (expected != actual) {
      throw new IllegalArgumentException("A set of " + expected + " has no " + actual + ".");
    }
  }

  /** Says of an address by where it is whether the result has it; what is nowhere is left out. */
  private interface Choice {
    boolean keeps(boolean here, boolean there);
  }

  /** Gathers the changes of a new set, ascending. */
  private static final class Changes {
    private final long[] highs;
    private final long[] lows;
    private int count;

    Changes(int capacity) {
      highs = new long[capacity];
      lows = new long[capacity];
    }

    void add(Address address) {
      add(address.high(), address.low());
    }

    void add(long high, long low) {
      highs[count] = high;
      lows[count++] = low;
    }

    AddressSet toSet(Family family) {
      return new AddressSet(family, Arrays.copyOf(highs, count), Arrays.copyOf(lows, count));
    }
  }
}
