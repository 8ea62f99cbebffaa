package org.labwall.differential;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.model.Endpoint;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.Rule;
import org.labwall.model.Service;
import org.labwall.model.Translation.OfDestination;
import org.labwall.model.Translation.Place;

/**
 * Packets at the boundaries of what a source speaks of, and others; no two of them of one
 * connection.
 */
public final class PacketGenerator {
  private static final List<String> ELSEWHERE =
      List.of("8.8.8.8", "1.2.3.4", "198.51.100.7", "9.255.255.255", "2a00:1450::8", "2600::5");

  private final Dice dice;
  private final Router router;
  private final Set<Address> own;
  private final List<Address> ownList;
  private final Terrain terrain;
  private final Translator translator;
  private final Set<String> tuples = new HashSet<>();

  /** A generator for a router. */
  public PacketGenerator(long seed, Router router) {
    this.dice = new Dice(~seed);
    this.router = router;
    this.own = router.addresses();
    this.ownList = List.copyOf(own);
    this.terrain = new Terrain(router);
    this.translator = new Translator(router, Trial.DATE);
  }

  /** So many packets, or fewer where there are no more; those of the router itself come last. */
  public List<Packet> packets(int count) {
    List<Packet> through = new ArrayList<>();
    List<Packet> ofRouter = new ArrayList<>();
    for (int i = 0; i < 40 * count && through.size() + ofRouter.size() < count; i++) {
      packet()
          .filter(terrain::isDecidedByFilter)
          .filter(this::isNew)
          .ifPresent(it -> (it.isOwn() ? ofRouter : through).add(it));
    }
    through.addAll(ofRouter);
    return through;
  }

  private Optional<Packet> packet() {
    if (dice.percent(3)) {
      return Optional.of(special());
    }
    Optional<Packet> translated = dice.percent(40) ? toForward() : Optional.empty();
    if (translated.isPresent()) {
      return translated;
    }
    List<Rule> policy = router.cluster().policy();
    Optional<Rule> rule =
        policy.isEmpty() || dice.percent(25) ? Optional.empty() : Optional.of(dice.of(policy));
    Family family = dice.percent(50) ? Family.IPV4 : Family.IPV6;
    boolean fromSelf = rule.map(it -> hasSelf(it.from())).orElse(false) && dice.percent(60);
    boolean toSelf = rule.map(it -> hasSelf(it.to())).orElse(false) && dice.percent(60);
    Address source =
        fromSelf || dice.percent(3) ? dice.of(ownList) : end(rule.map(Rule::from), family);
    Address destination =
        toSelf || dice.percent(2) ? dice.of(ownList) : end(rule.map(Rule::to), source.family());
    // What the router says to itself is not worth many packets.
    boolean toItself = own.contains(source) && own.contains(destination) && dice.percent(90);
    if (toItself || source.family() != destination.family()) {
      return Optional.empty();
    }
    Optional<String> from = own.contains(source) ? Optional.empty() : Optional.of(entry(source));
    return Optional.of(withService(services(rule), from, source, destination));
  }

  /** A packet to where a forward takes it, or nearly. */
  private Optional<Packet> toForward() {
    List<OfDestination> forwards = router.cluster().translations().forwards();
    if (forwards.isEmpty()) {
      return Optional.empty();
    }
    OfDestination forward = dice.of(forwards);
    Family family = dice.percent(50) ? Family.IPV4 : Family.IPV6;
    List<Address> addresses = new ArrayList<>();
    for (Place place : forward.on()) {
      switch (place) {
        case Place.At(var address, var span) -> addresses.add(address);
        case Place.OnNetwork(var network, var span) -> addresses.addAll(router.addresses(network));
      }
    }
    addresses.removeIf(it -> it.family() != family);
    Optional<List<Rule>> policy =
        Optional.of(router.cluster().policy()).filter(it -> !it.isEmpty());
    Address source = end(policy.map(it -> dice.of(it).from()), family);
    return addresses.isEmpty() || source.family() != family || own.contains(source)
        ? Optional.empty()
        : Optional.of(
            withService(
                forward.services(), Optional.of(entry(source)), source, dice.of(addresses)));
  }

