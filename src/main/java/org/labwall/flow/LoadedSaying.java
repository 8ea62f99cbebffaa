package org.labwall.flow;

import java.util.List;
import java.util.Optional;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Chain.Kind;
import org.labwall.packet.Diagrams;
import org.labwall.proof.LoadedRules;
import org.labwall.proof.Space;
import org.labwall.proof.Step;
import org.labwall.proof.Witness;

/** What rules that a machine loads say of packets. */
record LoadedSaying(LoadedRules rules, Witness witness) implements Saying {

  @Override
  public List<Step> steps(Hook hook, Kind kind) {
    return List.of(new Step(rules.at(hook, kind), Optional.empty(), "loaded rules"));
  }

  @Override
  public int possible(Hook hook, Kind kind) {
    return Diagrams.NOTHING;
  }

  /** The rule that decides of one of the packets; there may be others. */
  @Override
  public List<Reason> reasons(Hook hook, Kind kind, List<Step> steps, int packets, Space space) {
    return witness.of(packets, hook).flatMap(it -> rules.deciding(hook, kind, it)).stream()
        .map(it -> new Reason(Optional.of(it), ""))
        .toList();
  }
}
