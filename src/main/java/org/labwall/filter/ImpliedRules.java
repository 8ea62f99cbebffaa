package org.labwall.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.filter.Match.Connection;
import org.labwall.filter.Match.End;
import org.labwall.model.Leg;
import org.labwall.model.Service;
import org.labwall.model.VirtualRouter;
import org.labwall.project.Node;

/** What every filter says before the rules of the source. */
final class ImpliedRules {
  /** Accepts the messages of IPv6's neighbour discovery, but for redirects. */
  static final String NEIGHBOUR_DISCOVERY = "neighbour-discovery";

  private static final int VRRP = 112;
  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;
  private static final int LISTENER_QUERY = 130;

  private final Node node;
  private final Family family;
  private final OpenedConnections opened;

  ImpliedRules(Node node, Family family, OpenedConnections opened) {
    this.node = node;
    this.family = family;
    this.opened = opened;
  }

  List<FilterRule> input(GuardChains guards) {
    List<FilterRule> rules = new ArrayList<>();
    rules.add(loopback(End.SOURCE));
    if (family == Family.IPV6) {
      rules.add(
          new FilterRule(
              List.of(
                  new Match.State(Set.of(Connection.ESTABLISHED)),
                  new Match.Addresses(End.SOURCE, GuardChains.LINK_LOCAL.range(), false)),
              new Action.Accept(),
              "established"));
    }
    rules.addAll(guards.established());
    rules.addAll(errorsAndInvalid());
    if (family == Family.IPV4) {
      rules.add(jump(List.of(), GuardChains.ANTI_SPOOFING));
    } else {
      AddressRange linkLocal = GuardChains.LINK_LOCAL.range();
      Match local = new Match.Addresses(End.SOURCE, linkLocal, false);
      Match other = new Match.Addresses(End.SOURCE, linkLocal, true);
      rules.add(
          new FilterRule(
              List.of(local),
              new Action.Jump(GuardChains.KNOWN_INTERFACES),
              "link-local sources, which the rules judge"));
      rules.add(jump(List.of(other), GuardChains.ANTI_SPOOFING));
    }
    rules.addAll(vrrp(End.SOURCE));
    rules.addAll(neighbourDiscovery());
    rules.addAll(listenerQueries());
    rules.addAll(opened.at(Hook.INPUT));
    return rules;
  }

  List<FilterRule> forward(GuardChains guards) {
    List<FilterRule> rules = new ArrayList<>(guards.established());
    rules.addAll(errorsAndInvalid());
    rules.addAll(guards.beforeForwarding());
    rules.addAll(opened.at(Hook.FORWARD));
    return rules;
  }

  List<FilterRule> output() {
    List<FilterRule> rules = new ArrayList<>();
    rules.add(loopback(End.DESTINATION));
    rules.add(
        new FilterRule(
            List.of(new Match.State(Set.of(Connection.ESTABLISHED))),
            new Action.Accept(),
            "established"));
    rules.addAll(errorsAndInvalid());
    rules.add(resets());
    rules.addAll(vrrp(End.DESTINATION));
    rules.addAll(neighbourDiscovery());
    rules.addAll(opened.at(Hook.OUTPUT));
    return rules;
  }

  static FilterRule loopback(End end) {
    return new FilterRule(
        List.of(new Match.Interface(end, "lo", false)), new Action.Accept(), "loopback");
  }

  /** A rule that lets a chain of ours look at packets, under the chain's name. */
  static FilterRule jump(List<Match> matches, String chain) {
    return new FilterRule(matches, new Action.Jump(chain), chain);
  }

  /**
   * What is related are errors; what else helpers expect, {@link OpenedConnections} knows. Errors
   * come from any router on the way, also from one whose address belongs to no network.
   */
  private List<FilterRule> errorsAndInvalid() {
    Match related = new Match.State(Set.of(Connection.RELATED));
    Match invalid = new Match.State(Set.of(Connection.INVALID));
    Match error = new Match.Protocol(family == Family.IPV4 ? ICMP : ICMPV6);
    return List.of(
        new FilterRule(List.of(error, related), new Action.Accept(), "errors of connections"),
        new FilterRule(List.of(invalid), new Action.Drop(), "invalid"));
  }

