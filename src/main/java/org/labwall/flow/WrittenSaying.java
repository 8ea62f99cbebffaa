package org.labwall.flow;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Chain.Kind;
import org.labwall.proof.Step;
import org.labwall.proof.Written;

/** What a source says of packets at one of its machines. */
record WrittenSaying(Written written, Map<List<Enum<?>>, List<Step>> known) implements Saying {

  WrittenSaying(Written written) {
    this(written, new HashMap<>());
  }

  @Override
  public List<Step> steps(Hook hook, Kind kind) {
    return known.computeIfAbsent(List.of(hook, kind), it -> written.steps(hook, kind));
  }

  @Override
  public int possible(Hook hook, Kind kind) {
    return written.possible(hook, kind);
  }
}
