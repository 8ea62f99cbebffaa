package org.labwall.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.labwall.address.Family;
import org.labwall.loaded.Chain.Hook;
import org.labwall.model.Endpoint;
import org.labwall.model.Leg;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;
import org.labwall.project.Node;
import org.labwall.proof.Axis;
import org.labwall.proof.Places;
import org.labwall.proof.Space;

/** Names sets of addresses behind their interfaces as sources do. */
final class PlaceNames {
  /** More pieces without a name than these are not listed one by one. */
  private static final int MOST_PIECES = 8;

  static final String ANY = "any";

  private final Space space;
  private final Diagrams diagrams;
  private final Map<String, Integer> names = new LinkedHashMap<>();
  private final Axis port;
  private final Axis address;

  /**
   * Of the sources or destinations of packets at a hook.
   *
   * @param machines what the names of places mean, at each machine whose words may be used
   */
  PlaceNames(Space space, List<Places> machines, Hook hook, boolean source) {
    this.space = space;
    this.diagrams = space.diagrams();
    this.port = source ? Axis.ENTRY : Axis.EXIT;
    this.address = source ? Axis.SOURCE : Axis.DESTINATION;
    // Whoever has no address yet, in IPv4, is not meant when a network is named.
    boolean ofLink = hook == Hook.INPUT && space.family() == Family.IPV6;
    // Where a packet goes is not known before its destination is translated.
    if (hook == Hook.PREROUTING && !source) {
      return;
    }
    machines.forEach(
        places ->
            candidates(places.node())
                .forEach(
                    (name, side) -> {
                      int there =
                          !source
                              ? places.to(side)
                              : ofLink ? places.fromToSelf(side) : places.from(side);
                      if (there != Diagrams.NOTHING) {
                        names.putIfAbsent(name, there);
                      }
                    }));
  }

  /** What a source has names for; its widest names first. */
  private static Map<String, List<Endpoint>> candidates(Node node) {
    Map<String, List<Endpoint>> all = new LinkedHashMap<>();
    all.put(ANY, List.of(new Endpoint.Any()));
    List<Map.Entry<String, List<Endpoint>>> places =
        new ArrayList<>(node.site().vocabulary().places().entrySet());
    places.sort(Comparator.comparingInt(it -> -it.getValue().size()));
    places.stream().filter(it -> it.getValue().size() > 1).forEach(it -> add(it, all));
    for (Leg leg : node.cluster().legs()) {
      all.put(leg.network().name(), List.of(new Endpoint.OfNetwork(leg.network())));
    }
    places.forEach(it -> add(it, all));
    return all;
  }

  private static void add(Map.Entry<String, List<Endpoint>> name, Map<String, List<Endpoint>> all) {
    if (!name.getValue().isEmpty()) {
      all.put(name.getKey(), name.getValue());
    }
  }

  /** Names, and addresses where there are none, that together are exactly these places. */
  List<String> of(int places) {
    if (places == Diagrams.ALL) {
      return List.of(ANY);
    }
    List<String> words = new ArrayList<>();
    int rest = cover(places, words);
    if (rest == Diagrams.NOTHING) {
      return words;
    }
    words.addAll(pieces(rest));
    return allBut(places, words.size() - 1).map(List::of).orElse(words);
  }

  /** Adds names of which all is among the places; returns the places that are left. */
  private int cover(int places, List<String> words) {
    int rest = places;
    for (Map.Entry<String, Integer> name : names.entrySet()) {
      boolean inside = diagrams.when(diagrams.not(places), name.getValue()) == Diagrams.NOTHING;
      if (inside && diagrams.when(name.getValue(), rest) != Diagrams.NOTHING) {
        words.add(name.getKey());
        rest = diagrams.when(diagrams.not(name.getValue()), rest);
      }
    }
    for (String word : List.copyOf(words)) {
      if (isHeld(word, words)) {
        words.remove(word);
      }
    }
    return rest;
  }

  /** Whether the others hold all that a name means. */
  private boolean isHeld(String word, List<String> words) {
    List<Integer> others =
        words.stream()
            .filter(it -> !it.equals(word))
            .map(it -> names.getOrDefault(it, Diagrams.NOTHING))
            .toList();
    int own = names.getOrDefault(word, Diagrams.ALL);
    return diagrams.when(diagrams.not(diagrams.then(others)), own) == Diagrams.NOTHING;
  }

  /** A name that holds all of the places, and what of it is not among them, in few words. */
  private Optional<String> allBut(int places, int most) {
    int fewest = most;
    Optional<String> best = Optional.empty();
    for (Map.Entry<String, Integer> name : names.entrySet()) {
      boolean around = diagrams.when(diagrams.not(name.getValue()), places) == Diagrams.NOTHING;
      if (around) {
        List<String> missing = new ArrayList<>();
        int rest = cover(diagrams.when(diagrams.not(places), name.getValue()), missing);
        missing.addAll(rest == Diagrams.NOTHING ? List.of() : pieces(rest));
        if (missing.size() < fewest) {
          fewest = missing.size();
          best = Optional.of(name.getKey() + " but " + String.join(" and ", missing));
        }
      }
    }
    return best;
  }

  private List<String> pieces(int places) {
    Map<Integer, IntervalSet.Builder> byPort = new TreeMap<>();
    diagrams.visit(
        places,
        (first, end, value) -> {
          for (int i = first[port.ordinal()]; i < end[port.ordinal()]; i++) {
            byPort
                .computeIfAbsent(i, it -> new IntervalSet.Builder())
                .add(first[address.ordinal()], end[address.ordinal()]);
          }
          return true;
        });
    List<String> pieces = new ArrayList<>();
    byPort.forEach((number, addresses) -> pieces.addAll(space.fields().text(addresses.build())));
    List<String> distinct = pieces.stream().distinct().toList();
    if (distinct.size() <= MOST_PIECES) {
      return distinct;
    }
    List<String> some = new ArrayList<>(distinct.subList(0, MOST_PIECES));
    some.add("and %d more".formatted(distinct.size() - MOST_PIECES));
    return some;
  }
}
