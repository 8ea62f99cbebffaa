package org.labwall.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.loaded.Match.AddressType;
import org.labwall.loaded.Verdict.Translation;
import org.labwall.model.Leg;
import org.labwall.model.Service;
import org.labwall.model.Translation.OfDestination;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;
import org.labwall.project.ForwardedAddresses;
import org.labwall.project.Node;

/** What the source says of the addresses of connections at a machine. */
final class WrittenTranslations {
  private static final IntervalSet YES = IntervalSet.of(1, 2);

  private final Node node;
  private final Family family;
  private final Diagrams diagrams;
  private final Outcomes outcomes;
  private final Places places;
  private final List<OfDestination> forwards;

  WrittenTranslations(
      Node node, Fields fields, Diagrams diagrams, Outcomes outcomes, Places places) {
    this.node = node;
    this.family = fields.family();
    this.diagrams = diagrams;
    this.outcomes = outcomes;
    this.places = places;
    this.forwards = forwards(node, family);
  }

  /** The forwards that a machine has in a family. */
  static List<OfDestination> forwards(Node node, Family family) {
    return node.has(family) && node.routes()
        ? node.translations().forwards().stream()
            .filter(it -> it.services().stream().anyMatch(service -> service.existsIn(family)))
            .filter(it -> it.target().address(family).isPresent())
            .filter(it -> ForwardedAddresses.of(it, node, family).exist())
            .toList()
        : List.of();
  }

  /** The addresses of the translations, so that they get numbers. */
  static void collect(Node node, Family family, Fields.Words words) {
    for (Leg leg : node.cluster().legs()) {
      for (var role : node.cluster().roles()) {
        leg.stand(family).ifPresent(it -> it.of(role).forEach(own -> words.add(single(own))));
      }
    }
    for (OfDestination forward : forwards(node, family)) {
      words.add(single(forward.target().address(family).orElseThrow()));
      ForwardedAddresses.of(forward, node, family).known().forEach(it -> words.add(single(it)));
    }
  }

  private static AddressRange single(Address address) {
    return new AddressRange(address, address);
  }

  /** Where the first packet of a connection that comes in goes instead. */
  List<Step> incoming() {
    List<Step> steps = new ArrayList<>();
    for (OfDestination forward : forwards) {
      Address target = forward.target().address(family).orElseThrow();
      int all = of(Axis.KIND, Kinds.of(forward.services(), family));
      int packets = diagrams.when(taken(forward, Axis.DESTINATION), all);
      int outcome =
          outcomes.translated(
              Translation.DESTINATION, Optional.of(target), forward.target().port());
      steps.add(
          new Step(diagrams.when(packets, outcome), Optional.of(forward.span()), "a forward"));
    }
    steps.add(Step.implied("no forward", outcomes.accepted()));
    return steps;
  }

  /** Packets that come to an address at which a forward takes connections. */
  int taken(OfDestination forward) {
    return taken(forward, Axis.DESTINATION);
  }

  /** Packets to an address at which the machine takes connections to forward them. */
  private int taken(OfDestination forward, Axis destination) {
    ForwardedAddresses at = ForwardedAddresses.of(forward, node, family);
    List<Integer> any = new ArrayList<>();
    at.known().forEach(it -> any.add(places.at(destination, single(it))));
    if (!at.leased().isEmpty()) {
      int others = diagrams.not(places.at(destination, known()));
      boolean alone = node.cluster().legs().stream().filter(Leg::dhcp).count() == 1;
      for (Leg leg : at.leased()) {
        int own =
            destination == Axis.ORIGINAL_DESTINATION
                ? Diagrams.ALL
                : of(
                    alone ? Axis.DESTINATION_TYPE : Axis.DESTINATION_TYPE_THERE,
                    Fields.ordinals(List.of(AddressType.LOCAL)));
        int by = alone ? Diagrams.ALL : places.by(Axis.ENTRY, leg.interfaceName());
        any.add(diagrams.when(others, diagrams.when(own, by)));
      }
    }
    return diagrams.then(any);
  }

  /** Packets that can come in: an address of another interface is not that of a leasing one. */
  int arriving() {
    int there =
        diagrams.when(
            places.at(Axis.DESTINATION, known()),
            of(Axis.DESTINATION_TYPE_THERE, Fields.ordinals(List.of(AddressType.LOCAL))));
    List<Integer> leasing = new ArrayList<>();
    for (Leg leg : node.cluster().legs()) {
      if (leg.dhcp() && family == Family.IPV4) {
        leasing.add(places.by(Axis.ENTRY, leg.interfaceName()));
      }
    }
    return diagrams.not(diagrams.when(there, diagrams.then(leasing)));
  }

