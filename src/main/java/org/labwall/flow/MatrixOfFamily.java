package org.labwall.flow;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Chain.Kind;
import org.labwall.model.Endpoint;
import org.labwall.packet.DiagramParts;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;
import org.labwall.project.Node;
import org.labwall.proof.Axis;
import org.labwall.proof.Fields;
import org.labwall.proof.Kinds;
import org.labwall.proof.Places;
import org.labwall.proof.Space;
import org.labwall.proof.Step;
import org.labwall.proof.Written;

/** What may pass in one family, place by place: first the sources are said, then destinations. */
final class MatrixOfFamily {
  private final Family family;
  private final Diagrams diagrams;
  private final DiagramParts parts;
  private final Space space;
  private final Written written;
  private final Places places;
  private final ServiceNames services;
  private final IntervalSet opening;
  private final Map<Hook, Integer> passing = new EnumMap<>(Hook.class);
  private final Map<Hook, Integer> implied = new EnumMap<>(Hook.class);
  private final Map<Hook, Row> rows = new EnumMap<>(Hook.class);

  /**
   * The matrix of a machine.
   *
   * @param sides the places that are asked about
   */
  MatrixOfFamily(Node node, Family family, Iterable<List<Endpoint>> sides) {
    Fields.Words words = new Fields.Words();
    Written.collect(node, family, sides, words);
    this.family = family;
    this.space = Space.of(family, words);
    this.diagrams = space.diagrams();
    this.parts = new DiagramParts(diagrams);
    this.written = new Written(node, space);
    this.places = written.places();
    this.services = new ServiceNames(family, List.of(node.site().vocabulary()));
    this.opening = Kinds.opening(family);
  }

  /** The packets from some sources at a hook, and what of them passes, forwarded apart. */
  private record Row(int sources, int passing, int refused, int forwarded, int forwardedRefused) {}

  String name() {
    return family == Family.IPV4 ? "IPv4" : "IPv6";
  }

  /** Says where packets come from. */
  void from(List<Endpoint> side) {
    rows.clear();
    boolean self = side.stream().anyMatch(Endpoint.Self.class::isInstance);
    if (self) {
      rows.put(Hook.OUTPUT, row(Hook.OUTPUT, Diagrams.ALL));
    } else {
      rows.put(Hook.FORWARD, row(Hook.FORWARD, places.from(side)));
      rows.put(Hook.INPUT, row(Hook.INPUT, places.from(side)));
    }
  }

  private Row row(Hook hook, int sources) {
    int all = passing.computeIfAbsent(hook, this::passing);
    int before =
        implied.computeIfAbsent(
            hook, it -> Step.beforeRules(written.steps(it, Kind.FILTER), space));
    int kinds =
        diagrams.when(
            first(diagrams.not(before)),
            diagrams.when(sources, diagrams.within(Axis.KIND.ordinal(), opening, Diagrams.ALL)));
    int own = diagrams.where(Axis.TRANSLATED_DESTINATION.ordinal(), 0, all);
    int forwarded =
        diagrams.when(
            translated(hook), diagrams.where(Axis.TRANSLATED_DESTINATION.ordinal(), 1, all));
    return new Row(
        kinds,
        diagrams.when(kinds, own),
        diagrams.when(diagrams.not(own), kinds),
        diagrams.when(kinds, forwarded),
        diagrams.when(diagrams.not(forwarded), diagrams.when(kinds, translated(hook))));
  }

  /** The packets that a forward can have sent there. */
  private int translated(Hook hook) {
    return hook == Hook.FORWARD
        ? diagrams.where(
            Axis.TRANSLATED_DESTINATION.ordinal(), 1, first(written.possible(hook, Kind.FILTER)))
        : Diagrams.NOTHING;
  }

  /** The packets that pass at a hook. */
  private int passing(Hook hook) {
    int all = Step.together(written.steps(hook, Kind.FILTER), diagrams);
    int passing = diagrams.map(all, it -> space.outcomes().of(it).goesOn() ? 1 : 0);
    return first(diagrams.when(written.possible(hook, Kind.FILTER), passing));
  }

  /** What a condition says of the first packets of connections, where limits have tokens. */
  private int first(int condition) {
    return space.ofFirstPackets(space.withTokens(true, condition));
  }

  /** What passes to there; nothing where no packet can go from there to there. */
  Optional<Cell> to(List<Endpoint> side) {
    boolean self = side.stream().anyMatch(Endpoint.Self.class::isInstance);
    Row row =
        rows.get(rows.containsKey(Hook.OUTPUT) ? Hook.OUTPUT : self ? Hook.INPUT : Hook.FORWARD);
    if (row == null || (self && rows.containsKey(Hook.OUTPUT))) {
      return Optional.empty();
    }
    int there = self ? Diagrams.ALL : places.to(side);
    if (diagrams.when(there, row.sources) == Diagrams.NOTHING) {
      return Optional.empty();
    }
    IntervalSet some = kinds(diagrams.when(there, row.passing));
    IntervalSet always = some.difference(kinds(diagrams.when(there, row.refused)));
    IntervalSet forwarded = kinds(diagrams.when(there, row.forwarded)).difference(always);
    IntervalSet partly = forwarded.intersection(kinds(diagrams.when(there, row.forwardedRefused)));
    return Optional.of(
        new Cell(
            words(always),
            words(some.difference(always)),
            words(forwarded.difference(partly)),
            words(partly)));
  }

  private IntervalSet kinds(int packets) {
    return parts.shadow(packets, Axis.KIND.ordinal());
  }

  private List<String> words(IntervalSet kinds) {
    return kinds.isEmpty() ? List.of() : services.of(kinds);
  }
}
