package org.labwall.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.labwall.address.Family;
import org.labwall.filter.Match.End;
import org.labwall.project.Followed;
import org.labwall.project.Node;
import org.labwall.project.Reach;

/**
 * Makes the filter of a machine of its policy.
 *
 * <p>First what is implied, then the rules, of which the first that matches decides; what none
 * matches is dropped, but for connections that the machine itself opens.
 */
public final class Filters {
  private Filters() {}

  /** The filter of {@code node} in one family. */
  public static Filter of(Node node, Family family, Style style) {
    return of(node, family, style, UnaryOperator.identity());
  }

  /**
   * The same for a program that does not know all actions. Where the kernel would refuse it for the
   * depth of its chains, more rules stand one after the other.
   *
   * @param spelledOut says the same in actions that the program knows
   */
  public static Filter of(
      Node node, Family family, Style style, UnaryOperator<List<Chain>> spelledOut) {
    if (!node.has(family)) {
      return closed(family);
    }
    Filter filter = open(node, family, style);
    List<Chain> chains = spelledOut.apply(filter.chains());
    return ChainDepth.isLoadable(chains)
        ? new Filter(family, true, chains, filter.nat(), filter.raw())
        : of(node, family, style.flatter(), spelledOut);
  }

  private static Filter open(Node node, Family family, Style style) {
    Reach reach = Reach.of(node, family);
    ChainNames names = new ChainNames(node.site().source());
    PolicyRules policy = new PolicyRules(node, reach, style, names);
    GuardChains guards = new GuardChains(reach, style, names);
    Translated translated = Translated.of(node, reach);
    List<Followed> followed = Followed.of(node, family);
    OpenedConnections opened = new OpenedConnections(node, reach, followed);
    ImpliedRules implied = new ImpliedRules(node, family, opened);
    boolean judgesOwn = !policy.at(Hook.OUTPUT).isEmpty();
    List<FilterRule> output = new ArrayList<>(implied.output());
    if (judgesOwn) {
      output.add(ImpliedRules.jump(List.of(), GuardChains.OWN_DESTINATIONS));
      output.addAll(policy.at(Hook.OUTPUT));
    }
    output.add(new FilterRule(List.of(), new Action.Accept(), "self may open connections"));
    List<Chain> chains = new ArrayList<>();
    chains.add(Chain.closed(Hook.INPUT, concat(implied.input(guards), policy.at(Hook.INPUT))));
    chains.add(
        Chain.closed(
            Hook.FORWARD,
            node.routes()
                ? concat(
                    concat(implied.forward(guards), translated.passing()), policy.at(Hook.FORWARD))
                : List.of()));
    chains.add(Chain.closed(Hook.OUTPUT, output));
    chains.addAll(implied(node, guards, judgesOwn));
    chains.addAll(translated.chains());
    chains.addAll(opened.chains());
    if (policy.refuses()) {
      chains.add(ImpliedRules.refuseChain());
    }
    chains.addAll(policy.chains());
    List<Chain> raw = HelperAssignments.of(node, reach, followed);
    return new Filter(family, true, chains, translated.nat(), raw);
  }

  /** The chains that stand before the rules. */
  private static List<Chain> implied(Node node, GuardChains guards, boolean judgesOwn) {
    List<Chain> chains = new ArrayList<>();
    chains.addAll(guards.establishedChain());
    chains.add(guards.antiSpoofing());
    chains.add(guards.knownInterfaces());
    if (node.routes()) {
      chains.addAll(guards.forwarding());
    }
    if (judgesOwn) {
      chains.add(guards.ownDestinations());
    }
    if (guards.family() == Family.IPV6) {
      chains.add(ImpliedRules.neighbourDiscoveryChain());
    }
    chains.addAll(guards.chains());
    return chains;
  }

  /** Nothing passes but what the machine says to itself. */
  private static Filter closed(Family family) {
    return new Filter(
        family,
        false,
        List.of(
            Chain.closed(Hook.INPUT, List.of(ImpliedRules.loopback(End.SOURCE))),
            Chain.closed(Hook.FORWARD, List.of()),
            Chain.closed(Hook.OUTPUT, List.of(ImpliedRules.loopback(End.DESTINATION)))),
        List.of(),
        List.of());
  }

  private static List<FilterRule> concat(List<FilterRule> first, List<FilterRule> second) {
    List<FilterRule> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
