package org.labwall.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.labwall.flow.Change.Kind;
import org.labwall.loaded.Chain;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Match.State;
import org.labwall.packet.Diagrams;
import org.labwall.proof.Axis;
import org.labwall.proof.Outcome;
import org.labwall.proof.Space;
import org.labwall.proof.Step;

/** Tells what two say of packets of one family apart: flows that open, that close, that change. */
final class FlowChanges {
  /** What connection tracking says of packets, those first that open connections. */
  private static final List<State> STATES =
      List.of(State.NEW, State.ESTABLISHED, State.RELATED, State.INVALID, State.UNTRACKED);

  private final Space space;
  private final Diagrams diagrams;
  private final FlowNames names;
  private final Saying before;
  private final Saying after;
  private final Map<Pair, Integer> numbers = new HashMap<>();
  private final List<Pair> pairs = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();

  FlowChanges(Space space, FlowNames names, Saying before, Saying after) {
    this.space = space;
    this.diagrams = space.diagrams();
    this.names = names;
    this.before = before;
    this.after = after;
  }

  /** What becomes of packets by the one and by the other. */
  private record Pair(Outcome before, Outcome after) {

    /** Whether something else becomes of them. */
    boolean isOfVerdict() {
      return !before.end().equals(after.end());
    }

    /** Whether they are counted by other limits. */
    boolean isOfLimit() {
      return !before.asked().equals(after.asked());
    }

    Kind kind(Hook hook) {
      if (!isOfVerdict()) {
        return before.effects().equals(after.effects()) ? Kind.LIMIT : Kind.LOGGING;
      }
      return switch (hook) {
        case PREROUTING -> Kind.DESTINATION;
        case POSTROUTING -> Kind.SOURCE;
        case INPUT, FORWARD, OUTPUT ->
            after.goesOn() ? Kind.OPENS : before.goesOn() ? Kind.CLOSES : Kind.REFUSES;
      };
    }
  }

  /** A hook, the chains there, and those of their steps that speak of what may change. */
  private record Place(Hook hook, Chain.Kind chains, List<Step> old, List<Step> next) {}

  /** What changes, and what is said of it. */
  private record Said(Kind kind, String before, String after) {}

  /** All changes, in the order of the kernel's hooks. */
  List<Change> all() {
    for (Hook hook : List.of(Hook.INPUT, Hook.FORWARD, Hook.OUTPUT)) {
      compare(hook, Chain.Kind.FILTER);
    }
    compare(Hook.PREROUTING, Chain.Kind.NAT);
    compare(Hook.POSTROUTING, Chain.Kind.NAT);
    return changes;
  }

  private void compare(Hook hook, Chain.Kind kind) {
    List<Step> old = before.steps(hook, kind);
    List<Step> next = after.steps(hook, kind);
    int region = Edits.between(old, next, space);
    if (region == Diagrams.NOTHING) {
      return;
    }
    int possible = diagrams.then(before.possible(hook, kind), after.possible(hook, kind));
    int seen = diagrams.when(possible, region);
    Place place = new Place(hook, kind, of(seen, old), of(seen, next));
    int was = Step.together(place.old, diagrams);
    int is = Step.together(place.next, diagrams);
    int told = changes.size();
    // Limits have tokens at first; what comes when they have none is the second question.
    int first = compared(space.withTokens(true, was), space.withTokens(true, is));
    int above = compared(space.withTokens(false, was), space.withTokens(false, is));
    int verdicts = only(first, it -> it.isOfVerdict());
    int verdictsAbove = diagrams.when(diagrams.not(verdicts), only(above, it -> it.isOfVerdict()));
    int logs = only(first, it -> it.kind(hook) == Kind.LOGGING);
    int logsAbove = only(above, it -> it.kind(hook) == Kind.LOGGING);
    int decided = diagrams.not(diagrams.then(verdicts, verdictsAbove));
    int limits = diagrams.when(decided, only(first, Pair::isOfLimit));
    add(verdicts, false, it -> said(it, it.kind(hook)), place);
    add(verdictsAbove, true, it -> said(it, it.kind(hook)), place);
    add(logs, false, it -> said(it, Kind.LOGGING), place);
    add(diagrams.when(diagrams.not(logs), logsAbove), true, it -> said(it, Kind.LOGGING), place);
    add(limits, false, it -> said(it, Kind.LIMIT), place);
    int mixed =
        diagrams.when(diagrams.not(first), diagrams.when(diagrams.not(above), compared(was, is)));
    add(mixed, false, it -> said(it, Kind.LIMIT), place);
    if (changes.size() == told) {
      addUnnamed(compared(was, is), place);
    }
  }

