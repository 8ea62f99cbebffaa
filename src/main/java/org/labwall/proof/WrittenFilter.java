package org.labwall.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.loaded.InterfaceName;
import org.labwall.loaded.Match.State;
import org.labwall.loaded.Verdict;
import org.labwall.model.Leg;
import org.labwall.model.Service;
import org.labwall.model.VirtualRouter;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;
import org.labwall.project.Node;

/**
 * What a machine's filter is to do with packets: what is implied, as docs/output.md and the
 * language say it, and then the rules of the source.
 */
final class WrittenFilter {
  private static final int VRRP = 112;
  private static final int ICMP = 1;
  private static final int ICMPV6 = 58;

  /** The messages of neighbour discovery (RFC 4861) that pass: all but redirects. */
  private static final int[] NEIGHBOUR_DISCOVERY = {133, 134, 135, 136};

  private static final int LISTENER_QUERY = 130;
  private static final int RESET = 4;

  private final Node node;
  private final Family family;
  private final Diagrams diagrams;
  private final Places places;
  private final WrittenRules rules;
  private final WrittenTranslations translations;
  private final ExpectedConnections opened;
  private final int accept;
  private final int drop;

  WrittenFilter(
      Node node,
      Fields fields,
      Diagrams diagrams,
      Outcomes outcomes,
      Places places,
      WrittenTranslations translations) {
    this.node = node;
    this.family = fields.family();
    this.diagrams = diagrams;
    this.places = places;
    this.translations = translations;
    this.rules = new WrittenRules(node, fields, diagrams, outcomes, places);
    this.opened = new ExpectedConnections(node, fields, diagrams, places);
    this.accept = outcomes.constant(Outcome.of(new Verdict.Accept()));
    this.drop = outcomes.constant(Outcome.of(new Verdict.Drop()));
  }

  /** The addresses and names of the filter, so that they get numbers. */
  static void collect(Family family, Fields.Words words) {
    words.add(new InterfaceName("lo", false));
    for (String prefix :
        family == Family.IPV4
            ? List.of("0.0.0.0/32", "255.255.255.255/32", "224.0.0.18/32")
            : List.of("::/128", "fe80::/10", "ff02::12/128")) {
      words.add(set(prefix));
    }
  }

  private static AddressSet set(String prefix) {
    return AddressSet.of(Prefix.parse(prefix).orElseThrow());
  }

  /** Packets to the machine. */
  List<Step> input() {
    List<Step> steps = new ArrayList<>();
    steps.add(when("the loopback", places.by(Axis.ENTRY, "lo"), accept));
    if (node.has(family)) {
      int local = family == Family.IPV6 ? at(Axis.SOURCE, "fe80::/10") : Diagrams.NOTHING;
      steps.addAll(connections(diagrams.then(local, places.fromAnywhere())));
      steps.add(when("a source of another interface", diagrams.not(isOfItsLink()), drop));
      steps.addAll(vrrp(Axis.ENTRY));
      steps.addAll(neighbourDiscovery());
      if (family == Family.IPV6) {
        int query = diagrams.when(at(Axis.SOURCE, "fe80::/10"), icmp(LISTENER_QUERY, 1));
        steps.add(when("a multicast listener query", query, accept));
      }
      steps.addAll(opened.toSelf());
      steps.addAll(rules.toSelf());
    }
    steps.add(Step.implied("no rule", drop));
    return steps;
  }

  /** Packets through the machine. */
  List<Step> forward() {
    List<Step> steps = new ArrayList<>();
    if (node.has(family) && node.routes()) {
      steps.addAll(connections(places.fromAnywhere()));
      steps.add(when("a source of another interface", diagrams.not(places.fromAnywhere()), drop));
      steps.add(
          when("a destination of another interface", diagrams.not(places.toAnywhere()), drop));
      steps.addAll(opened.through());
      steps.addAll(translations.allowed());
      steps.addAll(rules.through());
    }
    steps.add(Step.implied("no rule", drop));
    return steps;
  }

  /** Packets from the machine. */
  List<Step> output() {
    List<Step> steps = new ArrayList<>();
    steps.add(when("the loopback", places.by(Axis.EXIT, "lo"), accept));
    if (!node.has(family)) {
      steps.add(Step.implied("no network of the family", drop));
      return steps;
    }
    steps.addAll(connections(Diagrams.ALL));
    int reset = within(Axis.FLAGS, resets(), of(Axis.KIND, Kinds.ofProtocol(Service.TCP)));
    steps.add(when("a reset", diagrams.when(in(State.RELATED), reset), accept));
    steps.addAll(vrrp(Axis.EXIT));
    steps.addAll(neighbourDiscovery());
    steps.addAll(opened.fromSelf());
    List<Step> own = rules.fromSelf();
    if (!own.isEmpty()) {
      steps.add(
          when("a destination that no rule can mean", diagrams.not(places.toAnywhere()), accept));
      steps.addAll(own);
    }
    steps.add(Step.implied("what the machine opens itself", accept));
    return steps;
  }

