package org.labwall.proof;

import java.util.List;
import java.util.Optional;
import org.labwall.packet.Diagrams;
import org.labwall.source.Span;

/**
 * One of the things that the source says of packets, in the order in which they are asked.
 *
 * @param function what becomes of the packets that it means, and nothing for the others
 * @param line the statement, where it is not implied
 * @param reason what it is, in a few words
 */
public record Step(int function, Optional<Span> line, String reason) {

  /** A step that no statement of the source asks for. */
  static Step implied(String reason, int function) {
    return new Step(function, Optional.empty(), reason);
  }

  /** The packets of which it is implied, before any rule is asked, what becomes of them. */
  public static int beforeRules(List<Step> steps, Space space) {
    int implied = Diagrams.NOTHING;
    for (Step step : steps.subList(0, steps.size() - 1)) {
      if (step.line.isEmpty()) {
        implied = space.diagrams().then(implied, step.decided(space));
      }
    }
    return implied;
  }

  /** What all steps say together. */
  public static int together(List<Step> steps, Diagrams diagrams) {
    return diagrams.then(steps.stream().map(Step::function).toList());
  }

  /** The packets of which it decides. */
  public int decided(Space space) {
    return space.diagrams().map(function, it -> space.outcomes().isFinal(it) ? 1 : 0);
  }

  /** The step that decides of a packet: the first that says anything final of it. */
  static Step deciding(List<Step> steps, Diagrams diagrams, Outcomes outcomes, int[] packet) {
    for (Step step : steps) {
      if (outcomes.isFinal(diagrams.at(step.function, packet))) {
        return step;
      }
    }
    throw new IllegalArgumentException("no step decides");
  }
}
