package org.labwall.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Chain.Kind;
import org.labwall.loaded.RuleSet;
import org.labwall.loaded.Statement;
import org.labwall.packet.Diagrams;
import org.labwall.project.Node;

/** Compares what a machine loads with what the source says, for all packets of one family. */
public final class Proof {
  private final Fields fields;
  private final Diagrams diagrams;
  private final Outcomes outcomes;
  private final Witness witness;
  private final LoadedRules loaded;
  private final Written written;

  private Proof(Node node, RuleSet rules) {
    Family family = rules.family();
    Fields.Words words = new Fields.Words();
    LoadedRules.collect(rules, words);
    Written.collect(node, family, words);
    Space space = Space.of(family, words);
    this.fields = space.fields();
    this.diagrams = space.diagrams();
    this.outcomes = space.outcomes();
    this.witness = new Witness(node, space);
    Conditions conditions = new Conditions(fields, diagrams);
    this.loaded = new LoadedRules(rules, diagrams, outcomes, conditions);
    this.written = new Written(node, space);
  }

  /** Where {@code rules} are not what the source says of {@code node}; nothing where they are. */
  public static List<Difference> of(Node node, RuleSet rules) {
    Proof proof = new Proof(node, rules);
    List<Difference> differences = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Hook hook : Hook.values()) {
        proof.difference(hook, kind).ifPresent(differences::add);
      }
    }
    return differences;
  }

  private Optional<Difference> difference(Hook hook, Kind kind) {
    List<Step> steps = written.steps(hook, kind);
    int said = outcomes.map(diagrams, Step.together(steps, diagrams), Proof::plain);
    int found = outcomes.map(diagrams, loaded.at(hook, kind), Proof::plain);
    int different = diagrams.when(written.possible(hook, kind), diagrams.different(said, found));
    return witness
        .of(different, hook)
        .map(
            packet -> {
              Step step = Step.deciding(steps, diagrams, outcomes, packet);
              return new Difference(
                  hook,
                  fields.text(hook, packet),
                  outcomes.of(diagrams.at(said, packet)).text(),
                  step.line(),
                  step.reason(),
                  outcomes.of(diagrams.at(found, packet)).text(),
                  loaded.deciding(hook, kind, packet));
            });
  }

  /** What counts here: not what helpers follow, and prefixes as far as nft can write them. */
  private static Outcome plain(Outcome outcome) {
    List<Statement> counted = new ArrayList<>();
    for (Statement effect : outcome.effects()) {
      switch (effect) {
        case Statement.Follow it -> {}
        case Statement.Log it ->
            counted.add(new Statement.Log(plain(it.prefix()), it.level(), it.flags()));
        case Statement.GroupLog it ->
            counted.add(
                new Statement.GroupLog(
                    plain(it.prefix()), it.group(), it.length(), it.threshold()));
      }
    }
    return new Outcome(counted, outcome.end());
  }

  private static String plain(String prefix) {
    return prefix.replace('"', '\'').replace('$', '_');
  }
}
