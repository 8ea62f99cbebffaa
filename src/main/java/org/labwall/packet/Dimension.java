package org.labwall.packet;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The sets that boxes have in one dimension, and which of them hold a number.
 *
 * <p>Boxes share sets, for the same networks, hosts and services come up again and again: each set
 * is kept once, under a number of its own. The sets that hold a number are found by a segment tree:
 * each interval stands at the few nodes that make it up, so that those that hold a number stand on
 * its way to the root.
 */
final class Dimension {
  private static final int NONE = -1;

  private final int[] setOf;
  private final int sets;
  private final int leaves;

  /** By node of the tree: the number beneath it that the fewest boxes hold. */
  private final int[] rarest;

  /** By number: how many boxes hold it. */
  private final int[] holders;

  /** By node of the tree: the last entry there; by entry: its set, and the entry before it. */
  private final int[] lastEntry;

  private int[] entrySet = new int[16];
  private int[] entryBefore = new int[16];
  private int entries;

  /** By set: the last box that was entered; by box: the one before it with the same set. */
  private final int[] lastBox;

  private final int[] boxBefore;
  private final int[] boxes;

  /** {@code all} has one set for each box, of numbers below {@code size}. */
  Dimension(List<IntervalSet> all, int size) {
    Map<IntervalSet, Integer> known = new HashMap<>();
    setOf = new int[all.size()];
    holders = new int[size + 1];
    for (int box = 0; box < setOf.length; box++) {
      IntervalSet set = all.get(box);
      Integer number = known.get(set);
      if (number == null) {
        number = known.size();
        known.put(set, number);
      }
      setOf[box] = number;
      countHolder(set);
    }
    for (int i = 1; i < size; i++) {
      holders[i] += holders[i - 1];
    }
    leaves = Math.max(1, size);
    sets = known.size();
    rarest = rarest();
    lastEntry = filled(2 * leaves);
    lastBox = filled(sets);
    boxBefore = filled(setOf.length);
    boxes = new int[sets];
  }

  private static int[] filled(int length) {
    int[] array = new int[length];
    Arrays.fill(array, NONE);
    return array;
  }

  /** Marks where the set starts and ends; the sum up to a number then counts its holders. */
  private void countHolder(IntervalSet set) {
    for (int i = 0; i < set.intervals(); i++) {
      holders[set.first(i)]++;
      holders[set.end(i)]--;
    }
  }

  private int[] rarest() {
    int[] tree = new int[2 * leaves];
    for (int i = 0; i < leaves; i++) {
      tree[leaves + i] = i;
    }
    for (int node = leaves - 1; node > 0; node--) {
      tree[node] = rarer(tree[2 * node], tree[2 * node + 1]);
    }
    return tree;
  }

  /** The one of two numbers that fewer boxes hold; the lower one of equals. */
  private int rarer(int a, int b) {
    int order = Integer.compare(holders[a], holders[b]);
    return order < 0 || (order == 0 && a < b) ? a : b;
  }

  /** The number of a set that the fewest boxes hold. */
  int rarest(IntervalSet set) {
    int best = set.first(0);
    for (int i = 0; i < set.intervals(); i++) {
      int low = leaves + set.first(i);
      for (int high = leaves + set.end(i); low < high; low >>= 1, high >>= 1) {
        if ((low & 1) == 1) {
          best = rarer(best, rarest[low++]);
        }
        if ((high & 1) == 1) {
          best = rarer(best, rarest[--high]);
        }
      }
    }
    return best;
  }

  /** The number of the set of a box. */
  int setOf(int box) {
    return setOf[box];
  }

  /** Lets the box be found; {@code set} is its own. */
  void enter(int box, IntervalSet set) {
    int number = setOf[box];
    if (boxes[number] == 0) {
      for (int i = 0; i < set.intervals(); i++) {
        enter(number, leaves + set.first(i), leaves + set.end(i));
      }
    }
    boxBefore[box] = lastBox[number];
    lastBox[number] = box;
    boxes[number]++;
  }

  private void enter(int set, int from, int to) {
    for (int low = from, high = to; low < high; low >>= 1, high >>= 1) {
      if ((low & 1) == 1) {
        enterAt(low++, set);
      }
      if ((high & 1) == 1) {
        enterAt(--high, set);
      }
    }
  }

  private void enterAt(int node, int set) {
    if (entries == entrySet.length) {
      entrySet = Arrays.copyOf(entrySet, 2 * entries);
      entryBefore = Arrays.copyOf(entryBefore, 2 * entries);
    }
    entrySet[entries] = set;
    entryBefore[entries] = lastEntry[node];
    lastEntry[node] = entries++;
  }

  /** The sets that hold {@code number} and are of a box that was entered, up to {@code limit}. */
  Holders holding(int number, int limit) {
    int[] found = new int[8];
    int count = 0;
    long boxesOfFound = 0;
    for (int node = leaves + number; node > 0; node >>= 1) {
      for (int entry = lastEntry[node]; entry != NONE; entry = entryBefore[entry]) {
        if (count == limit) {
          return Holders.TOO_MANY;
        }
        if (count == found.length) {
          found = Arrays.copyOf(found, 2 * count);
        }
        found[count++] = entrySet[entry];
        boxesOfFound += boxes[entrySet[entry]];
      }
    }
    return new Holders(Arrays.copyOf(found, count), count, boxesOfFound);
  }

  /** The box that was entered last of all with this set, or -1. */
  int lastBox(int set) {
    return lastBox[set];
  }

  /** The box that was entered before this one with the same set, or -1. */
  int boxBefore(int box) {
    return boxBefore[box];
  }

  /**
   * The sets that hold a number.
   *
   * @param sets the sets
   * @param count how many they are; infinitely many where they are more than one cared to know
   * @param boxes how many boxes have them
   */
  @SuppressWarnings("ArrayRecordComponent") // it is read at once and compared never
  record Holders(int[] sets, double count, double boxes) {
    private static final Holders TOO_MANY =
        new Holders(new int[0], Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
  }
}
