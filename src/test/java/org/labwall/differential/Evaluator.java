package org.labwall.differential;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.model.Leg;
import org.labwall.model.Rule;
import org.labwall.model.Translation.OfDestination;
import org.labwall.model.VirtualRouter;

/**
 * Says of one packet after the other what the source means, in the plainest way: section 6 of the
 * language, read aloud; section 7 is its {@link Translator}'s. It shares nothing with the compiler
 * but the model of the source.
 *
 * <p>It remembers how many packets each limit has let through; so it must see all of them, in their
 * order, none of them late enough for a new token.
 */
public final class Evaluator {
  private static final int BURST = 5;

  private final Router router;
  private final Whereabouts whereabouts;
  private final Meaning meaning;
  private final Translator translator;
  private final Set<Address> own;
  private final LocalDate date;
  private final Map<Rule, Map<Family, Integer>> taken = new IdentityHashMap<>();

  /** Says what a source means, on a day, of the packets of a router. */
  public Evaluator(Router router, LocalDate date) {
    this.router = router;
    this.whereabouts = new Whereabouts(router);
    this.meaning = new Meaning(router, whereabouts);
    this.translator = new Translator(router, date);
    this.own = router.addresses();
    this.date = date;
  }

  Decision decide(Packet packet) {
    Optional<OfDestination> forward =
        router.has(packet.family()) ? translator.forward(packet) : Optional.empty();
    return decide(forward.map(it -> Translator.forwarded(packet, it)).orElse(packet), forward);
  }

  /** Decides of a packet with the destination that it has inside. */
  private Decision decide(Packet packet, Optional<OfDestination> forward) {
    boolean toSelf = own.contains(packet.destination()) || !packet.isToOne();
    if (packet.isOwn() && toSelf) {
      return Decision.here("loopback");
    }
    Optional<Leg> out = toSelf ? Optional.empty() : whereabouts.route(packet.destination());
    if (!toSelf && out.isEmpty()) {
      return Decision.deny("no route");
    }
    if (!toSelf && !packet.isOwn() && router.cluster().legs().size() < 2) {
      return Decision.deny("routes nothing");
    }
    if (!router.has(packet.family())) {
      return Decision.deny("no network of the family");
    }
    if (packet.isInvalid()) {
      return Decision.deny("invalid");
    }
    Optional<Leg> in = packet.from().map(this::leg);
    if (in.isPresent() && isSpoofed(packet, in.get(), toSelf)) {
      return Decision.deny("anti-spoofing");
    }
    if (!toSelf && in.isPresent() && Whereabouts.isOnLink(packet.source()) && !in.equals(out)) {
      return Decision.deny("what is valid on its link only is not routed to another");
    }
    if (toSelf && isVrrp(packet)) {
      return Decision.here("VRRP");
    }
    if ((toSelf || packet.isOwn()) && packet.isNeighbourDiscovery()) {
      return allow(packet, forward, out, "neighbour discovery");
    }
    if (forward.filter(OfDestination::allows).isPresent()) {
      // As a rule would: of what belongs elsewhere none speaks.
      boolean belongs = whereabouts.homes(packet.destination()).contains(out.orElseThrow());
      String reason = "line " + forward.get().span().line();
      return belongs ? allow(packet, forward, out, reason) : Decision.deny("elsewhere");
    }
    for (Rule rule : router.cluster().policy()) {
      if (holds(rule)
          && meaning.is(rule.from(), packet.source(), in)
          && meaning.is(rule.to(), packet.destination(), out)
          && Meaning.isService(rule.services(), packet)
          && takesToken(rule, packet.family())) {
        return rule.verdict() == Rule.Verdict.ALLOW
            ? allow(packet, forward, out, "line " + rule.span().line())
            : refuse(rule, packet);
      }
    }
    return packet.isOwn()
        ? allow(packet, forward, out, "self may open connections")
        : Decision.deny("no rule");
  }