  private static boolean hasSelf(List<Endpoint> endpoints) {
    return endpoints.stream().anyMatch(Endpoint.Self.class::isInstance);
  }

  /** An address that lies in an endpoint of a rule, or at its edge, or anywhere. */
  private Address end(Optional<List<Endpoint>> endpoints, Family family) {
    if (endpoints.isPresent() && dice.percent(80)) {
      List<AddressRange> ranges = new ArrayList<>();
      endpoints.get().forEach(it -> addRanges(it, family, ranges));
      if (!ranges.isEmpty()) {
        return near(dice.of(ranges));
      }
    }
    List<AddressRange> all = terrain.ranges(family);
    if (all.isEmpty() || dice.percent(15)) {
      return Address.parse(dice.of(ELSEWHERE)).orElseThrow();
    }
    return near(dice.of(all));
  }

  private static void addRanges(Endpoint endpoint, Family family, List<AddressRange> ranges) {
    switch (endpoint) {
      case Endpoint.Any any -> {}
      case Endpoint.Self self -> {}
      case Endpoint.Not(var excluded) -> excluded.forEach(it -> addRanges(it, family, ranges));
      case Endpoint.OfAddresses addresses -> ranges.addAll(addresses.addresses(family).ranges());
      case Endpoint.OfNetwork(var network) -> {
        network.prefix(family).ifPresent(it -> ranges.add(it.range()));
        for (Network.Route route : network.routed()) {
          if (route.destination().family() == family) {
            ranges.add(route.destination().range());
          }
        }
      }
    }
  }

  private Address near(AddressRange range) {
    Optional<Address> outside = dice.percent(50) ? range.first().previous() : range.last().next();
    return switch (dice.below(8)) {
      case 0, 1 -> range.first();
      case 2, 3 -> range.last();
      case 4 -> outside.orElse(range.first());
      case 5 -> range.first().plus(range.first().equals(range.last()) ? 0 : 1);
      default -> dice.within(range);
    };
  }

  /** The interface by which a source rightly comes, or now and then another. */
  private String entry(Address source) {
    List<Leg> legs = router.legs();
    List<Leg> right = legs.stream().filter(leg -> terrain.isBehind(source, leg)).toList();
    if (right.isEmpty()) {
      right = legs.stream().filter(it -> Router.hasDefaultRoute(it, source.family())).toList();
    }
    return dice.of(right.isEmpty() || dice.percent(8) ? legs : right).interfaceName();
  }

  private static List<Service> services(Optional<Rule> rule) {
    return rule.map(Rule::services).orElse(List.of());
  }

  private Packet withService(
      List<Service> services, Optional<String> from, Address source, Address destination) {
    int hops = dice.of(64, 64, 255);
    if (services.isEmpty() || dice.percent(20)) {
      int icmp = source.family() == Family.IPV4 ? Packet.ICMP : Packet.ICMPV6;
      int protocol = dice.of(6, 6, 17, 17, 132, icmp, icmp, 1, 58, 47, 50, 89, 112, 253);
      int port = dice.of(22, 80, 53, dice.below(65536));
      return packet(from, source, destination, protocol, type(protocol, port), hops);
    }
    return switch (dice.of(services)) {
      case Service.Protocol(int protocol) ->
          packet(from, source, destination, protocol, type(protocol, dice.below(65536)), hops);
      case Service.Ports(int protocol, int first, int last, var helper) -> {
        int port = dice.of(first, last, first - 1, last + 1, dice.between(first, last));
        int valid = Math.max(0, Math.min(65535, port));
        yield packet(from, source, destination, protocol, valid, hops);
      }
      case Service.Icmp icmp -> {
        int type = dice.percent(80) ? icmp.type() : dice.of(8, 128, 135, icmp.type() ^ 1);
        int code = dice.percent(60) ? icmp.code().orElse(0) : dice.below(3);
        yield new Packet(from, source, destination, icmp.protocol(), type, code, hops);
      }
    };
  }

