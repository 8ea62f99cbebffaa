package org.labwall.flow;

import java.util.List;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Chain.Kind;
import org.labwall.proof.Step;
import org.labwall.proof.Written;

/** What a source says of packets at one of its machines. */
record WrittenSaying(Written written) implements Saying {

  @Override
  public List<Step> steps(Hook hook, Kind kind) {
    return written.steps(hook, kind);
  }

  @Override
  public int possible(Hook hook, Kind kind) {
    return written.possible(hook, kind);
  }
}