  /** What a rule answers to a connection that it rejects. */
  private static FilterRule resets() {
    Match related = new Match.State(Set.of(Connection.RELATED));
    return new FilterRule(
        List.of(new Match.Protocol(Service.TCP), new Match.Reset(), related),
        new Action.Accept(),
        "resets of connections");
  }

  /** Advertisements between all roles, so that all roles have the same rules. */
  private List<FilterRule> vrrp(End ofInterface) {
    Map<String, Leg> polls = new LinkedHashMap<>();
    node.virtualRouter().map(VirtualRouter::instances).orElse(List.of()).stream()
        .filter(instance -> instance.family() == family)
        .forEach(instance -> polls.putIfAbsent(instance.poll().interfaceName(), instance.poll()));
    List<FilterRule> rules = new ArrayList<>();
    for (Leg leg : polls.values()) {
      String comment = "VRRP, " + leg.network().name() + " " + leg.span().cite();
      for (AddressRange source : vrrpSources(leg)) {
        List<Match> matches =
            List.of(
                new Match.Interface(ofInterface, leg.interfaceName(), false),
                new Match.Addresses(End.SOURCE, source, false),
                new Match.Addresses(End.DESTINATION, vrrpGroup(), false),
                new Match.Protocol(VRRP));
        rules.add(new FilterRule(matches, new Action.Accept(), comment));
      }
    }
    return rules;
  }

  private List<AddressRange> vrrpSources(Leg leg) {
    if (family == Family.IPV6) {
      // RFC 5798, section 5.1.2.1: the link-local address of the interface.
      return List.of(GuardChains.LINK_LOCAL.range());
    }
    return leg.stand(family).map(Leg.Stand::real).orElse(List.of()).stream()
        .distinct()
        .map(address -> new AddressRange(address, address))
        .toList();
  }

  private AddressRange vrrpGroup() {
    String text = family == Family.IPV4 ? "224.0.0.18" : "ff02::12";
    return Prefix.parse(text).orElseThrow().range();
  }

  private List<FilterRule> neighbourDiscovery() {
    return family == Family.IPV4
        ? List.of()
        : List.of(
            jump(
                List.of(new Match.Protocol(ICMPV6), new Match.HopLimit(255)), NEIGHBOUR_DISCOVERY));
  }

  /**
   * The questions of a switch that forwards multicasts to listeners only (RFC 4890, section 4.4.1):
   * a machine that does not answer is soon not asked for its address any more.
   */
  private List<FilterRule> listenerQueries() {
    List<Match> matches =
        List.of(
            new Match.Addresses(End.SOURCE, GuardChains.LINK_LOCAL.range(), false),
            new Match.Protocol(ICMPV6),
            new Match.Icmp(LISTENER_QUERY, OptionalInt.empty()),
            new Match.HopLimit(1));
    return family == Family.IPV4
        ? List.of()
        : List.of(new FilterRule(matches, new Action.Accept(), "multicast listener query"));
  }

  static Chain neighbourDiscoveryChain() {
    Map<Integer, String> messages = new LinkedHashMap<>();
    messages.put(133, "router solicitation");
    messages.put(134, "router advertisement");
    messages.put(135, "neighbour solicitation");
    messages.put(136, "neighbour advertisement");
    List<FilterRule> rules = new ArrayList<>();
    messages.forEach(
        (type, name) ->
            rules.add(
                new FilterRule(
                    List.of(new Match.Protocol(ICMPV6), new Match.Icmp(type, OptionalInt.empty())),
                    new Action.Accept(),
                    name)));
    return Chain.own(NEIGHBOUR_DISCOVERY, rules);
  }

  /**
   * The chain that answers packets: TCP in its own way, the others by ICMP. A segment that opens no
   * connection belongs to one that this machine does not know, as after a fail-over; a reset would
   * end it.
   */
  static Chain refuseChain() {
    Match tcp = new Match.Protocol(Service.TCP);
    return Chain.own(
        RuleSteps.REFUSE,
        List.of(
            new FilterRule(
                List.of(tcp, new Match.Opening()),
                new Action.Reject(Action.With.TCP_RESET),
                "reject"),
            new FilterRule(List.of(tcp), new Action.Drop(), "opens no connection"),
            new FilterRule(List.of(), new Action.Reject(Action.With.PORT_UNREACHABLE), "reject")));
  }
}
