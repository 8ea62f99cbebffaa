package org.labwall.packet;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import java.util.function.IntUnaryOperator;

/**
 * Functions from packets to values, as decision diagrams: a packet is a number in each of some
 * dimensions, and a node tells for the intervals of one dimension which function of the later
 * dimensions holds. Equal functions have one handle, so equality is that of ints. A handle that is
 * negative is a constant function; its value is the complement of the handle.
 */
public final class Diagrams {
  /** The function that has the value 0 everywhere: nothing is decided. */
  public static final int NOTHING = ~0;

  /** The function that has the value 1 everywhere. */
  public static final int ALL = ~1;

  private final int[] sizes;
  private final DiagramNodes nodes;
  private final DiagramMemo thenMemo = new DiagramMemo();
  private final DiagramMemo whenMemo = new DiagramMemo();
  private final Values values;

  /** What values mean; 0 is never asked for. */
  public interface Values {
    /** What becomes of a packet for which one value and then another was found; associative. */
    int then(int first, int second);

    /** Whether a value stays what it is, whatever comes after it. */
    boolean isFinal(int value);
  }

  /** Diagrams over dimensions of these sizes, the first at the top. */
  public Diagrams(int[] sizes, Values values) {
    this(sizes, values, Long.MAX_VALUE);
  }

  /** The same; beyond {@code most} edges in all a {@link DiagramLimitException} is thrown. */
  public Diagrams(int[] sizes, Values values, long most) {
    this.sizes = sizes.clone();
    this.values = values;
    this.nodes = new DiagramNodes(most);
  }

  /** How many numbers a dimension has. */
  public int size(int dimension) {
    return sizes[dimension];
  }

  /** The function that has one value, 0 or more, everywhere. */
  public static int constant(int value) {
    return ~value;
  }

  /** What {@code inside} is for the packets of a set of numbers in one dimension, 0 for others. */
  public int within(int dimension, IntervalSet numbers, int inside) {
    DiagramNodes.Draft draft = nodes.draft(dimension, 2 * numbers.intervals() + 1);
    for (int i = 0; i < numbers.intervals(); i++) {
      draft.add(numbers.first(i), NOTHING);
      draft.add(numbers.end(i), inside);
    }
    draft.add(sizes[dimension], NOTHING);
    return draft.node();
  }

  /** What {@code second} says where {@code first} says nothing, and both together elsewhere. */
  public int then(int first, int second) {
    if (first == NOTHING) {
      return second;
    }
    if (second == NOTHING) {
      return first;
    }
    if (first < 0 && values.isFinal(~first)) {
      return first;
    }
    if (first < 0 && second < 0) {
      return ~values.then(~first, ~second);
    }
    return combine(first, second, thenMemo, this::then);
  }

  /** All of several functions, the first of them first. */
  public int then(List<Integer> functions) {
    return switch (functions.size()) {
      case 0 -> NOTHING;
      case 1 -> functions.get(0);
      default -> {
        int half = functions.size() / 2;
        yield then(
            then(functions.subList(0, half)), then(functions.subList(half, functions.size())));
      }
    };
  }

  /** What a function says where a condition has a value other than 0. */
  public int when(int condition, int function) {
    if (condition == NOTHING || function == NOTHING) {
      return NOTHING;
    }
    return condition < 0 ? function : combine(condition, function, whenMemo, this::when);
  }

  /** The packets for which two functions have different values, as a function that is 1 there. */
  public int different(int first, int second) {
    return compare(first, second, (one, other) -> 1);
  }

  /** A number for the values of two functions where they differ, and 0 where they do not. */
  public int compare(int first, int second, IntBinaryOperator numbers) {
    return compare(first, second, numbers, new DiagramMemo());
  }

  private int compare(int first, int second, IntBinaryOperator numbers, DiagramMemo memo) {
    if (first == second) {
      return NOTHING;
    }
    return first < 0 && second < 0
        ? ~numbers.applyAsInt(~first, ~second)
        : combine(first, second, memo, (one, other) -> compare(one, other, numbers, memo));
  }

  /** Two functions of handles. */
  @FunctionalInterface
  private interface Operation {
    int of(int first, int second);
  }

  private int combine(int first, int second, DiagramMemo memo, Operation operation) {
    int known = memo.get(first, second);
    if (known != DiagramMemo.UNKNOWN) {
      return known;
    }
    int dimension = Math.min(dimension(first), dimension(second));
    int[] here = dimension(first) == dimension ? nodes.get(first) : null;
    int[] there = dimension(second) == dimension ? nodes.get(second) : null;
    DiagramNodes.Draft draft =
        nodes.draft(dimension, DiagramNodes.edges(here) + DiagramNodes.edges(there));
    int a = 0;
    int b = 0;
    int end = 0;
    while (end < sizes[dimension]) {
      int endHere = here == null ? sizes[dimension] : DiagramNodes.end(here, a);
      int endThere = there == null ? sizes[dimension] : DiagramNodes.end(there, b);
      end = Math.min(endHere, endThere);
      draft.add(
          end,
          operation.of(
              here == null ? first : DiagramNodes.child(here, a),
              there == null ? second : DiagramNodes.child(there, b)));
      a += endHere == end ? 1 : 0;
      b += endThere == end ? 1 : 0;
    }
    int result = draft.node();
    memo.put(first, second, result);
    return result;
  }

