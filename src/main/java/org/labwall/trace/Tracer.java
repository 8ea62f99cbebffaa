package org.labwall.trace;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.loaded.RuleSet;
import org.labwall.model.Leg;
import org.labwall.model.Rule;
import org.labwall.packet.Compared;
import org.labwall.packet.Datagram;
import org.labwall.packet.Fate;
import org.labwall.packet.Judge;
import org.labwall.project.Node;
import org.labwall.project.NodeInterface;
import org.labwall.project.Reach;

/** Follows packets at one machine: through what the source says, and through the rules. */
public final class Tracer {
  private final Node node;
  private final Function<Family, RuleSet> rules;
  private final List<Rule> policy;
  private final Set<Rule> expired;
  private final Judge judge;

  /**
   * A tracer at {@code node}.
   *
   * @param rules the generated rules of a family
   * @param policy all rules of the source for the machine and those of its cluster, in their order
   * @param expired those of them that are left out, for their last day has passed
   */
  public Tracer(Node node, Function<Family, RuleSet> rules, List<Rule> policy, Set<Rule> expired) {
    this(node, rules, policy, expired, new Judge(node, leases(node)));
  }

  /** One that asks {@code judge}, which knows what addresses a provider gave out. */
  public Tracer(
      Node node,
      Function<Family, RuleSet> rules,
      List<Rule> policy,
      Set<Rule> expired,
      Judge judge) {
    this.node = node;
    this.rules = rules;
    this.policy = List.copyOf(policy);
    this.expired = expired;
    this.judge = judge;
  }

  /** Addresses that a provider could give out, for nobody knows those that it does. */
  private static Map<String, Address> leases(Node node) {
    Map<String, Address> leases = new HashMap<>();
    for (Leg leg : node.cluster().legs()) {
      if (leg.dhcp()) {
        leases.put(leg.interfaceName(), Address.of(198, 18, 255, 254 - leases.size()));
      }
    }
    return leases;
  }

  /** Whether the machine has the interface by which the packet is to come. */
  public boolean knows(Question question) {
    return question.entry().isEmpty()
        || node.cluster().legs().stream()
            .anyMatch(it -> it.interfaceName().equals(question.entry().get()));
  }

  /** What becomes of a packet here; nothing where the machine has no address for {@code self}. */
  public Optional<Trace> trace(Question question) {
    return packet(question)
        .map(
            it -> {
              Trace trace = trace(it);
              check(trace);
              return trace;
            });
  }

  /**
   * What becomes of a packet here; the rules may be wrong, and then do what the source does not
   * say.
   */
  public Trace trace(Datagram packet) {
    Fate fate = judge.judge(packet);
    RuleSet ofFamily = rules.apply(packet.family());
    Walk.Result way = Walk.of(ofFamily, node, judge.routes(), true, packet);
    Optional<Walk.Result> beyond =
        fate.limited().isEmpty()
            ? Optional.empty()
            : Optional.of(Walk.of(ofFamily, node, judge.routes(), false, packet));
    Compared compared = judge.compared(packet);
    Optional<String> exit = exit(compared.inside());
    boolean reachable = exit.isPresent() || isHere(compared.inside());
    List<Near> near =
        reachable
            ? new NearRules(compared, fate, node.role(), expired, new Wording(node.site()))
                .of(policy)
            : List.of();
    List<String> belongs = packet.isOwn() ? List.of() : portsOf(packet.source());
    return new Trace(
        node.role().name(),
        packet,
        fate,
        belongs.contains(packet.entry().orElse("")) ? List.of() : belongs,
        exit,
        fate.line().flatMap(line -> policy.stream().filter(it -> it.span() == line).findFirst()),
        way,
        beyond.filter(it -> it.end() != way.end()),
        near);
  }

  /** Both say the same, or one of them is wrong. */
  private void check(Trace trace) {
    if (!trace.agrees()) {
      throw new IllegalStateException(
          "the rules of %s do with %s what the source does not say"
              .formatted(node.role().name(), trace.packet()));
    }
  }

  private boolean isHere(Datagram inside) {
    return judge.own().contains(inside.destination());
  }

  private Optional<String> exit(Datagram inside) {
    return isHere(inside)
        ? Optional.empty()
        : judge.routes().to(inside.destination()).map(NodeInterface::name);
  }

  /** The packet as it is here, where the ends have addresses. */
  private Optional<Datagram> packet(Question question) {
    Question.Kind kind = question.kind();
    Family family = question.family();
    Optional<Address> from = question.source().address(family);
    Optional<Address> to = question.destination().address(family);
    Optional<Address> source = from.or(() -> to.flatMap(this::ownTowards));
    Optional<Address> destination = to.or(() -> from.flatMap(it -> ownFor(it, question)));
    if (source.isEmpty() || destination.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> entry = question.entry().or(() -> entry(source.get(), from.isPresent()));
    return Optional.of(
        new Datagram(
            entry, source.get(), destination.get(), kind.protocol(), kind.first(), kind.second()));
  }

  /** The address that the machine sends from: its own where the packet leaves. */
  private Optional<Address> ownTowards(Address destination) {
    return own(judge.routes().to(destination).map(NodeInterface::name), destination.family())
        .stream()
        .findFirst();
  }

  /** The address that others know the machine by: the virtual one where they are. */
  private Optional<Address> ownFor(Address source, Question question) {
    List<Address> there = own(question.entry().or(() -> entry(source, true)), source.family());
    return there.isEmpty() ? Optional.empty() : Optional.of(there.getLast());
  }

  private List<Address> own(Optional<String> port, Family family) {
    List<Address> there =
        judge.ownAt(port.orElse("")).stream().filter(it -> it.family() == family).toList();
    return there.isEmpty()
        ? judge.own().stream().filter(it -> it.family() == family).limit(1).toList()
        : there;
  }

  /** Where a packet rightly comes in, or, where it can nowhere, by some interface. */
  private Optional<String> entry(Address source, boolean foreign) {
    if (!foreign || judge.own().contains(source)) {
      return Optional.empty();
    }
    List<String> ports = portsOf(source);
    Optional<String> back = judge.routes().to(source).map(NodeInterface::name);
    return back.filter(ports::contains)
        .or(() -> ports.stream().findFirst())
        .or(() -> back)
        .or(() -> node.cluster().legs().stream().map(Leg::interfaceName).findFirst());
  }

  private List<String> portsOf(Address source) {
    return Reach.of(node, source.family()).parts().stream()
        .filter(it -> it.addresses().contains(source))
        .map(it -> it.port().name())
        .toList();
  }
}
