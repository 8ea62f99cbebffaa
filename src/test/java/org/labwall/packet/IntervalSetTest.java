package org.labwall.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IntervalSetTest {
  private static final int UNIVERSE = 24;

  @Test
  void intervalsThatTouchAreOne() {
    IntervalSet.Builder builder = new IntervalSet.Builder();
    builder.add(5, 7);
    builder.add(1, 3);
    builder.add(2, 5);
    builder.add(9, 10);
    assertEquals("[1, 7, 9, 10]", builder.build().toString());
    assertEquals(IntervalSet.of(2, 5), IntervalSet.of(2, 5).difference(IntervalSet.EMPTY));
    assertTrue(IntervalSet.of(3, 3).isEmpty());
  }

  @Test
  void anyTwoSetsAgreeWithBits() {
    for (int seed = 0; seed < 3_000; seed++) {
      Random random = new Random(seed);
      BitSet a = bits(random);
      BitSet b = bits(random);
      String seeded = "seed " + seed;
      BitSet both = (BitSet) a.clone();
      both.and(b);
      assertEquals(set(both), set(a).intersection(set(b)), seeded);
      BitSet rest = (BitSet) a.clone();
      rest.andNot(b);
      assertEquals(set(rest), set(a).difference(set(b)), seeded);
      assertEquals(set(rest).hashCode(), set(a).difference(set(b)).hashCode(), seeded);
      BitSet missing = (BitSet) b.clone();
      missing.andNot(a);
      assertEquals(missing.isEmpty(), set(a).containsAll(set(b)), seeded);
      assertEquals(a.cardinality(), set(a).size(), seeded);
      assertEquals(a.isEmpty(), set(a).isEmpty(), seeded);
      for (int number = 0; number <= UNIVERSE; number++) {
        assertEquals(a.get(number), set(a).contains(number), seeded);
      }
    }
  }

  private static BitSet bits(Random random) {
    BitSet bits = new BitSet();
    for (int i = random.nextInt(5); i > 0; i--) {
      int first = random.nextInt(UNIVERSE);
      bits.set(first, first + random.nextInt(UNIVERSE - first + 1), random.nextInt(4) > 0);
    }
    return bits;
  }

  private static IntervalSet set(BitSet bits) {
    IntervalSet.Builder builder = new IntervalSet.Builder();
    bits.stream().forEach(number -> builder.add(number, number + 1));
    return builder.build();
  }
}
