package org.labwall.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.labwall.packet.IntervalSet;

/**
 * Places in a row, the rules that speak of all of them, and the smaller cells inside.
 *
 * <p>The outermost cell is everywhere; it has also the rules whose places are not worth telling
 * apart, which ask for them themselves.
 *
 * @param span the numbers of the places
 * @param clauses the rules; all of the same phase
 * @param children the cells inside, in order, no two of which have a place in common
 */
record Cell(Interval span, List<Clause> clauses, List<Cell> children) {
  /** A rule in more cells than these asks for its places itself. */
  private static final int MOST = 512;

  /** The numbers from {@code first} up to, not including, {@code end}; outer intervals go first. */
  record Interval(int first, int end) implements Comparable<Interval> {
    @Override
    public int compareTo(Interval other) {
      return first == other.first
          ? Integer.compare(other.end, end)
          : Integer.compare(first, other.first);
    }

    boolean contains(Interval other) {
      return first <= other.first && other.end <= end;
    }
  }

  private static Cell of(Interval span) {
    return new Cell(span, new ArrayList<>(), new ArrayList<>());
  }

  /**
   * The cells of {@code clauses}.
   *
   * @param places the places of each clause on the axis
   * @param known the interfaces that the places lie behind
   */
  static Cell everywhere(
      List<Clause> clauses, Function<Clause, IntervalSet> places, Interfaces known) {
    List<List<Interval>> pieces = new ArrayList<>(clauses.size());
    TreeSet<Interval> intervals = new TreeSet<>();
    for (Clause clause : clauses) {
      List<Interval> own = known.pieces(places.apply(clause));
      pieces.add(own.size() > MOST ? List.of() : own);
      intervals.addAll(pieces.get(pieces.size() - 1));
    }
    Set<Interval> crossing = crossing(intervals);
    Map<Interval, Cell> cells = new HashMap<>();
    Cell everywhere = of(known.everywhere());
    for (int i = 0; i < clauses.size(); i++) {
      List<Interval> own = pieces.get(i);
      if (own.isEmpty() || own.stream().anyMatch(crossing::contains)) {
        everywhere.clauses.add(clauses.get(i));
      } else {
        for (Interval piece : own) {
          cells.computeIfAbsent(piece, Cell::of).clauses.add(clauses.get(i));
          known.around(piece).ifPresent(port -> cells.computeIfAbsent(port, Cell::of));
        }
      }
    }
    everywhere.nest(cells);
    return everywhere;
  }

  /** Those that share places with another, and neither has all of the other's. */
  private static Set<Interval> crossing(TreeSet<Interval> intervals) {
    Set<Interval> crossing = new HashSet<>();
    List<Interval> open = new ArrayList<>();
    for (Interval next : intervals) {
      while (!open.isEmpty() && open.get(open.size() - 1).end <= next.first) {
        open.remove(open.size() - 1);
      }
      if (!open.isEmpty() && open.get(open.size() - 1).end < next.end) {
        crossing.add(next);
      } else {
        open.add(next);
      }
    }
    return crossing;
  }

  private void nest(Map<Interval, Cell> cells) {
    List<Cell> open = new ArrayList<>(List.of(this));
    for (Interval next : new TreeSet<>(cells.keySet())) {
      while (!open.get(open.size() - 1).span.contains(next)) {
        open.remove(open.size() - 1);
      }
      Cell cell = cells.getOrDefault(next, this);
      open.get(open.size() - 1).children.add(cell);
      open.add(cell);
    }
  }
}
