package org.labwall.proof;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Chain.Kind;
import org.labwall.model.Endpoint;
import org.labwall.model.Rule;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;
import org.labwall.project.Node;
import org.labwall.source.Span;

/**
 * Proves what a source claims of the first packets of connections at a machine. A claim speaks of
 * the packets that a rule of the same words would mean, but for those of which it is implied before
 * all rules what becomes of them.
 */
public final class Claims {
  private final Space space;
  private final Diagrams diagrams;
  private final Written written;
  private final Witness witness;
  private final Map<Hook, Said> said = new EnumMap<>(Hook.class);

  private Claims(Node node, Family family) {
    Fields.Words words = new Fields.Words();
    Written.collect(node, family, words);
    this.space = Space.of(family, words);
    this.diagrams = space.diagrams();
    this.written = new Written(node, space);
    this.witness = new Witness(node, space);
  }

  /**
   * What was found of a claim at a machine.
   *
   * @param claim the claim
   * @param speaks whether there is any packet that it speaks of, and the machine sees
   * @param contrary one for which it does not hold; none where it does
   */
  public record Finding(Rule claim, boolean speaks, Optional<Counterexample> contrary) {}

  /**
   * A packet for which a claim does not hold.
   *
   * @param hook where on its way
   * @param packet the packet
   * @param verdict what becomes of it
   * @param line the statement that decides; none where that is implied
   * @param reason what decides, in a few words
   * @param limit the rule that would decide if it had a token left
   * @param besideForward whether it goes to where a forward leads, without being translated by it
   */
  public record Counterexample(
      Hook hook,
      String packet,
      String verdict,
      Optional<Span> line,
      String reason,
      Optional<Span> limit,
      boolean besideForward) {
    /** Whether the same is decided of another packet, at the same hook and for the same reason. */
    public boolean isDecidedLike(Counterexample other) {
      return equals(
          new Counterexample(
              other.hook,
              packet,
              other.verdict,
              other.line,
              other.reason,
              other.limit,
              other.besideForward));
    }
  }

  /** What the source says at a hook, and the packets of which it is implied before its rules. */
  private record Said(List<Step> steps, int together, int passing, int exempt) {}

  /** What was found of the claims that are made of a machine, in the order of the source. */
  public static List<Finding> of(Node node) {
    List<Rule> claims = node.expectations();
    if (claims.isEmpty()) {
      return List.of();
    }
    List<Claims> families = new ArrayList<>();
    for (Family family : Family.values()) {
      families.add(new Claims(node, family));
    }
    List<Finding> findings = new ArrayList<>();
    for (Rule claim : claims) {
      Finding finding = new Finding(claim, false, Optional.empty());
      for (Claims family : families) {
        finding = family.finding(finding);
      }
      findings.add(finding);
    }
    return findings;
  }

  /** What was found of a claim in other families, and in this one. */
  private Finding finding(Finding before) {
    Rule claim = before.claim();
    boolean speaks = before.speaks();
    Optional<Counterexample> contrary = before.contrary();
    for (Hook hook : List.of(Hook.INPUT, Hook.FORWARD, Hook.OUTPUT)) {
      int sides = sides(claim, hook);
      if (contrary.isEmpty() && sides != Diagrams.NOTHING) {
        Said here = said.computeIfAbsent(hook, this::said);
        int meant = diagrams.when(meant(claim, hook, here), sides);
        speaks |= diagrams.when(diagrams.not(staying(hook)), meant) != Diagrams.NOTHING;
        boolean passes = claim.verdict() == Rule.Verdict.ALLOW;
        int wrong = diagrams.when(passes ? diagrams.not(here.passing) : here.passing, meant);
        contrary = witness.of(wrong, hook).map(it -> example(hook, here, it));
      }
    }
    return new Finding(claim, speaks, contrary);
  }

  /** Packets through the machine that leave as they came: hosts there speak without it, mostly. */
  private int staying(Hook hook) {
    int staying = Diagrams.NOTHING;
    if (hook == Hook.FORWARD) {
      for (int i = 0; i < diagrams.size(Axis.ENTRY.ordinal()); i++) {
        IntervalSet here = IntervalSet.of(i, i + 1);
        int in = diagrams.within(Axis.ENTRY.ordinal(), here, Diagrams.ALL);
        int out = diagrams.within(Axis.EXIT.ordinal(), here, Diagrams.ALL);
        staying = diagrams.then(staying, diagrams.when(in, out));
      }
    }
    return staying;
  }

  /** The packets at a hook between the sides of a claim. */
  private int sides(Rule claim, Hook hook) {
    Places places = written.places();
    return switch (hook) {
      case INPUT -> meansSelf(claim.to()) ? places.fromToSelf(claim.from()) : Diagrams.NOTHING;
      case FORWARD -> diagrams.when(places.from(claim.from()), places.to(claim.to()));
      case OUTPUT -> meansSelf(claim.from()) ? places.to(claim.to()) : Diagrams.NOTHING;
      case PREROUTING, POSTROUTING -> Diagrams.NOTHING;
    };
  }

  private static boolean meansSelf(List<Endpoint> side) {
    return side.stream().anyMatch(Endpoint.Self.class::isInstance);
  }

  /** The first packets of connections of a claim's services that reach the rules at a hook. */
  private int meant(Rule claim, Hook hook, Said here) {
    IntervalSet kinds =
        Kinds.of(claim.services(), space.family()).intersection(Kinds.opening(space.family()));
    int first =
        diagrams.when(
            space.firstPackets(), diagrams.within(Axis.KIND.ordinal(), kinds, Diagrams.ALL));
    int possible = diagrams.when(written.possible(hook, Kind.FILTER), first);
    return diagrams.when(diagrams.not(here.exempt), possible);
  }

  private Said said(Hook hook) {
    List<Step> steps = written.steps(hook, Kind.FILTER);
    int together = Step.together(steps, diagrams);
    return new Said(steps, together, passing(together), Step.beforeRules(steps, space));
  }

  private int passing(int function) {
    return diagrams.map(function, value -> space.outcomes().of(value).goesOn() ? 1 : 0);
  }

  private Counterexample example(Hook hook, Said here, int[] packet) {
    Step step = Step.deciding(here.steps, diagrams, space.outcomes(), packet);
    int[] first = space.fields().withTokens(packet);
    Step ofFirst = Step.deciding(here.steps, diagrams, space.outcomes(), first);
    return new Counterexample(
        hook,
        space.fields().text(hook, packet),
        space.outcomes().of(diagrams.at(here.together, packet)).text(),
        step.line(),
        step.reason(),
        ofFirst == step ? Optional.empty() : ofFirst.line(),
        hook == Hook.FORWARD && diagrams.at(written.besideForwards(), packet) != 0);
  }
}
