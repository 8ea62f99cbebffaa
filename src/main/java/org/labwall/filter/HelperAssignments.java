package org.labwall.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.filter.Match.End;
import org.labwall.model.HelperConnection;
import org.labwall.model.Service;
import org.labwall.project.Followed;
import org.labwall.project.Node;
import org.labwall.project.Reach;

/**
 * Gives helpers to the connections that rules allow.
 *
 * <p>That is before it is known where a packet goes, and every packet passes here. So there is one
 * rule for each helper and protocol, behind which their packets alone are looked at; and a
 * destination that takes many addresses to say is not asked for. A connection that is followed and
 * not allowed opens nothing: see {@link OpenedConnections}.
 */
final class HelperAssignments {
  /** Destinations of more prefixes are not asked for. */
  private static final int FEW = 4;

  private final Node node;
  private final Family family;
  private final Ends ends;

  private HelperAssignments(Node node, Reach reach) {
    this.node = node;
    this.family = reach.family();
    this.ends = new Ends(node, reach);
  }

  /** The helpers of the connections in {@code followed}. */
  static List<Chain> of(Node node, Reach reach, List<Followed> followed) {
    if (followed.isEmpty()) {
      return List.of();
    }
    HelperAssignments assignments = new HelperAssignments(node, reach);
    Map<Action.Follow, Group> incoming = new LinkedHashMap<>();
    Map<Action.Follow, Group> outgoing = new LinkedHashMap<>();
    for (Followed each : followed) {
      if (!HelperConnection.onlyOwn(each.helper())) {
        assignments.add(each, assignments.incoming(each), incoming);
      }
      if (Followed.meansSelf(each.from())) {
        assignments.add(each, assignments.ends.to(each.to()), outgoing);
      }
    }
    List<Chain> chains = new ArrayList<>();
    List<FilterRule> incomingHeads = assignments.heads(incoming, "", chains);
    List<FilterRule> outgoingHeads = assignments.heads(outgoing, "-out", chains);
    Optional<Chain.Policy> accept = Optional.of(Chain.Policy.ACCEPT);
    chains.addFirst(new Chain(Hook.OUTPUT.name(), accept, outgoingHeads));
    chains.addFirst(new Chain(Chain.PREROUTING, accept, incomingHeads));
    return incomingHeads.isEmpty() && outgoingHeads.isEmpty() ? List.of() : chains;
  }

  /** What one helper follows: the ports, and the rules that say whose connections. */
  private static final class Group {
    final List<Service> services = new ArrayList<>();
    final List<FilterRule> rules = new ArrayList<>();
  }

  /** The ends of the connections that come in, as far as they are known then. */
  private List<List<Match>> incoming(Followed followed) {
    if (Followed.meansSelf(followed.to())) {
      return ends.fromToSelf(followed.from());
    }
    List<List<Match>> destinations = node.routes() ? destinations(followed) : List.of();
    return ends.from(followed.from()).stream()
        .flatMap(source -> destinations.stream().map(it -> Ends.both(source, it)))
        .toList();
  }

  private List<List<Match>> destinations(Followed followed) {
    if (!node.translations().forwards().isEmpty()) {
      // They do not go there yet.
      return List.of(List.of());
    }
    List<Prefix> prefixes = ends.addresses(followed.to()).prefixes();
    return prefixes.size() > FEW
        ? List.of(List.of())
        : prefixes.stream()
            .map(it -> List.<Match>of(new Match.Addresses(End.DESTINATION, it.range(), false)))
            .toList();
  }

  private void add(Followed followed, List<List<Match>> wheres, Map<Action.Follow, Group> groups) {
    for (Service service : followed.services()) {
      int protocol = service.protocol();
      Action.Follow follow =
          new Action.Follow(HelperConnection.name(followed.helper(), protocol), protocol);
      for (List<Match> where : wheres) {
        Group group = groups.computeIfAbsent(follow, it -> new Group());
        group.services.add(service);
        group.rules.add(
            new FilterRule(
                Ends.both(where, matches(List.of(service)).getFirst()),
                follow,
                followed.span().cite()));
      }
    }
  }

  private List<FilterRule> heads(
      Map<Action.Follow, Group> groups, String suffix, List<Chain> chains) {
    List<FilterRule> heads = new ArrayList<>();
    groups.forEach(
        (follow, group) -> {
          if (group.rules.size() == 1) {
            heads.addAll(group.rules);
            return;
          }
          String protocol = follow.protocol() == Service.TCP ? "tcp" : "udp";
          String chain = "follow-" + follow.helper() + "-" + protocol + suffix;
          chains.add(Chain.own(chain, group.rules));
          matches(group.services).forEach(it -> heads.add(ImpliedRules.jump(it, chain)));
        });
    return heads;
  }

  private List<List<Match>> matches(List<Service> services) {
    return ServiceMatches.of(services, family);
  }
}
