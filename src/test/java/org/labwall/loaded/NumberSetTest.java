package org.labwall.loaded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NumberSetTest {
  private static final int HIGHEST = 40;

  @Test
  void rangesThatTouchAreOne() {
    NumberSet set =
        NumberSet.of(
            List.of(
                new Value.Numbers(82, 90),
                new Value.Numbers(80, 81),
                new Value.Numbers(443, 443),
                new Value.Numbers(85, 86)));
    assertEquals("80-90,443", set.toString());
    assertEquals("0-79,91-442,444-65535", set.complement(NumberSet.PORT).toString());
  }

  @Test
  void noRangeIsReversed() {
    assertThrows(IllegalArgumentException.class, () -> NumberSet.of(2, 1));
    assertTrue(NumberSet.of(List.of()).isEmpty());
    assertEquals(NumberSet.NONE, NumberSet.of(List.of()));
  }

  @Test
  void doesWhatBitsDo() {
    Random random = new Random(7);
    for (int round = 0; round < 500; round++) {
      BitSet some = bits(random);
      BitSet others = bits(random);
      NumberSet here = set(some);
      NumberSet there = set(others);
      BitSet both = (BitSet) some.clone();
      both.and(others);
      assertEquals(set(both), here.intersection(there));
      BitSet rest = (BitSet) some.clone();
      rest.flip(0, HIGHEST + 1);
      assertEquals(set(rest), here.complement(HIGHEST));
      assertEquals(both.equals(others), here.containsAll(there));
      for (int number = 0; number <= HIGHEST; number++) {
        assertEquals(some.get(number), here.contains(number), here + " " + number);
      }
    }
    assertFalse(NumberSet.NONE.contains(0));
  }

  private static BitSet bits(Random random) {
    BitSet bits = new BitSet();
    for (int i = random.nextInt(6); i > 0; i--) {
      int first = random.nextInt(HIGHEST + 1);
      bits.set(first, Math.min(HIGHEST, first + random.nextInt(9)) + 1);
    }
    return bits;
  }

  private static NumberSet set(BitSet bits) {
    List<Value.Numbers> numbers = new ArrayList<>();
    bits.stream().forEach(it -> numbers.add(new Value.Numbers(it, it)));
    return NumberSet.of(numbers);
  }
}
