package org.labwall.proof;

import java.util.ArrayList;
import java.util.List;
import org.labwall.address.Family;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Chain.Kind;
import org.labwall.loaded.RuleSet;
import org.labwall.loaded.Statement;
import org.labwall.packet.Diagrams;
import org.labwall.project.Node;
import org.labwall.project.Reach;

/** Compares what a machine loads with what the source says, for all packets of one family. */
public final class Proof {
  private final Diagrams diagrams;
  private final Fields fields;
  private final Outcomes outcomes = new Outcomes();
  private final LoadedRules loaded;
  private final WrittenFilter filter;
  private final WrittenTranslations translations;
  private final WrittenSources sources;
  private final List<Difference> differences = new ArrayList<>();

  private Proof(Node node, RuleSet rules) {
    Family family = rules.family();
    Fields.Words words = new Fields.Words();
    LoadedRules.collect(rules, words);
    Places.collect(node, Reach.of(node, family), words);
    WrittenRules.collect(node, words);
    ExpectedConnections.collect(node, family, words);
    WrittenFilter.collect(family, words);
    WrittenTranslations.collect(node, family, words);
    WrittenSources.collect(node, family, words);
    this.fields = words.fields(family);
    this.diagrams = new Diagrams(fields.sizes(), outcomes);
    Conditions conditions = new Conditions(fields, diagrams);
    this.loaded = new LoadedRules(rules, diagrams, outcomes, conditions);
    Places places = new Places(node, fields, diagrams);
    this.translations = new WrittenTranslations(node, fields, diagrams, outcomes, places);
    this.sources = new WrittenSources(node, family, diagrams, outcomes, places);
    this.filter = new WrittenFilter(node, fields, diagrams, outcomes, places, translations);
  }

  /** Where {@code rules} are not what the source says of {@code node}; nothing where they are. */
  public static List<Difference> of(Node node, RuleSet rules) {
    Proof proof = new Proof(node, rules);
    proof.compare();
    return proof.differences;
  }

  private void compare() {
    List<Step> accepted = List.of(Step.implied("nothing is to be done here", Diagrams.ALL));
    compare(Hook.INPUT, Kind.FILTER, filter.input(), Diagrams.ALL);
    compare(Hook.FORWARD, Kind.FILTER, filter.forward(), translations.possible());
    compare(Hook.OUTPUT, Kind.FILTER, filter.output(), Diagrams.ALL);
    compare(Hook.PREROUTING, Kind.FILTER, accepted, Diagrams.ALL);
    compare(Hook.POSTROUTING, Kind.FILTER, accepted, Diagrams.ALL);
    compare(Hook.PREROUTING, Kind.NAT, translations.incoming(), Diagrams.ALL);
    compare(Hook.POSTROUTING, Kind.NAT, sources.outgoing(), sources.possible());
    compare(Hook.INPUT, Kind.NAT, accepted, Diagrams.ALL);
    compare(Hook.OUTPUT, Kind.NAT, accepted, Diagrams.ALL);
    compare(Hook.OUTPUT, Kind.ROUTE, accepted, Diagrams.ALL);
  }

  private void compare(Hook hook, Kind kind, List<Step> steps, int possible) {
    int found = outcomes.map(diagrams, loaded.at(hook, kind), Proof::plain);
    int written = outcomes.map(diagrams, Step.together(steps, diagrams), Proof::plain);
    diagrams.visit(
        diagrams.when(possible, diagrams.different(written, found)),
        (first, end, value) -> {
          int[] packet = fields.example(first, end);
          Step step = Step.deciding(steps, diagrams, outcomes, packet);
          differences.add(
              new Difference(
                  hook,
                  fields.text(packet),
                  outcomes.of(diagrams.at(written, packet)).text(),
                  step.line(),
                  step.reason(),
                  outcomes.of(diagrams.at(found, packet)).text(),
                  loaded.deciding(hook, kind, packet)));
          return false;
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