  /** The destination port, or the type of a message of ICMP that may start something. */
  private int type(int protocol, int port) {
    return switch (protocol) {
      case Packet.ICMP -> dice.of(8, 8, 8, 8, 13, 3, 0);
      case Packet.ICMPV6 -> dice.of(128, 128, 128, 128, 135, 133, 136, 1, 129);
      default -> port;
    };
  }

  private Packet packet(
      Optional<String> from, Address source, Address target, int protocol, int service, int hops) {
    return protocol == Packet.ICMP || protocol == Packet.ICMPV6
        ? new Packet(from, source, target, protocol, service, 0, hops)
        : new Packet(from, source, target, protocol, dice.between(1, 65535), service, hops);
  }

  /** What the language speaks of by name: advertisements, DHCP, discovery, link-local sources. */
  private Packet special() {
    Leg leg = dice.of(router.legs());
    Optional<String> from = Optional.of(leg.interfaceName());
    Address link =
        Address.parse("fe80::7:" + Integer.toHexString(dice.between(9, 65535))).orElseThrow();
    Address all = Family.IPV4.highest();
    Address nobody = Family.IPV4.lowest();
    Address target = dice.of(ownList);
    boolean six = target.family() == Family.IPV6;
    return switch (dice.below(6)) {
      case 0 -> new Packet(from, nobody, all, Packet.UDP, 68, dice.of(67, 67, 67, 68), 64);
      case 1 -> advertisement(leg, from, link);
      case 2, 3 ->
          withService(
              services(
                  Optional.of(router.cluster().policy()).filter(it -> !it.isEmpty()).map(dice::of)),
              from,
              six ? link : nobody,
              six ? target : all);
      default -> {
        int type = dice.between(133, 137);
        Address source = dice.percent(50) ? link : Family.IPV6.lowest();
        Address here = six ? target : link;
        yield new Packet(from, source, here, Packet.ICMPV6, type, 0, dice.of(64, 255, 255));
      }
    };
  }

  private Packet advertisement(Leg leg, Optional<String> from, Address link) {
    List<Address> real = new ArrayList<>(leg.ipv4().map(Leg.Stand::real).orElse(List.of()));
    real.removeAll(own);
    boolean six = real.isEmpty() || dice.percent(30);
    Address source = six ? link : near(new AddressRange(real.get(0), real.get(0)));
    Address group = Address.parse(six ? "ff02::12" : "224.0.0.18").orElseThrow();
    return new Packet(from, source, group, dice.of(Packet.VRRP, Packet.VRRP, 89), 0, 0, 255);
  }

  /**
   * Whether it is of another connection than all before, and answers none of them. Ports are
   * changed where two connections would be one after they are translated; what has no ports is
   * dropped.
   */
  public boolean isNew(Packet packet) {
    // The probe numbers messages of ICMP.
    if (packet.isIcmp()) {
      return true;
    }
    Packet translated = translator.translated(packet);
    String way =
        tuple(packet, packet.source(), packet.destination(), packet.first(), packet.second());
    String back =
        tuple(
            packet,
            translated.destination(),
            translated.source(),
            translated.second(),
            translated.first());
    if (tuples.contains(way) || tuples.contains(back)) {
      return false;
    }
    tuples.add(way);
    tuples.add(back);
    return true;
  }

  private static String tuple(
      Packet packet, Address source, Address target, int first, int second) {
    String ports = packet.hasPorts() ? " " + first + " " + second : "";
    return packet.protocol() + " " + source + " " + target + ports;
  }
}
