package org.labwall.packet;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Takes functions apart, for those who describe them dimension by dimension. */
public final class DiagramParts {
  private final Diagrams diagrams;

  /** Of functions of these diagrams. */
  public DiagramParts(Diagrams diagrams) {
    this.diagrams = diagrams;
  }

  /**
   * The functions of the dimensions from one on that a function leads to, but for {@link
   * Diagrams#NOTHING}, each with the packets, by their numbers in the dimensions before, for which
   * it does.
   */
  public Map<Integer, Integer> split(int function, int dimension) {
    Map<Integer, Integer> parts = new LinkedHashMap<>();
    heads(function, dimension, new HashSet<>(), parts);
    parts.replaceAll((head, none) -> leadingTo(head, function, dimension, new DiagramMemo()));
    return parts;
  }

  private void heads(int function, int dimension, Set<Integer> seen, Map<Integer, Integer> heads) {
    if (function == Diagrams.NOTHING || !seen.add(function)) {
      return;
    }
    if (diagrams.dimension(function) >= dimension) {
      heads.put(function, Diagrams.NOTHING);
      return;
    }
    int[] node = diagrams.nodes().get(function);
    for (int i = 0; i < DiagramNodes.edges(node); i++) {
      heads(DiagramNodes.child(node, i), dimension, seen, heads);
    }
  }

  private int leadingTo(int head, int function, int dimension, DiagramMemo memo) {
    if (diagrams.dimension(function) >= dimension) {
      return function == head ? Diagrams.ALL : Diagrams.NOTHING;
    }
    int known = memo.get(function, 0);
    if (known != DiagramMemo.UNKNOWN) {
      return known;
    }
    int[] node = diagrams.nodes().get(function);
    DiagramNodes.Draft draft =
        diagrams.nodes().draft(DiagramNodes.dimension(node), DiagramNodes.edges(node));
    for (int i = 0; i < DiagramNodes.edges(node); i++) {
      draft.add(
          DiagramNodes.end(node, i), leadingTo(head, DiagramNodes.child(node, i), dimension, memo));
    }
    int result = draft.node();
    memo.put(function, 0, result);
    return result;
  }

  /** What a function says of packets that have one number in each dimension from one on. */
  public int whereAll(int dimension, int number, int function) {
    return whereAll(dimension, number, function, new DiagramMemo());
  }

  private int whereAll(int dimension, int number, int function, DiagramMemo memo) {
    if (function < 0) {
      return function;
    }
    int known = memo.get(function, 0);
    if (known != DiagramMemo.UNKNOWN) {
      return known;
    }
    int[] node = diagrams.nodes().get(function);
    int result;
    if (DiagramNodes.dimension(node) >= dimension) {
      int child = DiagramNodes.child(node, Diagrams.edge(node, number));
      result = whereAll(dimension, number, child, memo);
    } else {
      DiagramNodes.Draft draft =
          diagrams.nodes().draft(DiagramNodes.dimension(node), DiagramNodes.edges(node));
      for (int i = 0; i < DiagramNodes.edges(node); i++) {
        draft.add(
            DiagramNodes.end(node, i),
            whereAll(dimension, number, DiagramNodes.child(node, i), memo));
      }
      result = draft.node();
    }
    memo.put(function, 0, result);
    return result;
  }

  /** The dimensions on which a function depends. */
  public Set<Integer> dimensions(int function) {
    Set<Integer> found = new HashSet<>();
    dimensions(function, new HashSet<>(), found);
    return found;
  }

  private void dimensions(int function, Set<Integer> seen, Set<Integer> found) {
    if (function < 0 || !seen.add(function)) {
      return;
    }
    int[] node = diagrams.nodes().get(function);
    found.add(DiagramNodes.dimension(node));
    for (int i = 0; i < DiagramNodes.edges(node); i++) {
      dimensions(DiagramNodes.child(node, i), seen, found);
    }
  }

  /** The numbers in one dimension that packets have for which a condition holds. */
  public IntervalSet shadow(int condition, int dimension) {
    return shadow(condition, dimension, new HashMap<>());
  }

  private IntervalSet shadow(int condition, int dimension, Map<Integer, IntervalSet> known) {
    if (condition == Diagrams.NOTHING) {
      return IntervalSet.EMPTY;
    }
    if (diagrams.dimension(condition) > dimension) {
      return IntervalSet.of(0, diagrams.size(dimension));
    }
    IntervalSet before = known.get(condition);
    if (before != null) {
      return before;
    }
    int[] node = diagrams.nodes().get(condition);
    IntervalSet.Builder numbers = new IntervalSet.Builder();
    for (int i = 0; i < DiagramNodes.edges(node); i++) {
      int child = DiagramNodes.child(node, i);
      if (DiagramNodes.dimension(node) < dimension) {
        numbers.addAll(shadow(child, dimension, known));
      } else if (child != Diagrams.NOTHING) {
        numbers.add(i == 0 ? 0 : DiagramNodes.end(node, i - 1), DiagramNodes.end(node, i));
      }
    }
    IntervalSet result = numbers.build();
    known.put(condition, result);
    return result;
  }

  /** The numbers in one dimension for which a condition of this dimension alone holds. */
  public IntervalSet numbers(int condition, int dimension) {
    IntervalSet.Builder numbers = new IntervalSet.Builder();
    diagrams.visit(
        condition,
        (first, end, value) -> {
          numbers.add(first[dimension], end[dimension]);
          return true;
        });
    return numbers.build();
  }
}
