package org.labwall.packet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.model.Leg;
import org.labwall.model.Rule;
import org.labwall.packet.ProbePlan.Unprobed;
import org.labwall.packet.ProbePlan.Why;
import org.labwall.project.Node;
import org.labwall.source.Span;

/**
 * Plans probes of the rules of a machine: for each a packet that it and no earlier rule decides,
 * and from there to the edges of its sources, destinations and services, one side at a time, just
 * inside and just outside.
 */
public final class ProbePlanner {
  /** So many ranges of a side are gone along. */
  private static final int RANGES = 64;

  private final Node node;
  private final Judge judge;
  private final ProbePlaces places;
  private final ProbeBag bag;
  private final Set<Span> decided = new HashSet<>();

  /** How near to a probe each rule came. */
  private final Map<Rule, Why> nearest = new IdentityHashMap<>();

  private ProbePlanner(Node node, Judge judge, Set<Address> taken) {
    this.node = node;
    this.judge = judge;
    Set<Address> all = new HashSet<>(taken);
    all.addAll(judge.own());
    node.cluster().legs().forEach(leg -> addRoles(leg, all));
    this.places = new ProbePlaces(node, all);
    this.bag = new ProbeBag(judge, places);
  }

  private static void addRoles(Leg leg, Set<Address> all) {
    for (Family family : Family.values()) {
      leg.stand(family).ifPresent(stand -> all.addAll(stand.real()));
    }
  }

  /**
   * The probes of {@code node}.
   *
   * @param judge says what becomes of them
   * @param taken addresses of machines at which nothing can be seen; no probe has them
   */
  public static ProbePlan plan(Node node, Judge judge, Set<Address> taken) {
    ProbePlanner planner = new ProbePlanner(node, judge, taken);
    PolicySpaces.of(node).forEach(planner::probeRules);
    new ProbesBetween(node, judge, planner.places, planner.bag).add();
    planner.bag.probes().forEach(it -> it.fate().line().ifPresent(planner.decided::add));
    List<Unprobed> unprobed =
        node.policy().stream()
            .filter(rule -> !planner.decided.contains(rule.span()))
            .map(it -> new Unprobed(it, planner.nearest.getOrDefault(it, Why.UNSENDABLE)))
            .toList();
    return new ProbePlan(planner.bag.probes(), unprobed);
  }

  private void probeRules(PolicySpace space) {
    EarlierBoxes earlier = new EarlierBoxes(space.boxes());
    Box usable = usable(space);
    for (int place = 0; place < space.boxes().boxes().size(); place++) {
      Rule rule = node.cluster().policy().get(place);
      if (rule.appliesTo(node.role())) {
        Box box = space.boxes().boxes().get(place);
        Box sendable = intersection(box, usable);
        Optional<Packet> witness = earlier.outside(sendable);
        nearest.merge(rule, near(sendable, witness), ProbePlanner::later);
        if (witness.isPresent()) {
          probe(space, rule, box, witness.get());
        }
        earlier.enter(place);
      }
    }
  }

  private static Why near(Box sendable, Optional<Packet> witness) {
    if (witness.isPresent()) {
      return Why.IMPLIED;
    }
    return sendable.isEmpty() ? Why.UNSENDABLE : Why.EARLIER;
  }

