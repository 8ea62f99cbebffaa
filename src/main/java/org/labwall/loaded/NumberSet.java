package org.labwall.loaded;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An immutable set of numbers from 0 on, held as ascending ranges of which none touches another.
 *
 * <p>The first number of a range stands at an even place and the number after its last behind it.
 */
public final class NumberSet {
  /** The set without numbers. */
  public static final NumberSet NONE = new NumberSet(new int[0]);

  /** The highest IP protocol, hop limit and so on. */
  public static final int BYTE = 255;

  /** The highest port. */
  public static final int PORT = 65535;

  private final int[] bounds;

  private NumberSet(int[] bounds) {
    this.bounds = bounds;
  }

  /** A single number. */
  public static NumberSet of(int number) {
    return of(number, number);
  }

  /** The numbers from {@code first} to {@code last}. */
  public static NumberSet of(int first, int last) {
    if (first < 0 || last < first) {
      throw new IllegalArgumentException(first + "-" + last + " is no range.");
    }
    return new NumberSet(new int[] {first, last + 1});
  }

  /** The numbers of all these ranges, which may overlap and come in any order. */
  public static NumberSet of(List<Value.Numbers> ranges) {
    if (ranges.size() == 1) {
      return of(ranges.getFirst().first(), ranges.getFirst().last());
    }
    List<Value.Numbers> sorted = new ArrayList<>(ranges);
    sorted.sort((one, other) -> Integer.compare(one.first(), other.first()));
    int[] bounds = new int[2 * sorted.size()];
    int count = 0;
    for (Value.Numbers range : sorted) {
      if (count > 0 && range.first() <= bounds[count - 1]) {
        bounds[count - 1] = Math.max(bounds[count - 1], range.last() + 1);
      } else {
        bounds[count++] = range.first();
        bounds[count++] = range.last() + 1;
      }
    }
    return new NumberSet(Arrays.copyOf(bounds, count));
  }

  /** The numbers from 0 to {@code highest} that are not in here; all of these are no higher. */
  public NumberSet complement(int highest) {
    List<Value.Numbers> gaps = new ArrayList<>();
    int next = 0;
    for (Value.Numbers range : ranges()) {
      if (next < range.first()) {
        gaps.add(new Value.Numbers(next, range.first() - 1));
      }
      next = range.last() + 1;
    }
    if (next <= highest) {
      gaps.add(new Value.Numbers(next, highest));
    }
    return of(gaps);
  }

  /** The numbers that both have. */
  public NumberSet intersection(NumberSet other) {
    List<Value.Numbers> common = new ArrayList<>();
    int here = 0;
    int there = 0;
    while (here < bounds.length && there < other.bounds.length) {
      int first = Math.max(bounds[here], other.bounds[there]);
      int end = Math.min(bounds[here + 1], other.bounds[there + 1]);
      if (first < end) {
        common.add(new Value.Numbers(first, end - 1));
      }
      if (bounds[here + 1] == end) {
        here += 2;
      } else {
        there += 2;
      }
    }
    return of(common);
  }

  /** The ranges, ascending, of which none touches another. */
  public List<Value.Numbers> ranges() {
    Value.Numbers[] ranges = new Value.Numbers[bounds.length / 2];
    for (int i = 0; i < ranges.length; i++) {
      ranges[i] = new Value.Numbers(bounds[2 * i], bounds[2 * i + 1] - 1);
    }
    return List.of(ranges);
  }

  /** Whether it has this number. */
  public boolean contains(int number) {
    int place = Arrays.binarySearch(bounds, number);
    return place >= 0 ? place % 2 == 0 : (-place - 1) % 2 == 1;
  }

  /** Whether it has all numbers of the other. */
  public boolean containsAll(NumberSet other) {
    return intersection(other).equals(other);
  }

  /** Whether it has no number. */
  public boolean isEmpty() {
    return bounds.length == 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NumberSet that && Arrays.equals(bounds, that.bounds);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bounds);
  }

  /** The ranges, separated by commas: {@code 80,443,8000-8100}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Value.Numbers range : ranges()) {
      text.append(text.isEmpty() ? "" : ",").append(range.first());
      if (range.last() != range.first()) {
        text.append('-').append(range.last());
      }
    }
    return text.toString();
  }
}