  /** The same function with other values. */
  public int map(int function, IntUnaryOperator values) {
    return map(function, values, new DiagramMemo());
  }

  private int map(int function, IntUnaryOperator values, DiagramMemo memo) {
    if (function < 0) {
      return ~values.applyAsInt(~function);
    }
    int known = memo.get(function, 0);
    if (known != DiagramMemo.UNKNOWN) {
      return known;
    }
    int[] node = nodes.get(function);
    DiagramNodes.Draft draft = nodes.draft(DiagramNodes.dimension(node), DiagramNodes.edges(node));
    for (int i = 0; i < DiagramNodes.edges(node); i++) {
      draft.add(DiagramNodes.end(node, i), map(DiagramNodes.child(node, i), values, memo));
    }
    int result = draft.node();
    memo.put(function, 0, result);
    return result;
  }

  /**
   * What a function says of the packets that have one number in a dimension, for all others too.
   */
  public int where(int dimension, int number, int function) {
    return where(dimension, number, function, new DiagramMemo());
  }

  private int where(int dimension, int number, int function, DiagramMemo memo) {
    if (dimension(function) > dimension) {
      return function;
    }
    int known = memo.get(function, 0);
    if (known != DiagramMemo.UNKNOWN) {
      return known;
    }
    int[] node = nodes.get(function);
    int result;
    if (DiagramNodes.dimension(node) == dimension) {
      result = DiagramNodes.child(node, edge(node, number));
    } else {
      DiagramNodes.Draft draft =
          nodes.draft(DiagramNodes.dimension(node), DiagramNodes.edges(node));
      for (int i = 0; i < DiagramNodes.edges(node); i++) {
        draft.add(
            DiagramNodes.end(node, i), where(dimension, number, DiagramNodes.child(node, i), memo));
      }
      result = draft.node();
    }
    memo.put(function, 0, result);
    return result;
  }

  /** The packets that a condition does not mean, as a condition. */
  public int not(int condition) {
    return map(condition, it -> it == 0 ? 1 : 0);
  }

  /** The value of a function for one packet, given by its number in each dimension. */
  public int at(int function, int[] packet) {
    int here = function;
    while (here >= 0) {
      int[] node = nodes.get(here);
      here = DiagramNodes.child(node, edge(node, packet[DiagramNodes.dimension(node)]));
    }
    return ~here;
  }

  static int edge(int[] node, int number) {
    int low = 0;
    int high = DiagramNodes.edges(node) - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (DiagramNodes.end(node, middle) <= number) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Sees a part of a function: a box of packets that have one value. */
  @FunctionalInterface
  public interface Visitor {
    /**
     * Sees a box; the arrays are used again after it.
     *
     * @param first the first number of each dimension
     * @param end the number behind the last of each dimension
     * @return whether to go on
     */
    boolean see(int[] first, int[] end, int value);
  }

  /** Shows boxes that together are all packets with a value other than 0, lowest numbers first. */
  public boolean visit(int function, Visitor visitor) {
    int[] first = new int[sizes.length];
    return visit(function, first, sizes.clone(), visitor);
  }

  private boolean visit(int function, int[] first, int[] end, Visitor visitor) {
    if (function == NOTHING) {
      return true;
    }
    if (function < 0) {
      return visitor.see(first, end, ~function);
    }
    int[] node = nodes.get(function);
    int dimension = DiagramNodes.dimension(node);
    boolean goesOn = true;
    for (int i = 0; i < DiagramNodes.edges(node) && goesOn; i++) {
      first[dimension] = i == 0 ? 0 : DiagramNodes.end(node, i - 1);
      end[dimension] = DiagramNodes.end(node, i);
      goesOn = visit(DiagramNodes.child(node, i), first, end, visitor);
    }
    first[dimension] = 0;
    end[dimension] = sizes[dimension];
    return goesOn;
  }

  DiagramNodes nodes() {
    return nodes;
  }

  int dimension(int function) {
    return function < 0 ? sizes.length : DiagramNodes.dimension(nodes.get(function));
  }

  @Override
  public String toString() {
    return "diagrams over " + Arrays.toString(sizes) + ", " + nodes.count() + " nodes";
  }
}
