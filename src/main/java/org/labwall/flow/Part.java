package org.labwall.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.labwall.packet.DiagramParts;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;
import org.labwall.proof.Axis;

/**
 * Packets that come from all of some sources to all of some destinations by all of some services.
 *
 * @param sources the sources behind their interfaces, as a condition
 * @param destinations the destinations, likewise
 * @param kinds the services, as numbers of {@link Axis#KIND}
 * @param whole whether nothing else tells these packets apart, but for what they were at first
 */
record Part(int sources, int destinations, IntervalSet kinds, boolean whole) {
  private static final Set<Integer> AT_FIRST =
      Set.of(
          Axis.ORIGINAL_SOURCE.ordinal(),
          Axis.ORIGINAL_DESTINATION.ordinal(),
          Axis.ORIGINAL_SOURCE_PORT.ordinal(),
          Axis.ORIGINAL_PORT.ordinal());

  /** The packets, as a condition. */
  int packets(Diagrams diagrams) {
    int services = diagrams.within(Axis.KIND.ordinal(), kinds, Diagrams.ALL);
    return diagrams.when(sources, diagrams.when(destinations, services));
  }

  /** Few parts that together are the packets of a condition that asks for none of the states. */
  static List<Part> of(int condition, Diagrams diagrams) {
    DiagramParts parts = new DiagramParts(diagrams);
    List<Part> all = new ArrayList<>();
    parts
        .split(condition, Axis.EXIT.ordinal())
        .forEach(
            (ends, sources) ->
                parts
                    .split(ends, Axis.KIND.ordinal())
                    .forEach(
                        (services, destinations) ->
                            add(services, sources, destinations, parts, all)));
    List<Part> joined =
        joined(
            all,
            it -> List.of(it.destinations, it.kinds, it.whole),
            (one, other) ->
                new Part(
                    diagrams.then(one.sources, other.sources),
                    one.destinations,
                    one.kinds,
                    one.whole));
    joined =
        joined(
            joined,
            it -> List.of(it.sources, it.kinds, it.whole),
            (one, other) ->
                new Part(
                    one.sources,
                    diagrams.then(one.destinations, other.destinations),
                    one.kinds,
                    one.whole));
    return joined(
        joined,
        it -> List.of(it.sources, it.destinations, it.whole),
        (one, other) ->
            new Part(one.sources, one.destinations, one.kinds.union(other.kinds), one.whole));
  }

  private static void add(
      int services, int sources, int destinations, DiagramParts parts, List<Part> all) {
    int behind = Axis.KIND.ordinal() + 1;
    Map<Boolean, IntervalSet.Builder> kinds = new LinkedHashMap<>();
    parts
        .split(services, behind)
        .forEach(
            (rest, condition) ->
                kinds
                    .computeIfAbsent(
                        AT_FIRST.containsAll(parts.dimensions(rest)),
                        it -> new IntervalSet.Builder())
                    .addAll(parts.numbers(condition, Axis.KIND.ordinal())));
    kinds.forEach((whole, set) -> all.add(new Part(sources, destinations, set.build(), whole)));
  }

  /** The parts with those as one that have a key in common. */
  private static List<Part> joined(
      List<Part> parts, Function<Part, Object> key, BinaryOperator<Part> join) {
    Map<Object, Part> joined = new LinkedHashMap<>();
    parts.forEach(it -> joined.merge(key.apply(it), it, join));
    return new ArrayList<>(joined.values());
  }
}
