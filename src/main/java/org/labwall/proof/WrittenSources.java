package org.labwall.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.loaded.Match.AddressType;
import org.labwall.loaded.Verdict.Translation;
import org.labwall.model.Endpoint;
import org.labwall.model.Leg;
import org.labwall.model.Translation.NewSource;
import org.labwall.model.Translation.OfDestination;
import org.labwall.model.Translation.OfSource;
import org.labwall.model.Translation.Written;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;
import org.labwall.project.Areas;
import org.labwall.project.Node;
import org.labwall.project.Reach;

/** What the source says of the sources of connections that leave a machine. */
final class WrittenSources {
  private static final IntervalSet YES = IntervalSet.of(1, 2);

  private final Node node;
  private final Family family;
  private final Diagrams diagrams;
  private final Outcomes outcomes;
  private final Places places;
  private final List<OfDestination> forwards;

  WrittenSources(Node node, Family family, Diagrams diagrams, Outcomes outcomes, Places places) {
    this.node = node;
    this.family = family;
    this.diagrams = diagrams;
    this.outcomes = outcomes;
    this.places = places;
    this.forwards = WrittenTranslations.forwards(node, family);
  }

  /** The addresses of the translations, so that they get numbers. */
  static void collect(Node node, Family family, Fields.Words words) {
    words.add(AddressSet.of(groups(family)));
    Areas areas = Areas.of(node, Reach.of(node, family));
    for (OfSource translation : node.translations().sources()) {
      areas.of(translation.from()).parts().values().forEach(words::add);
    }
  }

  private static Prefix groups(Family family) {
    return Prefix.parse(family == Family.IPV4 ? "224.0.0.0/4" : "ff00::/8").orElseThrow();
  }

  /** What the first packet of a connection that leaves comes from instead. */
  List<Step> outgoing() {
    int ours = of(Axis.SOURCE_TYPE, Fields.ordinals(List.of(AddressType.LOCAL)));
    List<Step> steps = new ArrayList<>();
    int between = places.at(Axis.DESTINATION, AddressSet.of(groups(family)));
    if (family == Family.IPV6) {
      AddressSet ofLink = AddressSet.of(Prefix.parse("fe80::/10").orElseThrow());
      between = diagrams.then(between, places.at(Axis.SOURCE, ofLink));
    }
    steps.add(
        Step.implied(
            "what the machine says to neighbours",
            diagrams.when(ours, diagrams.when(between, outcomes.accepted()))));
    for (OfSource translation : node.translations().sources()) {
      for (Leg leg : node.cluster().legs()) {
        if (translation.leavesBy(leg, family) && translation.as().existsOn(leg, family)) {
          int sources = sources(translation, ours);
          int packets = diagrams.when(sources, places.by(Axis.EXIT, leg.interfaceName()));
          int outcome = from(newSource(translation.as(), leg));
          steps.add(
              new Step(
                  diagrams.when(packets, outcome),
                  Optional.of(translation.span()),
                  "a translation"));
        }
      }
    }
    back(diagrams.not(ours), steps);
    steps.add(Step.implied("no translation", outcomes.accepted()));
    return steps;
  }

  /** Packets from the sources of a translation. */
  private int sources(OfSource translation, int ours) {
    boolean own = translation.from().stream().anyMatch(Endpoint.Self.class::isInstance);
    int others =
        node.routes()
            ? diagrams.when(
                diagrams.not(ours), places.at(Axis.SOURCE, places.addresses(translation.from())))
            : Diagrams.NOTHING;
    return own ? diagrams.then(ours, others) : others;
  }

  /** Forwarded connections to where they came from come back by the machine. */
  private void back(int others, List<Step> steps) {
    for (OfDestination forward : forwards) {
      Address target = forward.target().address(family).orElseThrow();
      for (int place :
          places.reach().split(AddressSet.of(new AddressRange(target, target))).keySet()) {
        Reach.Part part = places.reach().parts().get(place);
        for (Leg leg : node.cluster().legs()) {
          if (leg.interfaceName().equals(part.port().name())) {
            int packets =
                diagrams.when(
                    places.at(Axis.SOURCE, part.addresses()),
                    places.by(Axis.EXIT, leg.interfaceName()));
            packets = diagrams.when(packets, of(Axis.TRANSLATED_DESTINATION, YES));
            Optional<Address> last = leg.stand(family).map(it -> it.of(node.role()).getLast());
            steps.add(
                new Step(
                    diagrams.when(others, diagrams.when(packets, from(last))),
                    Optional.of(forward.span()),
                    "a forward back to where it came from"));
          }
        }
      }
    }
  }

  private Optional<Address> newSource(NewSource as, Leg leg) {
    return switch (as) {
      case NewSource.Own() -> leg.stand(family).map(it -> it.of(node.role()).getFirst());
      case NewSource.Virtual it ->
          leg.stand(family).flatMap(Leg.Stand::virtual).map(Leg.Virtual::address);
      case NewSource.Fixed(var all) ->
          all.stream().map(Written::address).filter(it -> it.family() == family).findFirst();
    };
  }

  private int from(Optional<Address> source) {
    Translation kind = source.isPresent() ? Translation.SOURCE : Translation.MASQUERADE;
    return outcomes.translated(kind, source, OptionalInt.empty());
  }

  /** Packets that leave from where the filter lets packets come from, and forwarded to there. */
  int possible() {
    AddressSet everywhere = places.addresses(List.of(new Endpoint.Any()));
    int from =
        diagrams.then(
            of(Axis.SOURCE_TYPE, Fields.ordinals(List.of(AddressType.LOCAL))),
            places.at(Axis.SOURCE, everywhere));
    int to = diagrams.then(diagrams.not(of(Axis.TRANSLATED_DESTINATION, YES)), places.toAnywhere());
    return diagrams.when(from, to);
  }

  private int of(Axis axis, IntervalSet numbers) {
    return diagrams.within(axis.ordinal(), numbers, Diagrams.ALL);
  }
}
