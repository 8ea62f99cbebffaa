package org.labwall.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.model.Leg;
import org.labwall.model.Rule;
import org.labwall.model.Translation;
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
  private final Routes routes;
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
    this.routes = new Routes(node, leases);
    this.newSources = new NewSources(node, routes);
    this.ipv4 = new RuleAreas(node, Family.IPV4);
    this.ipv6 = new RuleAreas(node, Family.IPV6);
    this.policy = node.policy();
    this.policyHere = policy;
  }

  private Judge(Judge other, List<Rule> policyHere) {
    this.node = other.node;
    this.leases = other.leases;
    this.routes = other.routes;
    this.newSources = other.newSources;
    this.ipv4 = other.ipv4;
    this.ipv6 = other.ipv6;
    this.policy = other.policy;
    this.policyHere = policyHere;
  }

  /**
   * A faster judge of packets to the machine that are like {@code packet} but for their services.
   */
  public Judge like(Datagram packet) {
    Compared compared = areas(packet.family()).compared(packet, Optional.empty());
    return new Judge(this, policyHere.stream().filter(compared::isBetween).toList());
  }

  private RuleAreas areas(Family family) {
    return family == Family.IPV4 ? ipv4 : ipv6;
  }

  /** The machine's addresses, and where it sends packets. */
  public Routes routes() {
    return routes;
  }

  /** All addresses of the machine. */
  public Set<Address> own() {
    return routes.own();
  }

  /** The addresses of the machine by an interface, the virtual ones last. */
  public List<Address> ownAt(String interfaceName) {
    return routes.at(interfaceName);
  }

  /** A packet as rules are compared with it. */
  public Compared compared(Datagram packet) {
    Course course = course(packet);
    return course.rules.compared(course.packet, course.exit);
  }

  /** What becomes of a packet; it is to one receiver, and no message of the link. */
  public Fate judge(Datagram packet) {
    return course(packet).run();
  }

  private Course course(Datagram packet) {
    Optional<OfDestination> forward =
        node.has(packet.family()) ? forward(packet) : Optional.empty();
    return new Course(forward.map(it -> forwarded(packet, it)).orElse(packet), forward);
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
      this.here = routes.own().contains(packet.destination());
      this.exit =
          here ? Optional.empty() : routes.to(packet.destination()).map(NodeInterface::name);
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
      Compared compared = rules.compared(packet, exit);
      for (Rule rule : here ? policyHere : policy) {
        if (compared.isOf(rule)) {
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
        case REJECT ->
            refuse(routes.leadBack(packet) ? Rule.Verdict.REJECT : Rule.Verdict.DENY, line, "");
      };
    }

    private Fate allow(Optional<Span> line, String reason) {
      List<Translation> translations = new ArrayList<>(forward.stream().toList());
      Datagram seen = packet;
      if (exit.isPresent()) {
        newSources.translation(packet, exit.get(), rules).ifPresent(translations::add);
        seen = newSources.leaving(packet, forward.isPresent(), exit.get(), rules);
      }
      return new Fate(Rule.Verdict.ALLOW, exit, seen, translations, line, reason, limited);
    }

    private Fate refuse(Rule.Verdict verdict, Optional<Span> line, String reason) {
      return new Fate(
          verdict,
          Optional.empty(),
          packet,
          List.copyOf(forward.stream().toList()),
          line,
          reason,
          limited);
    }
  }
}
