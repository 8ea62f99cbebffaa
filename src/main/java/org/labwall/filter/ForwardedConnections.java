package org.labwall.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.filter.Match.End;
import org.labwall.model.Service;
import org.labwall.model.Translation.OfDestination;
import org.labwall.model.Translation.Target;
import org.labwall.project.Node;

/**
 * Lets pass what a forward translated, and nothing else that is like it: connections are told by
 * the address and port that they went to at first. As where they are translated, the first forward
 * that is for these decides.
 */
final class ForwardedConnections {
  /** Looks at translated connections. */
  private static final String FORWARDED = "forwarded";

  private final Node node;
  private final Forwards forwards;
  private final List<FilterRule> dispatch = new ArrayList<>();
  private final List<Chain> chains = new ArrayList<>();

  ForwardedConnections(Node node, Forwards forwards) {
    this.node = node;
    this.forwards = forwards;
    for (Forwards.Group group : forwards.known()) {
      Action action = action(group.forwards());
      for (Address address : group.addresses()) {
        add(List.of(new Match.OriginalDestination(address)), action, group.forwards());
      }
    }
    for (Forwards.Leased leased : forwards.leased()) {
      Match port = new Match.Interface(End.SOURCE, leased.leg().interfaceName(), false);
      List<Match> matches = forwards.leasesOne(node) ? List.of() : List.of(port);
      add(matches, action(leased.forwards()), leased.forwards());
    }
    if (chains.isEmpty()) {
      dispatch.clear();
    }
  }

  /** The rules for packets through the machine. */
  List<FilterRule> rules() {
    return dispatch.isEmpty()
        ? List.of()
        : List.of(ImpliedRules.jump(List.of(new Match.Forwarded()), FORWARDED));
  }

  /** The chains that these rules call. */
  List<Chain> chains() {
    List<Chain> all = new ArrayList<>();
    if (!dispatch.isEmpty()) {
      all.add(Chain.own(FORWARDED, dispatch));
      all.addAll(chains);
    }
    return all;
  }

  private void add(List<Match> matches, Action action, List<OfDestination> these) {
    dispatch.add(new FilterRule(matches, action, Forwards.comment(these)));
  }

  /** What becomes of connections to addresses with these forwards. */
  private Action action(List<OfDestination> these) {
    if (these.stream().noneMatch(OfDestination::allows)) {
      return new Action.Return();
    }
    String name = FORWARDED + "-" + (chains.size() + 1);
    List<FilterRule> rules = new ArrayList<>();
    for (OfDestination forward : these) {
      String comment = Comments.of(forward, node);
      for (Service service : forward.services()) {
        if (service.existsIn(forwards.family())) {
          rules.add(
              forward.allows()
                  ? new FilterRule(
                      translated(service, forward.target()), new Action.Accept(), comment)
                  : new FilterRule(original(service), new Action.Return(), comment));
        }
      }
    }
    // Behind the last that lets anything pass nothing else decides.
    while (rules.getLast().action() instanceof Action.Return) {
      rules.removeLast();
    }
    chains.add(Chain.own(name, rules));
    return new Action.Goto(name);
  }

  /** What tells connections of a service that are translated, whatever they are translated to. */
  private static List<Match> original(Service service) {
    List<Match> matches = new ArrayList<>();
    matches.add(new Match.Protocol(service.protocol()));
    switch (service) {
      case Service.Ports(int number, int first, int last, var helper) ->
          matches.add(new Match.OriginalPort(new Match.Ports(first, last)));
      case Service.Icmp icmp -> matches.add(new Match.Icmp(icmp.type(), icmp.code()));
      case Service.Protocol it -> {}
    }
    return matches;
  }

  /** The same, where it is this target that they are translated to. */
  private List<Match> translated(Service service, Target target) {
    Address address = target.address(forwards.family()).orElseThrow();
    List<Match> matches = new ArrayList<>();
    matches.add(new Match.Addresses(End.DESTINATION, new AddressRange(address, address), false));
    matches.addAll(original(service));
    if (service instanceof Service.Ports(int number, int first, int last, var helper)) {
      OptionalInt port = target.port();
      Match.Ports ports = new Match.Ports(port.orElse(first), port.orElse(last));
      matches.add(2, new Match.DestinationPorts(List.of(ports)));
    }
    return matches;
  }
}
