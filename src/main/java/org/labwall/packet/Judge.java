package org.labwall.packet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.model.Leg;
import org.labwall.model.Rule;
import org.labwall.model.Translation.OfDestination;
import org.labwall.model.Translation.Target;
import org.labwall.project.ForwardedAddresses;
import org.labwall.project.Node;
import org.labwall.project.NodeInterface;
import org.labwall.source.Span;

/**
 * Says of a packet what becomes of it at one machine, which holds its virtual addresses: what is
 * implied, then the first rule that matches; addresses are translated before and after. Of limits
 * it knows nothing: to it every rule has a token left.
 */
public final class Judge {
  private final Node node;
  private final Map<String, Address> leases;
  private final Set<Address> own = new LinkedHashSet<>();
  private final RuleAreas ipv4;
  private final RuleAreas ipv6;
  private final NewSources newSources;
  private final List<Rule> policy;

  /** The rules of the policy that packets to the machine itself are compared with. */
  private final List<Rule> policyHere;

  /**
   * A judge of packets at {@code node}.
   *
   * @param leases by interface: the address that a provider gave out
   */
  public Judge(Node node, Map<String, Address> leases) {
    this.node = node;
    this.leases = Map.copyOf(leases);
    this.newSources = new NewSources(node, leases);
    this.ipv4 = new RuleAreas(node, Family.IPV4);
    this.ipv6 = new RuleAreas(node, Family.IPV6);
    this.policy = node.policy();
    this.policyHere = policy;
    for (Family family : Family.values()) {
      node.cluster().legs().forEach(leg -> own.addAll(newSources.addresses(leg, family)));
    }
  }

  private Judge(Judge other, List<Rule> policyHere) {
    this.node = other.node;
    this.leases = other.leases;
    this.newSources = other.newSources;
    this.ipv4 = other.ipv4;
    this.ipv6 = other.ipv6;
    this.own.addAll(other.own);
    this.policy = other.policy;
    this.policyHere = policyHere;
  }

  /**
   * A faster judge of packets to the machine that are like {@code packet} but for their services.
   */
  public Judge like(Datagram packet) {
    RuleAreas areas = areas(packet.family());
    return new Judge(
        this,
        policyHere.stream().filter(it -> areas.isBetween(it, packet, Optional.empty())).toList());
  }

  private RuleAreas areas(Family family) {
    return family == Family.IPV4 ? ipv4 : ipv6;
  }

  /** All addresses of the machine. */
  public Set<Address> own() {
    return own;
  }

  /** The addresses of the machine by an interface, the virtual ones last. */
  public List<Address> ownAt(String interfaceName) {
    List<Address> addresses = new ArrayList<>();
    for (Leg leg : node.cluster().legs()) {
      if (leg.interfaceName().equals(interfaceName)) {
        for (Family family : Family.values()) {
          addresses.addAll(newSources.addresses(leg, family));
        }
      }
    }
    return addresses;
  }

  /** What becomes of a packet; it is to one receiver, and no message of the link. */
  public Fate judge(Datagram packet) {
    Optional<OfDestination> forward =
        node.has(packet.family()) ? forward(packet) : Optional.empty();
    return new Course(forward.map(it -> forwarded(packet, it)).orElse(packet), forward).run();
  }

  private Optional<OfDestination> forward(Datagram packet) {
    if (packet.isOwn() || !packet.opens() || !node.routes()) {
      return Optional.empty();
    }
    return node.translations().forwards().stream()
        .filter(it -> it.target().address(packet.family()).isPresent())
        .filter(it -> packet.isOf(it.services()))
        .filter(it -> isTaken(it, packet))
        .findFirst();
  }

  /** Whether a packet goes to an address at which the machine takes connections to forward them. */
  private boolean isTaken(OfDestination forward, Datagram packet) {
    ForwardedAddresses at = ForwardedAddresses.of(forward, node, packet.family());
    boolean told = node.cluster().legs().stream().filter(Leg::dhcp).count() == 1;
    return at.known().contains(packet.destination())
        || at.leased().stream()
            .map(Leg::interfaceName)
            .filter(name -> told || packet.entry().equals(Optional.of(name)))
            .anyMatch(name -> packet.destination().equals(leases.get(name)));
  }

  private static Datagram forwarded(Datagram packet, OfDestination forward) {
    Target target = forward.target();
    return packet.to(
        target.address(packet.family()).orElseThrow(), target.port().orElse(packet.second()));
  }

  /** The interface by which packets to an address leave: the longest prefix, else the way out. */
  private Optional<NodeInterface> route(Address destination) {
    Family family = destination.family();
    Optional<NodeInterface> best = Optional.empty();
    int longest = -1;
    for (NodeInterface port : node.interfaces()) {
      boolean addressed = port.address(family).isPresent() || leases.containsKey(port.name());
      int length = addressed ? longestPrefix(port, destination) : -1;
      if (length > longest) {
        longest = length;
        best = Optional.of(port);
      }
    }
    return best.isPresent() ? best : defaultRoute(family);
  }

