package org.labwall.filter;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.filter.Match.End;
import org.labwall.model.Endpoint;
import org.labwall.packet.Box;
import org.labwall.packet.IntervalSet;
import org.labwall.packet.PlaceSets;
import org.labwall.packet.ServiceAxis;
import org.labwall.project.Area;

/** The packets that the rules at one hook speak of, as boxes of numbers. */
final class Dimensions {
  /** Of a side that the hook itself settles: the machine. */
  private static final IntervalSet SELF = IntervalSet.of(0, 1);

  private final Map<End, Interfaces> interfaces = new EnumMap<>(End.class);
  private final Map<Integer, Box> boxes = new HashMap<>();

  /** The boxes of {@code clauses}, of which nothing has been asked yet. */
  Dimensions(Places places, List<Clause> clauses) {
    Hook hook = clauses.get(0).hook();
    List<List<Endpoint>> sides = new ArrayList<>();
    for (Clause clause : clauses) {
      for (End end : clause.open()) {
        sides.add(Places.endpoints(clause.rule(), end));
      }
    }
    PlaceSets sets = new PlaceSets(places.areas(hook), sides, Area.NOWHERE);
    for (End end : clauses.get(0).open()) {
      interfaces.put(end, new Interfaces(places.areas(hook), sets.axis()));
    }
    ServiceAxis services =
        new ServiceAxis(clauses.stream().map(it -> it.rule().services()).toList(), places.family());
    for (Clause clause : clauses) {
      boxes.put(
          clause.place(),
          new Box(
              side(clause, End.SOURCE, sets),
              side(clause, End.DESTINATION, sets),
              services.of(clause.rule().services())));
    }
  }

  private static IntervalSet side(Clause clause, End end, PlaceSets sets) {
    return clause.open().contains(end) ? sets.of(Places.endpoints(clause.rule(), end)) : SELF;
  }

  /** The packets of a clause. */
  Box box(Clause clause) {
    return boxes.getOrDefault(clause.place(), Box.EMPTY);
  }

  /** Whether any packet is of a clause. */
  boolean isPossible(Clause clause) {
    return !box(clause).isEmpty();
  }

  /** The places of a clause at one end. */
  IntervalSet places(Clause clause, End end) {
    return end == End.SOURCE ? box(clause).sources() : box(clause).destinations();
  }

  /** The interfaces that these places lie behind. */
  Interfaces interfaces(End end) {
    return Optional.ofNullable(interfaces.get(end)).orElseThrow();
  }

  /** Whether a clause speaks of all places at this end. */
  boolean isEverywhere(Clause clause, End end) {
    return interfaces(end).isEverywhere(places(clause, end));
  }

  /** The addresses of a clause at one end; none where these do not tell the interface. */
  List<AddressRange> addresses(Clause clause, End end) {
    return interfaces(end).addresses(places(clause, end)).map(AddressSet::ranges).orElse(List.of());
  }
}
