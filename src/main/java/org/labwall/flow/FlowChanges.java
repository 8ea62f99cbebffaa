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
import org.labwall.packet.DiagramParts;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;
import org.labwall.proof.Axis;
import org.labwall.proof.Outcome;
import org.labwall.proof.Space;
import org.labwall.proof.Step;

/** Tells what two say of packets of one family apart: flows that open, that close, that change. */
final class FlowChanges {
  /** What is the same of the first packets of all connections. */
  private static final Map<Axis, Integer> FIRST_PACKETS =
      Map.of(
          Axis.STATE,
          State.NEW.ordinal(),
          Axis.TRANSLATED_SOURCE,
          0,
          Axis.REPLY,
          0,
          Axis.HELPER,
          0);

  private final Space space;
  private final Diagrams diagrams;
  private final FlowNames names;
  private final Saying before;
  private final Saying after;
  private final DiagramParts parts;
  private final Map<Pair, Integer> numbers = new HashMap<>();
  private final List<Pair> pairs = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();

  FlowChanges(Space space, FlowNames names, Saying before, Saying after) {
    this.space = space;
    this.diagrams = space.diagrams();
    this.parts = new DiagramParts(diagrams);
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
    int was = together(old, diagrams.when(possible, region));
    int is = together(next, diagrams.when(possible, region));
    int buckets = Axis.values().length;
    // Limits have tokens at first; what comes when they have none is the second question.
    int first = compared(parts.whereAll(buckets, 1, was), parts.whereAll(buckets, 1, is));
    int above = compared(parts.whereAll(buckets, 0, was), parts.whereAll(buckets, 0, is));
    int verdicts = only(first, it -> it.isOfVerdict());
    int verdictsAbove = diagrams.when(not(verdicts), only(above, it -> it.isOfVerdict()));
    int logs = only(first, it -> it.kind(hook) == Kind.LOGGING);
    int logsAbove = only(above, it -> it.kind(hook) == Kind.LOGGING);
    int decided = not(diagrams.then(verdicts, verdictsAbove));
    int limits = diagrams.when(decided, only(first, Pair::isOfLimit));
    add(verdicts, false, it -> said(it, it.kind(hook)), hook, kind);
    add(verdictsAbove, true, it -> said(it, it.kind(hook)), hook, kind);
    add(logs, false, it -> said(it, Kind.LOGGING), hook, kind);
    add(diagrams.when(not(logs), logsAbove), true, it -> said(it, Kind.LOGGING), hook, kind);
    add(limits, false, it -> said(it, Kind.LIMIT), hook, kind);
    int mixed = diagrams.when(not(first), diagrams.when(not(above), compared(was, is)));
    add(mixed, false, it -> said(it, Kind.LIMIT), hook, kind);
  }

  /** The differences of one kind. */
  private int only(int compared, Predicate<Pair> kind) {
    return diagrams.map(compared, it -> it > 0 && kind.test(pairs.get(it - 1)) ? it : 0);
  }

  private int not(int compared) {
    return diagrams.map(compared, it -> it == 0 ? 1 : 0);
  }

  private int together(List<Step> steps, int region) {
    return diagrams.then(steps.stream().map(it -> diagrams.when(region, it.function())).toList());
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

  private void add(
      int compared, boolean above, Function<Pair, Said> says, Hook hook, Chain.Kind chains) {
    Map<Said, Integer> alike = new LinkedHashMap<>();
    for (int i = 0; i < pairs.size(); i++) {
      int number = i + 1;
      int packets = diagrams.map(compared, it -> it == number ? 1 : 0);
      if (packets != Diagrams.NOTHING) {
        alike.merge(says.apply(pairs.get(i)), packets, diagrams::then);
      }
    }
    alike.forEach((said, packets) -> add(said, packets, above, hook, chains));
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

  /** Adds the parts of the first packets of connections at a hook of which a thing changes. */
  private void add(Said said, int packets, boolean above, Hook hook, Chain.Kind chains) {
    for (int translated : List.of(0, 1)) {
      if (translated == 1 && hook != Hook.FORWARD && hook != Hook.POSTROUTING) {
        break;
      }
      int here = diagrams.where(Axis.TRANSLATED_DESTINATION.ordinal(), translated, packets);
      for (Map.Entry<Axis, Integer> each : FIRST_PACKETS.entrySet()) {
        here = diagrams.where(each.getKey().ordinal(), each.getValue(), here);
      }
      for (FlowNames.Named named : names.of(here, hook, translated == 1, above)) {
        int meant = diagrams.when(named.packets(), packets);
        changes.add(
            new Change(
                said.kind,
                named.flow(),
                said.before,
                said.after,
                before.reasons(hook, chains, tokens(meant, above), space),
                after.reasons(hook, chains, tokens(meant, above), space),
                List.of()));
      }
    }
  }

  /** Of packets those for which buckets have a token, or none has. */
  private int tokens(int packets, boolean none) {
    int all = packets;
    for (int i = Axis.values().length; i < space.fields().sizes().length; i++) {
      IntervalSet number = none ? IntervalSet.of(0, 1) : IntervalSet.of(1, 2);
      all = diagrams.when(diagrams.within(i, number, Diagrams.ALL), all);
    }
    return all;
  }
}
