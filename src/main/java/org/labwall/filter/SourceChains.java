package org.labwall.filter;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.filter.Match.End;
import org.labwall.model.Endpoint;
import org.labwall.model.Leg;
import org.labwall.model.Translation.NewSource;
import org.labwall.model.Translation.OfDestination;
import org.labwall.model.Translation.OfSource;
import org.labwall.model.Translation.Written;
import org.labwall.project.Areas;
import org.labwall.project.Node;
import org.labwall.project.Reach;

/**
 * Gives connections that leave another source.
 *
 * <p>It counts on the filter: whatever comes so far has a source that belongs to the interface that
 * it came in by. The machine's own connections are apart, for their sources lie in its networks.
 */
final class SourceChains {
  private static final String OWN = "own-sources";

  private final Node node;
  private final Family family;
  private final Areas areas;
  private final AddressSet everywhere;
  private final List<FilterRule> translations = new ArrayList<>();
  private final List<FilterRule> own = new ArrayList<>();
  private final List<Chain> chains = new ArrayList<>();

  SourceChains(Node node, Reach reach) {
    this.node = node;
    this.family = reach.family();
    this.areas = Areas.of(node, reach);
    this.everywhere = addresses(List.of(new Endpoint.Any()));
  }

  /** The rules for packets that leave. */
  List<FilterRule> rules() {
    List<FilterRule> rules = new ArrayList<>();
    if (!translations.isEmpty() || !own.isEmpty()) {
      Action action = own.isEmpty() ? new Action.Return() : new Action.Goto(OWN);
      rules.add(new FilterRule(List.of(new Match.OwnAddress(End.SOURCE, false)), action, "self"));
      rules.addAll(translations);
    }
    return rules;
  }

  /** The chains that these rules call. */
  List<Chain> chains() {
    List<Chain> all = new ArrayList<>();
    if (!own.isEmpty()) {
      List<FilterRule> rules = new ArrayList<>(linkOnly());
      rules.addAll(own);
      all.add(Chain.own(OWN, rules));
    }
    all.addAll(chains);
    return all;
  }

  /** What goes to a group or comes from an address of the link is between neighbours. */
  private List<FilterRule> linkOnly() {
    String groups = family == Family.IPV4 ? "224.0.0.0/4" : "ff00::/8";
    List<FilterRule> rules = new ArrayList<>();
    rules.add(leave(End.DESTINATION, Prefix.parse(groups).orElseThrow(), "multicast"));
    if (family == Family.IPV6) {
      rules.add(leave(End.SOURCE, GuardChains.LINK_LOCAL, "link-local"));
    }
    return rules;
  }

  private static FilterRule leave(End end, Prefix prefix, String comment) {
    Match match = new Match.Addresses(end, prefix.range(), false);
    return new FilterRule(List.of(match), new Action.Return(), comment);
  }

  /** Adds what {@code masquerade} and {@code snat} say. */
  void translate() {
    for (OfSource translation : node.translations().sources()) {
      for (Leg leg : node.cluster().legs()) {
        if (translation.leavesBy(leg, family) && translation.as().existsOn(leg, family)) {
          translate(translation, leg);
        }
      }
    }
  }

  private void translate(OfSource translation, Leg leg) {
    Action action = action(address(translation.as(), leg));
    String comment = Comments.of(translation, node);
    Match exit = new Match.Interface(End.DESTINATION, leg.interfaceName(), false);
    if (translation.from().stream().anyMatch(Endpoint.Self.class::isInstance)) {
      own.add(new FilterRule(List.of(exit), action, comment));
    }
    if (node.routes()) {
      add(addresses(translation.from()), List.of(exit), action, comment);
    }
  }

  private Optional<Address> address(NewSource as, Leg leg) {
    return switch (as) {
      case NewSource.Own() -> leg.stand(family).map(it -> it.of(node.role()).getFirst());
      case NewSource.Virtual it -> lasting(leg);
      case NewSource.Fixed(var all) ->
          all.stream().map(Written::address).filter(it -> it.family() == family).findFirst();
    };
  }

  /** The virtual address, which survives a fail-over; or else the role's own. */
  private Optional<Address> lasting(Leg leg) {
    return leg.stand(family).map(it -> it.of(node.role()).getLast());
  }

  /** An address that the source does not tell is found by the kernel. */
  private static Action action(Optional<Address> address) {
    return address.<Action>map(Action.TranslateSource::new).orElse(new Action.Masquerade());
  }

  /**
   * Lets forwarded connections come back by the machine where client and server lie behind the same
   * interface: the server would answer directly, and the client would not know who does.
   */
  void returnForwarded(Forwards forwards) {
    Set<Integer> places = new LinkedHashSet<>();
    for (OfDestination forward : forwards.all()) {
      Address target = forward.target().address(family).orElseThrow();
      AddressSet single = AddressSet.of(new AddressRange(target, target));
      places.addAll(areas.reach().split(single).keySet());
    }
    for (int place : places) {
      Reach.Part part = areas.reach().parts().get(place);
      String comment = "forward back, " + part.network().name() + " " + part.port().span().cite();
      List<Match> matches =
          List.of(
              new Match.Interface(End.DESTINATION, part.port().name(), false),
              new Match.Forwarded());
      for (Leg leg : node.cluster().legs()) {
        if (leg.interfaceName().equals(part.port().name())) {
          add(part.addresses(), matches, action(lasting(leg)), comment);
        }
      }
    }
  }

  /** The addresses of the endpoints, the machine itself apart. */
  private AddressSet addresses(List<Endpoint> endpoints) {
    return AddressSet.unionOf(family, areas.of(endpoints).parts().values());
  }

  /** Adds rules for connections from {@code sources} that meet {@code matches}. */
  private void add(AddressSet sources, List<Match> matches, Action action, String comment) {
    List<AddressRange> inside = Sides.pieces(sources);
    List<AddressRange> outside = Sides.pieces(everywhere.difference(sources));
    if (outside.isEmpty() && !inside.isEmpty()) {
      translations.add(new FilterRule(matches, action, comment));
    } else if (outside.size() == 1 && inside.size() > 1) {
      Match match = new Match.Addresses(End.SOURCE, outside.get(0), true);
      translations.add(new FilterRule(with(match, matches), action, comment));
    } else if (outside.size() < inside.size()) {
      String name = "sources-" + (chains.size() + 1);
      List<FilterRule> rules = new ArrayList<>();
      outside.forEach(it -> rules.add(rule(it, List.of(), new Action.Return(), comment)));
      rules.add(new FilterRule(List.of(), action, comment));
      chains.add(Chain.own(name, rules));
      translations.add(new FilterRule(matches, new Action.Jump(name), comment));
    } else {
      inside.forEach(it -> translations.add(rule(it, matches, action, comment)));
    }
  }

  private static FilterRule rule(
      AddressRange source, List<Match> matches, Action action, String comment) {
    Match match = new Match.Addresses(End.SOURCE, source, false);
    return new FilterRule(with(match, matches), action, comment);
  }

  private static List<Match> with(Match match, List<Match> others) {
    List<Match> all = new ArrayList<>(List.of(match));
    all.addAll(others);
    return all;
  }
}
