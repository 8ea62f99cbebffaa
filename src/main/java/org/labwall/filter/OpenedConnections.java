package org.labwall.filter;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.labwall.filter.Match.Connection;
import org.labwall.model.Endpoint;
import org.labwall.model.HelperConnection;
import org.labwall.model.HelperConnection.By;
import org.labwall.project.Followed;
import org.labwall.project.Node;
import org.labwall.project.Reach;

/**
 * Lets pass the connections that followed ones open: between the two sides of the rule that allows
 * those, of the protocol and in the direction that belong to the helper, and no others.
 *
 * <p>Like the rules it counts on what stands before them: addresses belong to their interfaces.
 */
final class OpenedConnections {
  private static final List<Match.Ports> UNPRIVILEGED =
      List.of(new Match.Ports(HelperConnection.FIRST_UNPRIVILEGED, 65535));

  private final Node node;
  private final ChainNames names;
  private final Map<Hook, List<FilterRule>> byHook = new EnumMap<>(Hook.class);
  private final List<Chain> chains = new ArrayList<>();

  OpenedConnections(Node node, Reach reach, List<Followed> followed) {
    this.node = node;
    this.names = new ChainNames(node.site().source());
    if (followed.isEmpty()) {
      return;
    }
    Ends ends = new Ends(node, reach);
    for (Followed each : followed) {
      for (By by : By.values()) {
        List<HelperConnection> kinds =
            HelperConnection.of(each.helper()).stream().filter(it -> it.by().contains(by)).toList();
        if (!kinds.isEmpty()) {
          add(each, by, kinds, ends);
        }
      }
    }
  }

  /** The rule at a hook that lets them pass; none where no such connection is met. */
  List<FilterRule> at(Hook hook) {
    return byHook.containsKey(hook)
        ? List.of(
            ImpliedRules.jump(List.of(new Match.State(Set.of(Connection.RELATED))), chainAt(hook)))
        : List.of();
  }

  /** The chains that it takes. */
  List<Chain> chains() {
    List<Chain> all = new ArrayList<>();
    byHook.forEach((hook, rules) -> all.add(Chain.own(chainAt(hook), rules)));
    all.addAll(chains);
    return all;
  }

  private static String chainAt(Hook hook) {
    return switch (hook) {
      case INPUT -> "opened-in";
      case FORWARD -> "opened";
      case OUTPUT -> "opened-out";
    };
  }

  private void add(Followed followed, By by, List<HelperConnection> kinds, Ends ends) {
    List<Endpoint> opener = by == By.CLIENT ? followed.from() : followed.to();
    List<Endpoint> other = by == By.CLIENT ? followed.to() : followed.from();
    if (node.routes() && !HelperConnection.onlyOwn(followed.helper())) {
      add(Hook.FORWARD, pairs(ends.from(opener), ends.to(other)), kinds, followed);
    }
    if (Followed.meansSelf(other)) {
      add(Hook.INPUT, ends.fromToSelf(opener), kinds, followed);
    }
    if (Followed.meansSelf(opener)) {
      add(Hook.OUTPUT, ends.to(other), kinds, followed);
    }
  }

  private static List<List<Match>> pairs(List<List<Match>> first, List<List<Match>> second) {
    return first.stream()
        .flatMap(source -> second.stream().map(it -> Ends.both(source, it)))
        .toList();
  }

  /** Adds a rule for each kind between each pair of ends; where these are many, in two steps. */
  private void add(
      Hook hook, List<List<Match>> pairs, List<HelperConnection> kinds, Followed followed) {
    if (pairs.isEmpty()) {
      return;
    }
    List<FilterRule> rules = byHook.computeIfAbsent(hook, it -> new ArrayList<>());
    String comment = followed.span().cite();
    if (pairs.size() == 1 || kinds.size() == 1) {
      for (List<Match> pair : pairs) {
        for (HelperConnection kind : kinds) {
          List<Match> matches = Ends.both(pair, matches(kind));
          rules.add(new FilterRule(matches, new Action.Accept(), comment));
        }
      }
      return;
    }
    String chain = names.of(followed.span(), "opens");
    kinds.forEach(
        kind -> rules.add(new FilterRule(matches(kind), new Action.Jump(chain), comment)));
    chains.add(
        Chain.own(
            chain,
            pairs.stream().map(it -> new FilterRule(it, new Action.Accept(), comment)).toList()));
  }

  /** What a packet that opens such a connection looks like. */
  private static List<Match> matches(HelperConnection kind) {
    List<Match> matches = new ArrayList<>();
    matches.add(new Match.Expected(kind.helper()));
    matches.add(new Match.Protocol(kind.protocol()));
    if (kind.unprivileged()) {
      matches.add(new Match.DestinationPorts(UNPRIVILEGED));
    }
    return matches;
  }
}