  /** What no words tell apart is no agreement either. */
  private void addUnnamed(int compared, Place place) {
    for (Pair pair : List.copyOf(pairs)) {
      int number = pairs.indexOf(pair) + 1;
      int packets = diagrams.map(compared, it -> it == number ? 1 : 0);
      if (packets != Diagrams.NOTHING) {
        add(said(pair, pair.kind(place.hook)), names.some(place.hook), packets, place);
      }
    }
  }

  /** The differences of one kind. */
  private int only(int compared, Predicate<Pair> kind) {
    return diagrams.map(compared, it -> it > 0 && kind.test(pairs.get(it - 1)) ? it : 0);
  }

  /** The steps that speak of any of some packets, for these alone. */
  private List<Step> of(int packets, List<Step> steps) {
    return steps.stream()
        .map(it -> new Step(diagrams.when(packets, it.function()), it.line(), it.reason()))
        .filter(it -> it.function() != Diagrams.NOTHING)
        .toList();
  }

  /** The number, from 1, of the pair of outcomes that packets have, where these differ. */
  private int compared(int was, int is) {
    return diagrams.compare(
        was,
        is,
        (one, other) -> {
          Pair pair = new Pair(plain(space.outcomes().of(one)), plain(space.outcomes().of(other)));
          return pair.before.equals(pair.after)
              ? 0
              : numbers.computeIfAbsent(
                  pair,
                  it -> {
                    pairs.add(it);
                    return pairs.size();
                  });
        });
  }

  private void add(int compared, boolean above, Function<Pair, Said> says, Place place) {
    Map<Said, Integer> alike = new LinkedHashMap<>();
    for (int i = 0; i < pairs.size(); i++) {
      int number = i + 1;
      int packets = diagrams.map(compared, it -> it == number ? 1 : 0);
      if (packets != Diagrams.NOTHING) {
        alike.merge(says.apply(pairs.get(i)), packets, diagrams::then);
      }
    }
    alike.forEach((said, packets) -> add(said, packets, above, place));
  }

  private Said said(Pair pair, Kind kind) {
    return switch (kind) {
      case OPENS, CLOSES, LOGGING -> new Said(kind, pair.before.brief(), pair.after.brief());
      case REFUSES -> new Said(kind, pair.before.text(), pair.after.text());
      case LIMIT -> new Said(kind, limits(pair.before), limits(pair.after));
      case DESTINATION, SOURCE -> new Said(kind, address(pair.before), address(pair.after));
    };
  }

  private String limits(Outcome outcome) {
    return outcome.brief() + ", counted by " + space.fields().limits(outcome);
  }

  private static String address(Outcome outcome) {
    return outcome.goesOn() ? "not translated" : outcome.text();
  }

  /** An outcome without the places of lines, which change with the text alone. */
  private static Outcome plain(Outcome outcome) {
    return outcome.plain().withoutPlaces();
  }

  /** Adds the parts of packets at a hook of which a thing changes, state by state. */
  private void add(Said said, int packets, boolean above, Place place) {
    Hook hook = place.hook;
    boolean after = hook == Hook.FORWARD || hook == Hook.POSTROUTING;
    for (boolean forwarded : after ? List.of(false, true) : List.of(false)) {
      int translated = forwarded ? 1 : 0;
      int all = diagrams.where(Axis.TRANSLATED_DESTINATION.ordinal(), translated, packets);
      int first = space.ofFirstPackets(all);
      for (State state : STATES) {
        // Most rules ask for no state, and what is told of first packets holds for others, too.
        int here =
            state == State.NEW
                ? first
                : diagrams.when(diagrams.not(first), space.inState(state, all));
        for (FlowNames.Named it : names.of(here, hook, new Flow.Sort(state, forwarded, above))) {
          int meant = diagrams.when(space.withTokens(!above), diagrams.when(it.packets(), packets));
          add(said, it.flow(), meant, place);
        }
      }
    }
  }

  private void add(Said said, Flow flow, int packets, Place place) {
    changes.add(
        new Change(
            said.kind,
            flow,
            said.before,
            said.after,
            before.reasons(place.hook, place.chains, place.old, packets, space),
            after.reasons(place.hook, place.chains, place.next, packets, space),
            List.of()));
  }
}
