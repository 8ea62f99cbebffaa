package org.labwall.packet;

import java.util.Arrays;

/**
 * An immutable set of numbers, held as the ascending numbers at which membership changes: it has
 * those from the first up to, not including, the second, and so on. So equal sets have equal
 * arrays.
 */
public final class IntervalSet {
  /** The set without numbers. */
  public static final IntervalSet EMPTY = new IntervalSet(new int[0]);

  private final int[] changes;

  private IntervalSet(int[] changes) {
    this.changes = changes;
  }

  /** The numbers from {@code first} up to, not including, {@code end}. */
  public static IntervalSet of(int first, int end) {
    return first < end ? new IntervalSet(new int[] {first, end}) : EMPTY;
  }

  /** How many intervals it takes, none of which touches another. */
  public int intervals() {
    return changes.length / 2;
  }

  /** The first number of an interval. */
  public int first(int interval) {
    return changes[2 * interval];
  }

  /** The number after the last of an interval. */
  public int end(int interval) {
    return changes[2 * interval + 1];
  }

  /** Whether it has no number. */
  public boolean isEmpty() {
    return changes.length == 0;
  }

  /** How many numbers it has. */
  public int size() {
    int size = 0;
    for (int i = 0; i < changes.length; i += 2) {
      size += changes[i + 1] - changes[i];
    }
    return size;
  }

  /** Whether it has this number. */
  public boolean contains(int number) {
    int interval = lastFrom(number);
    return interval >= 0 && number < end(interval);
  }

  /** Whether it has all numbers of the other set. */
  public boolean containsAll(IntervalSet other) {
    for (int i = 0; i < other.intervals(); i++) {
      int interval = lastFrom(other.first(i));
      if (interval < 0 || end(interval) < other.end(i)) {
        return false;
      }
    }
    return true;
  }

  /** The last interval that does not start after {@code number}, or -1. */
  private int lastFrom(int number) {
    int low = 0;
    int high = intervals();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (changes[2 * middle] <= number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - 1;
  }

  /** Whether any number is in both sets. */
  public boolean intersects(IntervalSet other) {
    int here = 0;
    int there = 0;
    while (here < changes.length && there < other.changes.length) {
      if (changes[here + 1] <= other.changes[there]) {
        here += 2;
      } else if (other.changes[there + 1] <= changes[here]) {
        there += 2;
      } else {
        return true;
      }
    }
    return false;
  }

  /** The numbers in both sets. */
  public IntervalSet intersection(IntervalSet other) {
    return select(other, true);
  }

  /** The numbers in either set. */
  public IntervalSet union(IntervalSet other) {
    Builder all = new Builder();
    all.addAll(this);
    all.addAll(other);
    return all.build();
  }

  /** The numbers in this set that are not in the other. */
  public IntervalSet difference(IntervalSet other) {
    return select(other, false);
  }

  /** The numbers of this set that the other has, or has not. */
  private IntervalSet select(IntervalSet other, boolean there) {
    int[] selected = new int[changes.length + other.changes.length];
    int count = 0;
    int here = 0;
    int beside = 0;
    while (here < changes.length) {
      int next = changes[here];
      if (beside < other.changes.length && other.changes[beside] <= next) {
        next = other.changes[beside++];
      }
      if (next == changes[here]) {
        here++;
      }
      boolean keeps = isOdd(here) && isOdd(beside) == there;
      if (keeps != isOdd(count)) {
        selected[count++] = next;
      }
    }
    return count == 0 ? EMPTY : new IntervalSet(Arrays.copyOf(selected, count));
  }

  private static boolean isOdd(int changes) {
    return (changes & 1) == 1;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof IntervalSet other && Arrays.equals(changes, other.changes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(changes);
  }

  /** The changes in brackets, for messages of tests and debuggers. */
  @Override
  public String toString() {
    return Arrays.toString(changes);
  }

  /** Gathers intervals, which may overlap and come in any order. */
  public static final class Builder {
    private long[] intervals = new long[4];
    private int count;

    /** Adds the numbers from {@code first} up to, not including, {@code end}. */
    public void add(int first, int end) {
      if (count == intervals.length) {
        intervals = Arrays.copyOf(intervals, 2 * count);
      }
      intervals[count++] = (long) first << 32 | end;
    }

    /** Adds all numbers of a set. */
    public void addAll(IntervalSet set) {
      for (int i = 0; i < set.intervals(); i++) {
        add(set.first(i), set.end(i));
      }
    }

    /** The numbers of all intervals. */
    public IntervalSet build() {
      if (count == 1) {
        return of((int) (intervals[0] >> 32), (int) intervals[0]);
      }
      Arrays.sort(intervals, 0, count);
      int[] changes = new int[2 * count];
      int length = 0;
      for (int i = 0; i < count; i++) {
        int first = (int) (intervals[i] >> 32);
        int end = (int) intervals[i];
        if (length > 0 && first <= changes[length - 1]) {
          changes[length - 1] = Math.max(changes[length - 1], end);
        } else {
          changes[length++] = first;
          changes[length++] = end;
        }
      }
      return length == 0 ? EMPTY : new IntervalSet(Arrays.copyOf(changes, length));
    }
  }
}