  private static Why later(Why one, Why other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  private static Box intersection(Box one, Box other) {
    return new Box(
        one.sources().intersection(other.sources()),
        one.destinations().intersection(other.destinations()),
        one.services().intersection(other.services()));
  }

  /** The numbers of which packets can be made. */
  private Box usable(PolicySpace space) {
    Family family = space.reach().family();
    IntervalSet.Builder kinds = new IntervalSet.Builder();
    for (int i = 0; i < space.services().size(); i++) {
      if (ProbeKind.of(space.services(), i, family).isPresent()) {
        kinds.add(i, i + 1);
      }
    }
    return new Box(
        usable(space, space.sources(), it -> true),
        usable(space, space.destinations(), this::isRouted),
        kinds.build());
  }

  private IntervalSet usable(
      PolicySpace space, Optional<PlaceAxis> axis, Predicate<Place> condition) {
    if (axis.isEmpty()) {
      return IntervalSet.of(0, 1);
    }
    IntervalSet.Builder numbers = new IntervalSet.Builder();
    for (int i = 0; i < axis.get().size(); i++) {
      if (place(space, axis.get(), i).filter(condition).isPresent()) {
        numbers.add(i, i + 1);
      }
    }
    return numbers.build();
  }

  /** Whether packets to there leave there: of two ways out one is never taken. */
  private boolean isRouted(Place place) {
    return judge
        .routes()
        .to(place.address())
        .filter(it -> it.name().equals(place.port()))
        .isPresent();
  }

  /** An address behind an interface. */
  private record Place(String port, Address address) {}

  private void probe(PolicySpace space, Rule rule, Box box, Packet witness) {
    Family family = space.reach().family();
    ProbeKind kind = ProbeKind.of(space.services(), witness.service(), family).orElseThrow();
    Optional<Place> source = space.sources().flatMap(axis -> place(space, axis, witness.source()));
    Optional<Place> destination =
        space
            .destinations()
            .flatMap(axis -> place(space, axis, witness.destination()))
            .map(it -> source.isPresent() ? apart(it, source.get(), space, witness) : it);
    List<Place> ends = destinations(source, destination, family);
    Place end = ends.get(0);
    ends.forEach(it -> send(source, it, kind));
    for (ProbeKind other : ProbeKind.edges(rule.services(), family)) {
      send(source, end, other);
    }
    if (space.sources().isPresent()) {
      for (Place other : edges(space, space.sources().get(), box.sources())) {
        send(Optional.of(other), end, kind);
      }
    }
    if (space.destinations().isPresent()) {
      for (Place other : edges(space, space.destinations().get(), box.destinations())) {
        send(source, other, kind);
      }
    }
  }

  private void send(Optional<Place> source, Place destination, ProbeKind kind) {
    if (source.isPresent()) {
      bag.add(source.map(Place::port), source.get().address(), destination.address(), kind);
      return;
    }
    ownAddress(destination.port(), destination.address().family())
        .ifPresent(own -> bag.add(Optional.empty(), own, destination.address(), kind));
  }

  /** Where a packet goes; to the machine itself by each of its addresses there, and by another. */
  private List<Place> destinations(
      Optional<Place> source, Optional<Place> destination, Family family) {
    if (destination.isPresent()) {
      return List.of(destination.get());
    }
    String entry = source.map(Place::port).orElse("");
    Set<Place> all = new LinkedHashSet<>();
    for (Address own : judge.own()) {
      if (own.family() == family && isOn(entry, own)) {
        all.add(new Place(entry, own));
      }
    }
    judge.own().stream()
        .filter(own -> own.family() == family && !isOn(entry, own))
        .findFirst()
        .ifPresent(own -> all.add(new Place(entry, own)));
    return new ArrayList<>(all);
  }

  private boolean isOn(String port, Address own) {
    return judge.ownAt(port).contains(own);
  }

  private Optional<Address> ownAddress(String port, Family family) {
    return judge.ownAt(port).stream().filter(it -> it.family() == family).findFirst();
  }

  /** A place of a number, if any of its addresses can be had. */
  private Optional<Place> place(PolicySpace space, PlaceAxis axis, int number) {
    Family family = space.reach().family();
    String port = space.reach().parts().get(axis.port(number)).port().name();
    return places
        .within(axis.range(family, number, number + 1))
        .map(address -> new Place(port, address));
  }

  /** Nobody sends to himself: of a destination that both may have another address is taken. */
  private Place apart(Place destination, Place source, PolicySpace space, Packet witness) {
    int number = witness.destination();
    Family family = space.reach().family();
    AddressRange range = space.destinations().orElseThrow().range(family, number, number + 1);
    return new Place(
        destination.port(), places.within(range, source.address()).orElse(destination.address()));
  }

  /** Places at the edges of a side, each behind the interface where it belongs. */
  private List<Place> edges(PolicySpace space, PlaceAxis axis, IntervalSet side) {
    Family family = space.reach().family();
    List<Place> edges = new ArrayList<>();
    int ranges = 0;
    for (int i = 0; i < side.intervals(); i++) {
      for (int first = side.first(i); first < side.end(i) && ranges < RANGES; ranges++) {
        int port = axis.port(first);
        int end = port + 1 < axis.ports() ? axis.first(port + 1) : axis.size();
        end = Math.min(end, side.end(i));
        AddressRange range = axis.range(family, first, end);
        String inside = space.reach().parts().get(port).port().name();
        for (Address address : places.edges(range)) {
          boolean belongs = range.contains(address);
          List<String> ports =
              belongs ? List.of(inside) : ProbePlaces.ports(space.reach(), address);
          ports.forEach(it -> edges.add(new Place(it, address)));
        }
        first = end;
      }
    }
    return edges;
  }
}
