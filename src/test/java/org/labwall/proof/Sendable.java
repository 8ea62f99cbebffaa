package org.labwall.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.labwall.address.Address;
import org.labwall.differential.Router;
import org.labwall.differential.Whereabouts;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Match.State;
import org.labwall.model.Leg;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;
import org.labwall.proof.Proof.Part;

/** The packets that a probe can send to a router, as conditions. */
final class Sendable {
  private static final int SYN = 2;

  private final Proof proof;
  private final Router router;
  private final Whereabouts whereabouts;
  private final Diagrams diagrams;
  private final Fields fields;

  Sendable(Proof proof, Router router) {
    this.proof = proof;
    this.router = router;
    this.whereabouts = new Whereabouts(router);
    this.diagrams = proof.space().diagrams();
    this.fields = proof.space().fields();
  }

  /** Where packets of a part can be met, the likeliest to pass elsewhere first. */
  List<Integer> of(Part part, int usual) {
    int by = within(Axis.ENTRY, entries());
    return switch (part.hook()) {
      case PREROUTING -> {
        int rightly = diagrams.when(usual, belonging());
        yield List.of(diagrams.when(by, rightly), diagrams.when(by, usual));
      }
      case INPUT -> List.of(diagrams.when(by, usual), diagrams.when(by(Axis.ENTRY, "lo"), usual));
      case FORWARD -> List.of(diagrams.when(by, diagrams.when(usual, routed())));
      case OUTPUT ->
          List.of(diagrams.when(usual, routed()), diagrams.when(by(Axis.EXIT, "lo"), usual));
      case POSTROUTING -> {
        int leaving = diagrams.when(usual, routed());
        yield List.of(
            diagrams.when(accepted(Hook.FORWARD), diagrams.when(by, leaving)),
            diagrams.when(accepted(Hook.OUTPUT), leaving));
      }
    };
  }

  private int accepted(Hook hook) {
    Part filter =
        proof.compared().stream().filter(it -> it.hook() == hook).findFirst().orElseThrow();
    return diagrams.map(filter.found(), it -> it == ~Diagrams.ALL ? 1 : 0);
  }

  /** The first packets of connections, with a token for each. */
  int usual() {
    int usual = opening();
    for (int i = Axis.values().length; i < fields.sizes().length; i++) {
      usual = diagrams.when(diagrams.within(i, IntervalSet.of(1, 2), Diagrams.ALL), usual);
    }
    return usual;
  }

  /** The first packets of connections as a probe sends them. */
  int opening() {
    List<State> states = List.of(State.NEW, State.INVALID, State.UNTRACKED);
    int opening = within(Axis.STATE, Fields.ordinals(states));
    for (Axis none : List.of(Axis.TRANSLATED_SOURCE, Axis.REPLY, Axis.HELPER, Axis.PACKET_TYPE)) {
      opening = diagrams.when(within(none, IntervalSet.of(0, 1)), opening);
    }
    return diagrams.when(within(Axis.FLAGS, IntervalSet.of(SYN, SYN + 1)), opening);
  }

  private IntervalSet entries() {
    IntervalSet.Builder entries = new IntervalSet.Builder();
    router.interfaces().stream()
        .mapToInt(fields::interfaceNumber)
        .sorted()
        .distinct()
        .forEach(it -> entries.add(it, it + 1));
    return entries.build();
  }

  /** Packets that leave by the interface by which the router sends what goes there. */
  private int routed() {
    return at(Axis.EXIT, Axis.DESTINATION, it -> whereabouts.route(it).stream().toList());
  }

  /** Packets that come in by an interface to which their source belongs. */
  private int belonging() {
    return at(Axis.ENTRY, Axis.SOURCE, whereabouts::homes);
  }

  private int at(Axis port, Axis end, Function<Address, List<Leg>> legs) {
    SortedMap<Integer, IntervalSet.Builder> addresses = new TreeMap<>();
    for (int i = 0; i < diagrams.size(end.ordinal()); i++) {
      int number = i;
      legs.apply(fields.addresses(i).last()).stream()
          .map(it -> fields.interfaceNumber(it.interfaceName()))
          .distinct()
          .map(it -> addresses.computeIfAbsent(it, key -> new IntervalSet.Builder()))
          .forEach(it -> it.add(number, number + 1));
    }
    List<Integer> all = new ArrayList<>();
    addresses.forEach(
        (by, there) ->
            all.add(
                diagrams.when(
                    within(port, IntervalSet.of(by, by + 1)), within(end, there.build()))));
    return diagrams.then(all);
  }

  private int by(Axis port, String interfaceName) {
    int number = fields.interfaceNumber(interfaceName);
    return within(port, IntervalSet.of(number, number + 1));
  }

  private int within(Axis axis, IntervalSet numbers) {
    return diagrams.within(axis.ordinal(), numbers, Diagrams.ALL);
  }
}
