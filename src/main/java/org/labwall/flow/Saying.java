package org.labwall.flow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Chain.Kind;
import org.labwall.packet.Diagrams;
import org.labwall.proof.Space;
import org.labwall.proof.Step;
import org.labwall.source.Span;

/** What is said of packets at the hooks of one machine: by a source, or by rules that it loads. */
public interface Saying {

  /**
   * What decides of packets.
   *
   * @param line the statement or rule; none where it is implied
   * @param words what is implied, where it is
   */
  record Reason(Optional<Span> line, String words) {}

  /** What becomes of packets at a hook, in the order in which it is asked. */
  List<Step> steps(Hook hook, Kind kind);

  /** The packets that can be seen there. */
  int possible(Hook hook, Kind kind);

  /**
   * What decides of any of these packets at a hook.
   *
   * @param steps the steps there that speak of any of them; others may be left out
   */
  default List<Reason> reasons(Hook hook, Kind kind, List<Step> steps, int packets, Space space) {
    Diagrams diagrams = space.diagrams();
    Set<Reason> reasons = new LinkedHashSet<>();
    int left = packets;
    for (Step step : steps) {
      int said = diagrams.when(left, step.function());
      if (said == Diagrams.NOTHING) {
        continue;
      }
      int decided = diagrams.map(said, it -> space.outcomes().isFinal(it) ? 1 : 0);
      if (decided != Diagrams.NOTHING) {
        reasons.add(new Reason(step.line(), step.reason()));
        left = diagrams.when(diagrams.not(decided), left);
        if (left == Diagrams.NOTHING) {
          break;
        }
      }
    }
    return new ArrayList<>(reasons);
  }
}