  private static int longestPrefix(NodeInterface port, Address address) {
    List<Prefix> prefixes = new ArrayList<>();
    port.network().flatMap(it -> it.prefix(address.family())).ifPresent(prefixes::add);
    port.routes(address.family()).forEach(it -> prefixes.add(it.destination()));
    return prefixes.stream()
        .filter(it -> it.contains(address))
        .mapToInt(Prefix::length)
        .max()
        .orElse(-1);
  }

  /** The way out with the lowest metric, the first of equals. */
  private Optional<NodeInterface> defaultRoute(Family family) {
    Optional<NodeInterface> best = Optional.empty();
    for (Leg leg : node.cluster().legs()) {
      for (NodeInterface port : node.interfaces()) {
        boolean leaves = port.name().equals(leg.interfaceName()) && port.wayOut(family);
        if (leaves && (best.isEmpty() || metric(port) < metric(best.get()))) {
          best = Optional.of(port);
        }
      }
    }
    return best;
  }

  private static int metric(NodeInterface port) {
    return port.settings().metric().orElse(0);
  }

  /** The way of one packet, which has its inside destination already. */
  private final class Course {
    private final Datagram packet;
    private final Optional<OfDestination> forward;
    private final RuleAreas rules;
    private final boolean here;
    private final Optional<String> exit;
    private final List<Rule> limited = new ArrayList<>();

    Course(Datagram packet, Optional<OfDestination> forward) {
      this.packet = packet;
      this.forward = forward;
      this.rules = areas(packet.family());
      this.here = own.contains(packet.destination());
      this.exit = here ? Optional.empty() : route(packet.destination()).map(NodeInterface::name);
    }

    Fate run() {
      if (packet.isOwn() && here) {
        return allow(Optional.empty(), "what the router says to itself");
      }
      Optional<String> implied = refusedBefore();
      if (implied.isPresent()) {
        return refuse(Rule.Verdict.DENY, Optional.empty(), implied.get());
      }
      if (forward.filter(OfDestination::allows).isPresent()) {
        // As a rule would: of what belongs elsewhere none speaks.
        return rules.belongs(packet.destination(), exit)
            ? allow(Optional.of(forward.get().span()), "")
            : refuse(Rule.Verdict.DENY, Optional.empty(), "a destination of another interface");
      }
      for (Rule rule : here ? policyHere : policy) {
        if (rules.speaksOf(rule, packet, exit)) {
          rule.limit().ifPresent(limit -> limited.add(rule));
          return decide(rule);
        }
      }
      return packet.isOwn()
          ? allow(Optional.empty(), "what the router opens itself")
          : refuse(Rule.Verdict.DENY, Optional.empty(), "no rule");
    }

    /** Why no rule is asked, where none is. */
    private Optional<String> refusedBefore() {
      if (!here && exit.isEmpty()) {
        return Optional.of("no route");
      }
      if (!here && !packet.isOwn() && !node.routes()) {
        return Optional.of("the machine does not route");
      }
      if (!node.has(packet.family())) {
        return Optional.of("no network of the family");
      }
      if (!packet.opens()) {
        return Optional.of("an invalid packet");
      }
      if (!packet.isOwn() && !rules.belongs(packet.source(), packet.entry(), here)) {
        return Optional.of("a source of another interface");
      }
      boolean ofLink = packet.family() == Family.IPV6 && packet.source().isLinkLocal();
      if (!here && ofLink && !packet.isOwn() && !packet.entry().equals(exit)) {
        return Optional.of("a source of the link");
      }
      return Optional.empty();
    }

    private Fate decide(Rule rule) {
      Optional<Span> line = Optional.of(rule.span());
      return switch (rule.verdict()) {
        case ALLOW -> allow(line, "");
        case DENY -> refuse(Rule.Verdict.DENY, line, "");
        case REJECT -> refuse(isHeard() ? Rule.Verdict.REJECT : Rule.Verdict.DENY, line, "");
      };
    }

    /** Whether an answer finds the sender. */
    private boolean isHeard() {
      Address source = packet.source();
      if (own.contains(source) || source.isOnEveryLink()) {
        return true;
      }
      Optional<String> way = route(source).map(NodeInterface::name);
      boolean ofLink = source.family() == Family.IPV6 && source.isLinkLocal();
      return !source.isUnspecified() && way.isPresent() && (!ofLink || way.equals(packet.entry()));
    }

    private Fate allow(Optional<Span> line, String reason) {
      Datagram seen =
          exit.map(it -> newSources.leaving(packet, forward.isPresent(), it, rules)).orElse(packet);
      return new Fate(Rule.Verdict.ALLOW, exit, seen, line, reason, limited);
    }

    private Fate refuse(Rule.Verdict verdict, Optional<Span> line, String reason) {
      return new Fate(verdict, Optional.empty(), packet, line, reason, limited);
    }
  }
}
