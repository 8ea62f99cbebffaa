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
import org.labwall.model.Endpoint;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.Rule;
import org.labwall.model.Service;
import org.labwall.model.VirtualRouter;

/**
 * Says of one packet after the other what the source means, in the plainest way: section 6 of the
 * language, read aloud. It shares nothing with the compiler but the model of the source.
 *
 * <p>It remembers how many packets each limit has let through; so it must see all of them, in their
 * order, none of them late enough for a new token.
 */
final class Evaluator {
  private static final int BURST = 5;

  private final Router router;
  private final Whereabouts whereabouts;
  private final Set<Address> own;
  private final LocalDate date;
  private final Map<Rule, Map<Family, Integer>> taken = new IdentityHashMap<>();

  Evaluator(Router router, LocalDate date) {
    this.router = router;
    this.whereabouts = new Whereabouts(router);
    this.own = router.addresses();
    this.date = date;
  }

  Decision decide(Packet packet) {
    boolean toSelf = own.contains(packet.destination()) || !packet.isToOne();
    if (packet.isOwn() && toSelf) {
      return new Decision(Verdict.ALLOW, Decision.HERE, "loopback");
    }
    Optional<Leg> out = toSelf ? Optional.empty() : whereabouts.route(packet.destination());
    if (!toSelf && out.isEmpty()) {
      return Decision.deny("no route");
    }
    String place = out.map(Leg::interfaceName).orElse(Decision.HERE);
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
    if (toSelf && isVrrp(packet)) {
      return new Decision(Verdict.ALLOW, place, "VRRP");
    }
    if ((toSelf || packet.isOwn()) && packet.isNeighbourDiscovery()) {
      return new Decision(Verdict.ALLOW, place, "neighbour discovery");
    }
    for (Rule rule : router.cluster().policy()) {
      if (holds(rule)
          && is(rule.from(), packet.source(), in)
          && is(rule.to(), packet.destination(), out)
          && isService(rule.services(), packet)
          && takesToken(rule, packet.family())) {
        return decision(rule, packet, place);
      }
    }
    return packet.isOwn()
        ? new Decision(Verdict.ALLOW, place, "self may open connections")
        : Decision.deny("no rule");
  }

  private Decision decision(Rule rule, Packet packet, String place) {
    String reason = "line " + rule.span().line();
    return switch (rule.verdict()) {
      case ALLOW -> new Decision(Verdict.ALLOW, place, reason);
      case DENY -> Decision.deny(reason);
      case REJECT -> {
        boolean tcp = packet.protocol() == Packet.TCP;
        Verdict verdict = tcp ? Verdict.RESET : Verdict.UNREACHABLE;
        Decision told = new Decision(verdict, Decision.NOWHERE, reason);
        boolean heard =
            packet.isAnswerable()
                && (own.contains(packet.source())
                    || packet.source().isLinkLocal()
                    || whereabouts.route(packet.source()).isPresent());
        yield heard ? told : told.silent();
      }
    };
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

  /**
   * Whether an address is meant by any of the endpoints.
   *
   * @param leg where it is met; none for the router itself
   */
  private boolean is(List<Endpoint> endpoints, Address address, Optional<Leg> leg) {
    return endpoints.stream()
        .anyMatch(it -> leg.isEmpty() ? it instanceof Endpoint.Self : is(it, address, leg.get()));
  }

  private boolean is(Endpoint endpoint, Address address, Leg leg) {
    return switch (endpoint) {
      case Endpoint.Self self -> false;
      case Endpoint.Any any -> whereabouts.isBehind(address, leg);
      case Endpoint.Not(var excluded) ->
          whereabouts.isBehind(address, leg)
              && excluded.stream().noneMatch(it -> is(it, address, leg));
      case Endpoint.OfAddresses addresses ->
          whereabouts.isBehind(address, leg)
              && addresses.addresses(address.family()).ranges().stream()
                  .anyMatch(range -> Whereabouts.contains(range, address));
      case Endpoint.OfNetwork(var network) ->
          whereabouts.isBehind(address, leg) && is(network, address, leg);
    };
  }

  /** Whether the name of a network means an address that rightly is met at a leg. */
  private boolean is(Network network, Address address, Leg leg) {
    boolean standsThere =
        router.cluster().legs().stream().anyMatch(it -> isOf(it.network(), network));
    if (standsThere && !isOf(leg.network(), network)) {
      return false;
    }
    if (standsThere && !Router.hasDefaultRoute(leg, address.family())) {
      return true;
    }
    if (Whereabouts.isOnLink(address)) {
      return standsThere;
    }
    List<Network> owners = whereabouts.owners(address);
    return owners.isEmpty()
        ? isWayOut(network, address.family())
        : owners.stream().anyMatch(it -> isOf(it, network));
  }

  private static boolean isOf(Network one, Network other) {
    return one.name().equals(other.name());
  }

  /** Whether whoever declares the network has the way out there. */
  private boolean isWayOut(Network network, Family family) {
    return router.site().clusters().stream()
        .flatMap(cluster -> cluster.legs().stream())
        .filter(leg -> leg.span().equals(network.span()))
        .anyMatch(leg -> Router.hasDefaultRoute(leg, family));
  }

  private static boolean isService(List<Service> services, Packet packet) {
    return services.isEmpty() || services.stream().anyMatch(it -> isService(it, packet));
  }

  private static boolean isService(Service service, Packet packet) {
    return switch (service) {
      case Service.Protocol(int protocol) -> packet.protocol() == protocol;
      case Service.Ports(int protocol, int first, int last) ->
          packet.protocol() == protocol && first <= packet.second() && packet.second() <= last;
      case Service.Icmp icmp ->
          packet.isIcmp()
              && packet.family() == icmp.family()
              && packet.first() == icmp.type()
              && (icmp.code().isEmpty() || icmp.code().getAsInt() == packet.second());
    };
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
