package org.labwall.filter;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.labwall.model.Rule.Verdict;
import org.labwall.packet.Box;

/**
 * Parts of a policy, one after the other, within each of which the order of the rules means
 * nothing: of two that a packet can meet both decide the same.
 *
 * <p>A rule stands in the first phase after those of all earlier rules that say otherwise of a
 * packet of its own.
 */
final class Phases {
  private final Dimensions dimensions;
  private final List<Phase> phases = new ArrayList<>();

  private Phases(Dimensions dimensions) {
    this.dimensions = dimensions;
  }

  /** One phase: all its clauses, and those of a verdict that do nothing besides. */
  private record Phase(List<Clause> all, List<Clause> special, Map<Verdict, List<Clause>> plain) {
    Phase() {
      this(new ArrayList<>(), new ArrayList<>(), new EnumMap<>(Verdict.class));
    }

    void add(Clause clause) {
      all.add(clause);
      if (clause.isPlain()) {
        plain.computeIfAbsent(clause.rule().verdict(), it -> new ArrayList<>()).add(clause);
      } else {
        special.add(clause);
      }
    }
  }

  /**
   * The phases of {@code clauses}, in their order.
   *
   * @param dimensions the packets of each clause
   */
  static List<List<Clause>> of(List<Clause> clauses, Dimensions dimensions) {
    Phases phases = new Phases(dimensions);
    clauses.forEach(phases::add);
    return phases.phases.stream().map(Phase::all).toList();
  }

  private void add(Clause clause) {
    int phase = phases.size();
    while (phase > 0 && !contradicts(phases.get(phase - 1), clause)) {
      phase--;
    }
    if (phase == phases.size()) {
      phases.add(new Phase());
    }
    phases.get(phase).add(clause);
  }

  private boolean contradicts(Phase phase, Clause clause) {
    if (meetsAny(phase.special, clause)) {
      return true;
    }
    for (Map.Entry<Verdict, List<Clause>> entry : phase.plain.entrySet()) {
      boolean alike = clause.isPlain() && entry.getKey() == clause.rule().verdict();
      if (!alike && meetsAny(entry.getValue(), clause)) {
        return true;
      }
    }
    return false;
  }

  private boolean meetsAny(List<Clause> others, Clause clause) {
    Box box = dimensions.box(clause);
    for (Clause other : others) {
      if (dimensions.box(other).intersects(box)) {
        return true;
      }
    }
    return false;
  }
}
