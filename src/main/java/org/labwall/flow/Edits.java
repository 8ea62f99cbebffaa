package org.labwall.flow;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import java.util.List;
import org.labwall.packet.Diagrams;
import org.labwall.proof.Space;
import org.labwall.proof.Step;

/**
 * Where two lists of steps can differ at all: for packets of which a step speaks that only one of
 * them has, in its place. All others meet the same steps in the same order.
 */
final class Edits {
  private Edits() {}

  /** The packets of which something else may become. */
  static int between(List<Step> before, List<Step> after, Space space) {
    Diagrams diagrams = space.diagrams();
    List<Integer> old = before.stream().map(Step::function).toList();
    List<Integer> next = after.stream().map(Step::function).toList();
    int region = Diagrams.NOTHING;
    for (AbstractDelta<Integer> delta : DiffUtils.diff(old, next).getDeltas()) {
      for (List<Integer> functions :
          List.of(delta.getSource().getLines(), delta.getTarget().getLines())) {
        for (int function : functions) {
          region = diagrams.then(region, diagrams.map(function, it -> it == 0 ? 0 : 1));
        }
      }
    }
    return region;
  }
}
