package org.labwall.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DiagramsTest {
  private static final int[] SIZES = {3, 7, 2};

  /** The first of two values holds, but for 3, which adds 10 to what comes after it. */
  private static final Diagrams.Values VALUES =
      new Diagrams.Values() {
        @Override
        public int then(int first, int second) {
          return first == 3 ? (second == 3 ? 3 : second % 10 + 10) : first;
        }

        @Override
        public boolean isFinal(int value) {
          return value != 3;
        }
      };

  private final Diagrams diagrams = new Diagrams(SIZES, VALUES);
  private final Random random = new Random(7);

  /** A value for every packet. */
  private record Table(int[] values) {
    static final int SIZE = 3 * 7 * 2;

    static int[] packet(int place) {
      return new int[] {place / 14, place / 2 % 7, place % 2};
    }
  }

  private record Both(int function, Table table) {}

  @Test
  void functionsAreWhatTablesAre() {
    for (int round = 0; round < 300; round++) {
      Both one = random(4);
      Both other = random(4);
      assertSame(one);
      int[] then = new int[Table.SIZE];
      int[] when = new int[Table.SIZE];
      for (int i = 0; i < Table.SIZE; i++) {
        int a = one.table.values[i];
        int b = other.table.values[i];
        then[i] = a == 0 ? b : b == 0 ? a : VALUES.then(a, b);
        when[i] = a == 0 ? 0 : b;
      }
      assertSame(new Both(diagrams.then(one.function, other.function), new Table(then)));
      assertSame(new Both(diagrams.when(one.function, other.function), new Table(when)));
      int[] mapped = one.table.values.clone();
      for (int i = 0; i < Table.SIZE; i++) {
        mapped[i] = mapped[i] * 2 % 5;
      }
      assertSame(new Both(diagrams.map(one.function, it -> it * 2 % 5), new Table(mapped)));
    }
  }

  @Test
  void equalFunctionsAreOne() {
    for (int round = 0; round < 100; round++) {
      Both both = random(5);
      int again = Diagrams.NOTHING;
      for (int i = 0; i < Table.SIZE; i++) {
        if (both.table.values[i] != 0) {
          int cell = Diagrams.constant(both.table.values[i]);
          int[] packet = Table.packet(i);
          for (int dimension = 2; dimension >= 0; dimension--) {
            IntervalSet number = IntervalSet.of(packet[dimension], packet[dimension] + 1);
            cell = diagrams.within(dimension, number, cell);
          }
          again = diagrams.then(again, cell);
        }
      }
      assertEquals(both.function, again);
    }
  }

  @Test
  void visitsEachDecidedPacketOnce() {
    for (int round = 0; round < 100; round++) {
      Both both = random(5);
      int[] seen = new int[Table.SIZE];
      assertTrue(
          diagrams.visit(
              both.function,
              (first, end, value) -> {
                for (int i = 0; i < Table.SIZE; i++) {
                  int[] packet = Table.packet(i);
                  boolean in = true;
                  for (int d = 0; d < 3; d++) {
                    in &= first[d] <= packet[d] && packet[d] < end[d];
                  }
                  seen[i] += in ? value : 0;
                }
                return true;
              }));
      assertEquals(List.of(boxed(both.table.values)), List.of(boxed(seen)));
    }
  }

  private void assertSame(Both both) {
    for (int i = 0; i < Table.SIZE; i++) {
      assertEquals(both.table.values[i], diagrams.at(both.function, Table.packet(i)));
    }
  }

  private static List<Integer> boxed(int[] values) {
    List<Integer> boxed = new ArrayList<>();
    for (int value : values) {
      boxed.add(value);
    }
    return boxed;
  }

  /** Boxes with a value each, one after the other. */
  private Both random(int boxes) {
    List<Integer> functions = new ArrayList<>();
    int[] values = new int[Table.SIZE];
    for (int i = 0; i < boxes; i++) {
      int value = 1 + random.nextInt(4);
      List<IntervalSet> sets = new ArrayList<>();
      int box = Diagrams.constant(value);
      for (int dimension = 2; dimension >= 0; dimension--) {
        IntervalSet.Builder builder = new IntervalSet.Builder();
        for (int n = 0; n < SIZES[dimension]; n++) {
          if (random.nextInt(3) > 0) {
            builder.add(n, n + 1);
          }
        }
        IntervalSet set = builder.build();
        sets.addFirst(set);
        box = diagrams.within(dimension, set, box);
      }
      functions.add(box);
      for (int place = 0; place < Table.SIZE; place++) {
        int[] packet = Table.packet(place);
        boolean in = true;
        for (int d = 0; d < 3; d++) {
          in &= sets.get(d).contains(packet[d]);
        }
        int before = values[place];
        if (in) {
          values[place] = before == 0 ? value : VALUES.then(before, value);
        }
      }
    }
    return new Both(diagrams.then(functions), new Table(values));
  }
}