  private Step when(String reason, int packets, int outcome) {
    return Step.implied(reason, diagrams.when(packets, outcome));
  }

  /**
   * Packets of known connections.
   *
   * @param rightful those whose source may come by their interface
   */
  private List<Step> connections(int rightful) {
    int error = of(Axis.KIND, Kinds.ofProtocol(family == Family.IPV4 ? ICMP : ICMPV6));
    int established = in(State.ESTABLISHED);
    return List.of(
        when("established", diagrams.when(established, rightful), accept),
        when("a source of another interface", established, drop),
        when("an error of a connection", diagrams.when(in(State.RELATED), error), accept),
        when("an invalid packet", in(State.INVALID), drop));
  }

  /** Packets to the machine whose source belongs to their link, or is good on every link. */
  private int isOfItsLink() {
    int anywhere =
        family == Family.IPV4
            ? diagrams.when(
                at(Axis.SOURCE, "0.0.0.0/32"),
                diagrams.when(at(Axis.DESTINATION, "255.255.255.255/32"), dhcpRequest()))
            : diagrams.then(
                at(Axis.SOURCE, "fe80::/10"),
                diagrams.when(
                    at(Axis.SOURCE, "::/128"), diagrams.then(icmp(133, 255), icmp(135, 255))));
    return diagrams.then(
        diagrams.when(anywhere, places.byKnownInterface()),
        diagrams.when(diagrams.not(anywhere), places.fromAnywhere()));
  }

  private int dhcpRequest() {
    int client = of(Axis.SOURCE_PORT, IntervalSet.of(68, 69));
    return diagrams.when(of(Axis.KIND, Kinds.ofPort(Service.UDP, 67)), client);
  }

  private List<Step> vrrp(Axis port) {
    List<Step> all = new ArrayList<>();
    String group = family == Family.IPV4 ? "224.0.0.18/32" : "ff02::12/128";
    for (VirtualRouter.Instance instance :
        node.virtualRouter().map(VirtualRouter::instances).orElse(List.of())) {
      if (instance.family() == family) {
        Leg leg = instance.poll();
        int sources =
            family == Family.IPV6
                ? at(Axis.SOURCE, "fe80::/10")
                : diagrams.then(
                    leg.stand(family).map(Leg.Stand::real).orElse(List.of()).stream()
                        .map(it -> at(Axis.SOURCE, it + "/32"))
                        .toList());
        int packets = diagrams.when(sources, at(Axis.DESTINATION, group));
        packets = diagrams.when(packets, of(Axis.KIND, Kinds.ofProtocol(VRRP)));
        packets = diagrams.when(packets, places.by(port, leg.interfaceName()));
        all.add(when("VRRP", packets, accept));
      }
    }
    return all;
  }

  private List<Step> neighbourDiscovery() {
    return family == Family.IPV4
        ? List.of()
        : Arrays.stream(NEIGHBOUR_DISCOVERY)
            .mapToObj(it -> when("neighbour discovery", icmp(it, 255), accept))
            .toList();
  }

  /** Messages of ICMPv6 that come with a hop limit. */
  private int icmp(int type, int hops) {
    return diagrams.when(
        of(Axis.KIND, Kinds.ofType(ICMPV6, type)), of(Axis.HOPS, IntervalSet.of(hops, hops + 1)));
  }

  private static IntervalSet resets() {
    IntervalSet.Builder flags = new IntervalSet.Builder();
    for (int i = 0; i < Axis.FLAGS.size(); i++) {
      if ((i & RESET) != 0) {
        flags.add(i, i + 1);
      }
    }
    return flags.build();
  }

  private int at(Axis axis, String prefix) {
    return places.at(axis, set(prefix));
  }

  private int of(Axis axis, IntervalSet numbers) {
    return diagrams.within(axis.ordinal(), numbers, Diagrams.ALL);
  }

  private int within(Axis axis, IntervalSet numbers, int packets) {
    return diagrams.when(packets, of(axis, numbers));
  }

  private int in(State state) {
    return of(Axis.STATE, IntervalSet.of(state.ordinal(), state.ordinal() + 1));
  }
}