  /** All addresses that the source tells and that are not leased. */
  private AddressSet known() {
    List<AddressRange> all = new ArrayList<>();
    for (Leg leg : node.cluster().legs()) {
      leg.stand(family).ifPresent(it -> it.of(node.role()).forEach(own -> all.add(single(own))));
    }
    forwards.forEach(
        it -> ForwardedAddresses.of(it, node, family).known().forEach(at -> all.add(single(at))));
    return AddressSet.of(family, all);
  }

  /** What the filter lets pass because a forward says so, the first that took the connection. */
  List<Step> allowed() {
    int translated = of(Axis.TRANSLATED_DESTINATION, YES);
    return forwards.stream()
        .filter(OfDestination::allows)
        .map(
            it ->
                new Step(
                    diagrams.when(translated, diagrams.when(arrived(it), outcomes.accepted())),
                    Optional.of(it.span()),
                    "a forward"))
        .toList();
  }

  /** Packets to where a forward leads that it has not translated. */
  int besideForwards() {
    List<Integer> targets = new ArrayList<>();
    for (OfDestination forward : forwards.stream().filter(OfDestination::allows).toList()) {
      Address target = forward.target().address(family).orElseThrow();
      targets.add(places.at(Axis.DESTINATION, single(target)));
    }
    int translated = of(Axis.TRANSLATED_DESTINATION, YES);
    return diagrams.when(diagrams.not(translated), diagrams.then(targets));
  }

  /** Packets that a forward has translated, as they are then. */
  int arrived(OfDestination forward) {
    Address target = forward.target().address(family).orElseThrow();
    List<Integer> any = new ArrayList<>();
    for (Service service : forward.services()) {
      if (service.existsIn(family)) {
        any.add(arrived(service, forward.target().port()));
      }
    }
    int packets = diagrams.when(taken(forward, Axis.ORIGINAL_DESTINATION), diagrams.then(any));
    packets = diagrams.when(packets, places.at(Axis.DESTINATION, single(target)));
    for (OfDestination earlier : forwards) {
      if (earlier == forward) {
        break;
      }
      packets = diagrams.when(diagrams.not(original(earlier)), packets);
    }
    return packets;
  }

  /** Packets whose connection a forward took, whatever they are now. */
  private int original(OfDestination forward) {
    List<Integer> any = new ArrayList<>();
    for (Service service : forward.services()) {
      if (service.existsIn(family)) {
        int kind = of(Axis.KIND, Kinds.of(List.of(service), family));
        if (service instanceof Service.Ports ports) {
          kind =
              diagrams.when(
                  of(Axis.KIND, Kinds.ofProtocol(ports.protocol())),
                  of(Axis.ORIGINAL_PORT, IntervalSet.of(ports.first(), ports.last() + 1)));
        }
        any.add(kind);
      }
    }
    return diagrams.when(taken(forward, Axis.ORIGINAL_DESTINATION), diagrams.then(any));
  }

  private int arrived(Service service, OptionalInt port) {
    int now = of(Axis.KIND, Kinds.of(List.of(service), family));
    if (!(service instanceof Service.Ports ports)) {
      return now;
    }
    int original = of(Axis.ORIGINAL_PORT, IntervalSet.of(ports.first(), ports.last() + 1));
    if (port.isPresent()) {
      now = of(Axis.KIND, Kinds.ofPort(ports.protocol(), port.getAsInt()));
    }
    return diagrams.when(now, original);
  }

  /** Packets that can be met where the filter looks: what is translated was so by a forward. */
  int possible() {
    List<Integer> translated = new ArrayList<>();
    forwards.forEach(it -> translated.add(arrived(it)));
    int yes = of(Axis.TRANSLATED_DESTINATION, YES);
    return diagrams.then(
        diagrams.when(diagrams.not(yes), Diagrams.ALL),
        diagrams.when(yes, diagrams.then(translated)));
  }

  private int of(Axis axis, IntervalSet numbers) {
    return diagrams.within(axis.ordinal(), numbers, Diagrams.ALL);
  }
}
