package org.labwall.proof;

import java.util.ArrayList;
import java.util.List;
import org.labwall.address.Family;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Chain.Kind;
import org.labwall.loaded.RuleSet;
import org.labwall.packet.Diagrams;
import org.labwall.project.Node;

/** Compares what a machine loads with what the source says, for all packets of one family. */
public final class Proof {
  private final Space space;
  private final Witness witness;
  private final LoadedRules loaded;
  private final Written written;
  private final List<Part> parts = new ArrayList<>();

  private Proof(Node node, RuleSet rules) {
    Family family = rules.family();
    Fields.Words words = new Fields.Words();
    LoadedRules.collect(rules, words);
    Written.collect(node, family, words);
    this.space = Space.of(family, words);
    this.witness = new Witness(node, space);
    this.loaded = new LoadedRules(rules, space);
    this.written = new Written(node, space);
    for (Kind kind : Kind.values()) {
      for (Hook hook : Hook.values()) {
        parts.add(part(hook, kind));
      }
    }
    parts.add(followed(Hook.PREROUTING));
    parts.add(followed(Hook.OUTPUT));
  }

  /**
   * What is compared at one hook, as functions.
   *
   * @param steps what the source says there
   * @param written the same in one
   * @param found what the loaded chains of that kind do
   * @param different the packets that can be met there and of which they do something else
   */
  record Part(Hook hook, Kind kind, List<Step> steps, int written, int found, int different) {}

  /** Where {@code rules} are not what the source says of {@code node}; nothing where they are. */
  public static List<Difference> of(Node node, RuleSet rules) {
    return comparing(node, rules).differences();
  }

  /** The comparison itself, for those who ask more of it. */
  static Proof comparing(Node node, RuleSet rules) {
    return new Proof(node, rules);
  }

  private Part part(Hook hook, Kind kind) {
    Diagrams diagrams = space.diagrams();
    List<Step> steps = written.steps(hook, kind);
    int said = plain(Step.together(steps, diagrams));
    int found = plain(loaded.at(hook, kind));
    int different = diagrams.when(written.possible(hook, kind), diagrams.different(said, found));
    return new Part(hook, kind, steps, said, found, different);
  }

  /** Which connections helpers follow, as far as both say what they may. */
  private Part followed(Hook hook) {
    int loadedRules = loaded.at(hook, Kind.FILTER);
    FollowedConnections.Said said = written.followed().said(hook, loadedRules);
    int found = written.followed().found(loadedRules);
    Diagrams diagrams = space.diagrams();
    int different = diagrams.different(said.function(), found);
    different = diagrams.when(written.followed().possible(hook), different);
    return new Part(hook, Kind.FILTER, said.steps(), said.function(), found, different);
  }

  private int plain(int function) {
    return space.outcomes().map(space.diagrams(), function, Outcome::plain);
  }

  Space space() {
    return space;
  }

  /** What is compared, hook by hook. */
  List<Part> compared() {
    return parts;
  }

  /** One packet of each part in which there is a difference. */
  List<Difference> differences() {
    List<Difference> differences = new ArrayList<>();
    for (Part part : parts) {
      if (part.different != Diagrams.NOTHING) {
        witness
            .of(plainest(part), part.hook)
            .ifPresent(packet -> differences.add(difference(part, packet)));
      }
    }
    return differences;
  }

  /**
   * The packets that become something else while limits have tokens, where any do; or else those
   * that other limits count, and at last what is above limits.
   */
  private int plainest(Part part) {
    Diagrams diagrams = space.diagrams();
    int become =
        diagrams.when(
            diagrams.different(unasked(part.written), unasked(part.found)), part.different);
    int tokens = space.withTokens(true);
    for (int set :
        List.of(diagrams.when(tokens, become), diagrams.when(tokens, part.different), become)) {
      if (set != Diagrams.NOTHING) {
        return set;
      }
    }
    return part.different;
  }

  private int unasked(int function) {
    return space
        .outcomes()
        .map(space.diagrams(), function, it -> new Outcome(it.effects(), it.end()));
  }

  private Difference difference(Part part, int[] packet) {
    Diagrams diagrams = space.diagrams();
    Step step = Step.deciding(part.steps, diagrams, space.outcomes(), packet);
    Outcome said = space.outcomes().of(diagrams.at(part.written, packet));
    Outcome found = space.outcomes().of(diagrams.at(part.found, packet));
    return new Difference(
        part.hook,
        space.fields().text(part.hook, packet),
        text(said, found, part.kind),
        step.line(),
        step.reason(),
        text(found, said, part.kind),
        loaded.deciding(part.hook, part.kind, packet));
  }

  /** An outcome in words that tell it from the other. */
  private String text(Outcome outcome, Outcome other, Kind kind) {
    if (kind == Kind.NAT && outcome.goesOn()) {
      return "not translated";
    }
    return outcome.text().equals(other.text())
        ? outcome.text() + ", counted by " + space.fields().buckets().text(outcome.asked())
        : outcome.text();
  }
}