  private Decision allow(
      Packet packet, Optional<OfDestination> forward, Optional<Leg> out, String reason) {
    return out.map(
            leg -> {
              Packet seen = translator.leaving(packet, forward.isPresent(), leg);
              return Decision.leave(leg.interfaceName(), Decision.Ends.of(seen), reason);
            })
        .orElseGet(() -> Decision.here(reason));
  }

  private Decision refuse(Rule rule, Packet packet) {
    String reason = "line " + rule.span().line();
    if (rule.verdict() == Rule.Verdict.DENY) {
      return Decision.deny(reason);
    }
    boolean tcp = packet.protocol() == Packet.TCP;
    Decision told = Decision.refuse(tcp ? Verdict.RESET : Verdict.UNREACHABLE, reason);
    return hears(packet) ? told : told.silent();
  }

  /** Whether the sender of a packet hears that it is refused. */
  public boolean hears(Packet packet) {
    return packet.isAnswerable() && isHeard(packet);
  }

  /** Whether an answer finds the sender; on its link it does if the kernel has a route there. */
  private boolean isHeard(Packet packet) {
    Address source = packet.source();
    Optional<Leg> way = whereabouts.route(source);
    return own.contains(source)
        || source.isOnEveryLink()
        || (Whereabouts.isOnLink(source)
            ? way.isPresent() && way.map(Leg::interfaceName).equals(packet.from())
            : way.isPresent());
  }

  private Leg leg(String interfaceName) {
    return router.cluster().legs().stream()
        .filter(leg -> leg.interfaceName().equals(interfaceName))
        .findFirst()
        .orElseThrow();
  }

  private boolean isSpoofed(Packet packet, Leg in, boolean toSelf) {
    if (!isOfFamily(in, packet.family())) {
      return true;
    }
    boolean link = toSelf && isLinkSource(packet);
    return !link && !whereabouts.homes(packet.source()).contains(in);
  }

  /** Whether an interface is in a network of the family. */
  private static boolean isOfFamily(Leg leg, Family family) {
    return Router.stands(leg, family) || leg.network().prefix(family).isPresent();
  }

  /** Whether anti-spoofing leaves the source to the rules. */
  private static boolean isLinkSource(Packet packet) {
    if (packet.family() == Family.IPV6) {
      boolean withoutAddress =
          packet.source().isUnspecified()
              && packet.isNeighbourDiscovery()
              && (packet.first() == 133 || packet.first() == 135);
      return packet.source().isLinkLocal() || withoutAddress;
    }
    return packet.source().isUnspecified()
        && packet.destination().equals(Family.IPV4.highest())
        && packet.protocol() == Packet.UDP
        && packet.first() == 68
        && packet.second() == 67;
  }

  private boolean isVrrp(Packet packet) {
    String group = packet.family() == Family.IPV4 ? "224.0.0.18" : "ff02::12";
    return packet.protocol() == Packet.VRRP
        && packet.destination().toString().equals(group)
        && router.cluster().virtualRouter().map(VirtualRouter::instances).orElse(List.of()).stream()
            .filter(it -> it.family() == packet.family())
            .map(VirtualRouter.Instance::poll)
            .anyMatch(
                leg ->
                    packet.from().equals(Optional.of(leg.interfaceName()))
                        && speaks(leg, packet.source()));
  }

  /** Whether a role sends advertisements from this address: of IPv6, that of its link. */
  private static boolean speaks(Leg leg, Address source) {
    return source.family() == Family.IPV6
        ? source.isLinkLocal()
        : leg.ipv4().map(Leg.Stand::real).orElse(List.of()).contains(source);
  }

  private boolean holds(Rule rule) {
    boolean expired = rule.expires().isPresent() && date.isAfter(rule.expires().get());
    return !expired && (rule.only().isEmpty() || rule.only().contains(router.role()));
  }

  private boolean takesToken(Rule rule, Family family) {
    if (rule.limit().isEmpty()) {
      return true;
    }
    Map<Family, Integer> counts = taken.computeIfAbsent(rule, it -> new EnumMap<>(Family.class));
    int burst = rule.limit().get().burst().orElse(BURST);
    return counts.merge(family, 1, Integer::sum) <= burst;
  }
}
