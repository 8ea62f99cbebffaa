package org.labwall.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Match.State;
import org.labwall.loaded.Statement.Follow;
import org.labwall.loaded.Verdict;
import org.labwall.model.HelperConnection;
import org.labwall.model.Service;
import org.labwall.model.Translation.OfDestination;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;
import org.labwall.project.Followed;
import org.labwall.project.Node;
import org.labwall.source.Span;

/**
 * Which connections helpers are to follow. That is told before it is known where a packet goes, so
 * a helper may read more of them than the rules let pass, for what is not allowed opens nothing:
 * those from the clients of a rule to its services must be followed where they go to its servers,
 * and may be wherever else they go.
 */
final class FollowedConnections {
  private static final Predicate<Follow> ANY = it -> true;

  private final Node node;
  private final Fields fields;
  private final Diagrams diagrams;
  private final Outcomes outcomes;
  private final Places places;
  private final WrittenTranslations translations;

  FollowedConnections(Node node, Space space, Places places, WrittenTranslations translations) {
    this.node = node;
    this.fields = space.fields();
    this.diagrams = space.diagrams();
    this.outcomes = space.outcomes();
    this.places = places;
    this.translations = translations;
  }

  /** Connections of one rule or forward, and the helper that reads them. */
  private record Kind(Follow follow, int must, int may, Span span) {}

  /**
   * What is said of packets at a hook.
   *
   * @param steps the rules and forwards, and that there is nothing to follow elsewhere
   * @param function what the loaded rules do, corrected where they may not
   */
  record Said(List<Step> steps, int function) {}

  /** What is said where loaded rules do this with packets at the hook. */
  Said said(Hook hook, int found) {
    List<Kind> kinds = kinds(hook);
    List<Step> steps = new ArrayList<>();
    List<Integer> said = new ArrayList<>();
    Map<Integer, Integer> byProtocol = new HashMap<>();
    for (Kind kind : kinds) {
      int followed =
          byProtocol.computeIfAbsent(
              kind.follow.protocol(), protocol -> following(found, protocol, ANY));
      int outcome = outcome(List.of(kind.follow));
      steps.add(
          new Step(
              diagrams.when(kind.must, outcome),
              Optional.of(kind.span),
              "a service that has a helper"));
      int missing = diagrams.when(diagrams.not(followed), kind.must);
      said.add(diagrams.when(missing, outcome));
    }
    for (Follow follow : follows(found)) {
      List<Integer> may = new ArrayList<>();
      kinds.stream().filter(it -> it.follow.equals(follow)).forEach(it -> may.add(it.may));
      int more = following(found, follow.protocol(), follow::equals);
      more = diagrams.when(diagrams.not(diagrams.then(may)), more);
      said.add(diagrams.when(more, outcome(List.of())));
    }
    said.add(found(found));
    steps.add(Step.implied("no rule names a service that has a helper", Diagrams.ALL));
    return new Said(steps, diagrams.then(said));
  }

  /** Packets that the filter does not drop for where they come from or go to. */
  int possible(Hook hook) {
    return hook == Hook.PREROUTING ? places.fromAnywhere() : places.toAnywhere();
  }

  /** What helpers do, by what loaded rules do with packets at a hook: the first one reads them. */
  int found(int function) {
    List<Integer> all = new ArrayList<>();
    for (Follow follow : follows(function)) {
      int packets = following(function, follow.protocol(), follow::equals);
      all.add(diagrams.when(packets, outcome(List.of(follow))));
    }
    all.add(outcomes.accepted());
    return diagrams.then(all);
  }

  private int outcome(List<Follow> follows) {
    return outcomes.constant(new Outcome(List.copyOf(follows), Optional.of(new Verdict.Accept())));
  }

  private Set<Follow> follows(int function) {
    Set<Follow> all = new LinkedHashSet<>();
    diagrams.map(
        function,
        value -> {
          outcomes.of(value).effects().stream()
              .filter(Follow.class::isInstance)
              .map(Follow.class::cast)
              .forEach(all::add);
          return value;
        });
    return all;
  }

  /** Packets of a protocol that such a helper reads. */
  private int following(int function, int protocol, Predicate<Follow> such) {
    int all =
        diagrams.map(
            function,
            value ->
                outcomes.of(value).effects().stream()
                        .filter(Follow.class::isInstance)
                        .map(Follow.class::cast)
                        .filter(it -> it.protocol() == protocol)
                        .findFirst()
                        .filter(such)
                        .isPresent()
                    ? 1
                    : 0);
    return diagrams.when(of(Axis.KIND, Kinds.ofProtocol(protocol)), all);
  }

  private List<Kind> kinds(Hook hook) {
    List<Kind> all = new ArrayList<>();
    for (Followed each : Followed.of(node, fields.family())) {
      int may =
          switch (hook) {
            case PREROUTING ->
                HelperConnection.onlyOwn(each.helper()) ? Diagrams.NOTHING : from(each);
            case OUTPUT ->
                Followed.meansSelf(each.from()) ? places.to(each.to()) : Diagrams.NOTHING;
            case INPUT, FORWARD, POSTROUTING -> Diagrams.NOTHING;
          };
      int must = hook == Hook.PREROUTING ? diagrams.when(toServers(each), may) : may;
      must =
          diagrams.when(
              of(Axis.STATE, IntervalSet.of(State.NEW.ordinal(), State.NEW.ordinal() + 1)), must);
      for (Service service : each.services()) {
        int protocol = service.protocol();
        Follow follow = new Follow(HelperConnection.name(each.helper(), protocol), protocol);
        int packets = of(Axis.KIND, Kinds.of(List.of(service), fields.family()));
        all.add(
            new Kind(
                follow, diagrams.when(packets, must), diagrams.when(packets, may), each.span()));
      }
    }
    return all;
  }

  private int from(Followed followed) {
    if (Followed.meansSelf(followed.to())) {
      return places.fromToSelf(followed.from());
    }
    return node.routes() ? places.from(followed.from()) : Diagrams.NOTHING;
  }

  /** Packets to the servers, as their clients address them. */
  private int toServers(Followed followed) {
    Optional<OfDestination> forward =
        node.translations().forwards().stream()
            .filter(it -> it.span().equals(followed.span()))
            .findFirst();
    if (forward.isPresent()) {
      return translations.taken(forward.get());
    }
    List<AddressSet> servers = new ArrayList<>();
    servers.add(places.addresses(followed.to()));
    if (Followed.meansSelf(followed.to())) {
      node.cluster().legs().stream()
          .flatMap(leg -> leg.stand(fields.family()).stream())
          .flatMap(stand -> stand.of(node.role()).stream())
          .forEach(own -> servers.add(AddressSet.of(new AddressRange(own, own))));
    }
    return places.at(Axis.DESTINATION, AddressSet.unionOf(fields.family(), servers));
  }

  private int of(Axis axis, IntervalSet numbers) {
    return diagrams.within(axis.ordinal(), numbers, Diagrams.ALL);
  }
}
