package org.labwall.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressSetTest {

  /** The number of addresses in a window: few enough to try every one of them. */
  private static final int WINDOW = 48;

  /** A set beside the bits of those addresses of a window that it must have. */
  private record Sample(AddressSet set, BitSet bits) {}

  private static Sample sample(Random random, Address base) {
    BitSet bits = new BitSet(WINDOW);
    List<AddressRange> ranges = new ArrayList<>();
    for (int count = random.nextInt(7); count > 0; count--) {
      int from = random.nextInt(WINDOW);
      int to = Math.min(WINDOW - 1, from + random.nextInt(random.nextBoolean() ? 4 : WINDOW));
      bits.set(from, to + 1);
      ranges.add(new AddressRange(base.plus(from), base.plus(to)));
    }
    return new Sample(AddressSet.of(base.family(), ranges), bits);
  }

  /** The window starts here: at both ends of both families, amid them, and across the halves. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "127.255.255.232",
        "255.255.255.208",
        "::",
        "::7fff:ffff:ffff:ffe8",
        "::ffff:ffff:ffff:ffe8",
        "7fff:ffff:ffff:ffff:ffff:ffff:ffff:ffe8",
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffd0"
      })
  void itsAlgebraIsThatOfBits(String start) {
    Address base = Samples.parse(start);
    Random random = new Random(start.hashCode());
    for (int i = 0; i < 400; i++) {
      Sample one = sample(random, base);
      Sample other = sample(random, base);
      BitSet union = copy(one.bits);
      union.or(other.bits);
      BitSet intersection = copy(one.bits);
      intersection.and(other.bits);
      BitSet difference = copy(one.bits);
      difference.andNot(other.bits);

      assertHolds(base, one.bits, one.set);
      assertHolds(base, union, one.set.union(other.set));
      assertHolds(base, intersection, one.set.intersection(other.set));
      assertHolds(base, difference, one.set.difference(other.set));
      assertEquals(
          one.set.union(other.set), AddressSet.unionOf(base.family(), List.of(one.set, other.set)));
      assertEquals(one.bits.intersects(other.bits), one.set.intersects(other.set));
      assertEquals(difference.isEmpty(), other.set.containsAll(one.set));
      assertEquals(one.bits.equals(other.bits), one.set.equals(other.set));
      assertComplement(base, one);
    }
  }

  private static BitSet copy(BitSet bits) {
    return (BitSet) bits.clone();
  }

  /** Compares membership address by address, and the form with the only one that it may have. */
  private static void assertHolds(Address base, BitSet bits, AddressSet set) {
    for (int i = 0; i < WINDOW; i++) {
      assertEquals(bits.get(i), set.contains(base.plus(i)));
    }
    List<AddressRange> ranges = new ArrayList<>();
    for (int from = bits.nextSetBit(0); from >= 0; ) {
      int end = bits.nextClearBit(from);
      ranges.add(new AddressRange(base.plus(from), base.plus(end - 1)));
      from = bits.nextSetBit(end);
    }
    AddressSet expected = AddressSet.of(base.family(), ranges);
    assertEquals(ranges, set.ranges());
    assertEquals(expected, set);
    assertEquals(expected.hashCode(), set.hashCode());
    assertEquals(bits.isEmpty(), set.isEmpty());
    assertEquals(ranges.stream().findFirst().map(AddressRange::first), set.first());
    List<Prefix> prefixes = set.prefixes();
    assertEquals(prefixes.stream().sorted().toList(), prefixes);
    assertEquals(set, AddressSet.of(base.family(), prefixes.stream().map(Prefix::range).toList()));
  }

  private static void assertComplement(Address base, Sample sample) {
    AddressSet all = AddressSet.all(base.family());
    AddressSet complement = sample.set.complement();
    for (int i = 0; i < WINDOW; i++) {
      assertEquals(!sample.bits.get(i), complement.contains(base.plus(i)));
    }
    assertEquals(sample.set, complement.complement());
    assertFalse(complement.intersects(sample.set));
    assertTrue(complement.union(sample.set).isAll());
    assertEquals(all, complement.union(sample.set));
    assertEquals(complement, AddressSet.of(base.family(), complement.ranges()));
    assertTrue(all.containsAll(complement));
  }

  @Test
  void nothingAndEverything() {
    for (Family family : Family.values()) {
      AddressSet empty = AddressSet.empty(family);
      AddressSet all = AddressSet.all(family);
      assertTrue(empty.isEmpty() && !empty.isAll());
      assertTrue(all.isAll() && !all.isEmpty());
      assertEquals(all, empty.complement());
      assertEquals(empty, all.complement());
      assertEquals(all, AddressSet.of(Prefix.all(family)));
      assertEquals(List.of(Prefix.all(family)), all.prefixes());
      assertEquals(Optional.of(family.lowest()), all.first());
      assertEquals(Optional.empty(), empty.first());
      assertTrue(all.contains(family.lowest()) && all.contains(family.highest()));
      assertTrue(empty.containsAll(empty) && !empty.intersects(all));
    }
  }

  @Test
  void joinsPrefixesThatTouch() {
    AddressSet set =
        AddressSet.of(
            Family.IPV4,
            Stream.of("10.0.1.0/24", "10.0.0.0/24", "10.0.2.0/24", "10.0.0.7/32")
                .map(text -> Samples.prefix(text).range())
                .toList());
    assertEquals("[10.0.0.0-10.0.2.255]", set.toString());
    assertEquals("[10.0.0.0/23, 10.0.2.0/24]", set.prefixes().toString());
    assertEquals(set, AddressSet.of(Samples.range("10.0.0.0-10.0.2.255")));
  }

  @Test
  void isOfOneFamily() {
    AddressSet ipv4 = AddressSet.all(Family.IPV4);
    AddressSet ipv6 = AddressSet.all(Family.IPV6);
    assertThrows(IllegalArgumentException.class, () -> ipv4.union(ipv6));
    assertThrows(IllegalArgumentException.class, () -> ipv4.intersects(ipv6));
    assertThrows(IllegalArgumentException.class, () -> AddressSet.of(Family.IPV4, ipv6.ranges()));
    assertFalse(ipv4.contains(Family.IPV6.lowest()));
    assertFalse(AddressSet.empty(Family.IPV4).equals(AddressSet.empty(Family.IPV6)));
  }

  @Test
  void aHundredThousandRangesAreFew() {
    for (Family family : Family.values()) {
      assertTimeout(Duration.ofSeconds(5), () -> manyRanges(family));
    }
  }

  private static void manyRanges(Family family) {
    List<AddressRange> ranges = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      Address first = family.lowest().plus(16L * i);
      ranges.add(new AddressRange(first, first.plus(9)));
    }
    List<AddressRange> shuffled = new ArrayList<>(ranges);
    Collections.shuffle(shuffled, new Random(100_000));
    AddressSet set = AddressSet.of(family, shuffled);
    AddressSet complement = set.complement();
    assertEquals(ranges, set.ranges());
    assertTrue(set.union(complement).isAll());
    assertTrue(set.intersection(complement).isEmpty());
    assertEquals(set, AddressSet.all(family).difference(complement));
    assertEquals(200_000, set.prefixes().size());
    for (AddressRange range : ranges) {
      assertTrue(set.contains(range.last()) && complement.contains(range.last().plus(1)));
    }
  }
}
