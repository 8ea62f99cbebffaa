package org.labwall.check;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.model.Cluster;
import org.labwall.model.Endpoint;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.Rule;
import org.labwall.model.Service;
import org.labwall.model.Site;

/**
 * Judges single packets by the words of the language page, in the plainest way, and knows packets
 * enough that every two sets that rules can tell apart differ in one of them.
 */
final class PlainPolicy {
  private final Cluster cluster;
  private final List<Prefix> linkSources =
      List.of(Prefix.parse("0.0.0.0/32").orElseThrow(), Prefix.parse("fe80::/10").orElseThrow());

  /** The policy of a site of one cluster. */
  PlainPolicy(Site site) {
    this.cluster = site.clusters().get(0);
  }

  /** One end of a packet: an address behind a leg, or, without a leg, the machine itself. */
  record End(Optional<Leg> leg, Address address) {
    static End self(Family family) {
      return new End(Optional.empty(), family.lowest());
    }
  }

  /** A packet; ports, or type and code in one number, are its detail. */
  record Packet(End from, End to, int protocol, int detail) {
    Family family() {
      return from.address().family();
    }
  }

  /** Whether the rule speaks of this packet. */
  boolean matches(Rule rule, Packet packet) {
    return rule.from().stream().anyMatch(it -> matches(it, packet.from()))
        && rule.to().stream().anyMatch(it -> matches(it, packet.to()))
        && (rule.services().isEmpty()
            || rule.services().stream().anyMatch(it -> matches(it, packet)));
  }

  private boolean matches(Endpoint endpoint, End end) {
    if (end.leg().isEmpty()) {
      return endpoint instanceof Endpoint.Self;
    }
    Leg leg = end.leg().get();
    return switch (endpoint) {
      case Endpoint.Self() -> false;
      case Endpoint.Any() -> true;
      case Endpoint.Not(var excluded) -> excluded.stream().noneMatch(it -> matches(it, end));
      case Endpoint.OfAddresses set ->
          set.addresses(end.address().family()).contains(end.address());
      case Endpoint.OfNetwork(var network) ->
          leg.network().equals(network)
              && (!leg.wayOut(end.address().family())
                  || holders(end.address()).isEmpty()
                  || holders(end.address()).contains(leg));
    };
  }

  private static boolean matches(Service service, Packet packet) {
    if (service.protocol() != packet.protocol()) {
      return false;
    }
    return switch (service) {
      case Service.Ports ports ->
          ports.first() <= packet.detail() && packet.detail() <= ports.last();
      case Service.Protocol it -> true;
      case Service.Icmp icmp ->
          icmp.family() == packet.family()
              && packet.detail() / 256 == icmp.type()
              && (icmp.code().isEmpty() || packet.detail() % 256 == icmp.code().getAsInt());
    };
  }

  /** The legs whose network, or what is routed through it, holds the address most closely. */
  private List<Leg> holders(Address address) {
    int longest = 0;
    List<Leg> holders = new ArrayList<>();
    for (Leg leg : cluster.legs()) {
      for (Prefix prefix : prefixes(leg.network())) {
        if (prefix.contains(address)) {
          if (prefix.length() > longest) {
            holders.clear();
            longest = prefix.length();
          }
          if (prefix.length() == longest) {
            holders.add(leg);
          }
        }
      }
    }
    return holders;
  }

  private static List<Prefix> prefixes(Network network) {
    List<Prefix> prefixes = new ArrayList<>();
    network.ipv4().ifPresent(prefixes::add);
    network.ipv6().ifPresent(prefixes::add);
    network.routed().forEach(route -> prefixes.add(route.destination()));
    return prefixes;
  }

  private boolean belongs(Leg leg, Address address) {
    List<Leg> holders = holders(address);
    return holders.isEmpty() ? leg.wayOut(address.family()) : holders.contains(leg);
  }

  /** Every packet that the rules judge, up to those that no rule can tell from one of them. */
  List<Packet> packets() {
    List<Packet> packets = new ArrayList<>();
    for (Family family : Family.values()) {
      List<Leg> legs =
          cluster.legs().stream()
              .filter(leg -> leg.stand(family).isPresent() || (leg.dhcp() && family == Family.IPV4))
              .toList();
      if (!legs.isEmpty()) {
        addPackets(family, legs, packets);
      }
    }
    return packets;
  }

  private void addPackets(Family family, List<Leg> legs, List<Packet> packets) {
    List<End> ends = new ArrayList<>();
    Set<End> linkEnds = new LinkedHashSet<>();
    for (Leg leg : legs) {
      for (Address address : addresses(family)) {
        End end = new End(Optional.of(leg), address);
        if (belongs(leg, address)) {
          ends.add(end);
        } else if (linkSources.stream().anyMatch(it -> it.contains(address))) {
          linkEnds.add(end);
        }
      }
    }
    for (int kind : kinds(family)) {
      int protocol = kind >> 16;
      int detail = kind & 0xffff;
      for (End from : ends) {
        packets.add(new Packet(from, End.self(family), protocol, detail));
        packets.add(new Packet(End.self(family), from, protocol, detail));
        for (End to : cluster.legs().size() > 1 ? ends : List.<End>of()) {
          packets.add(new Packet(from, to, protocol, detail));
        }
      }
      boolean fromLink = family == Family.IPV6 || (protocol == 17 && detail == 67);
      for (End from : fromLink ? linkEnds : Set.<End>of()) {
        packets.add(new Packet(from, End.self(family), protocol, detail));
      }
    }
  }

  /** All addresses of a family at which any set of the source starts, or has just ended. */
  private Set<Address> addresses(Family family) {
    List<AddressSet> sets = new ArrayList<>();
    cluster
        .legs()
        .forEach(leg -> prefixes(leg.network()).forEach(it -> sets.add(AddressSet.of(it))));
    linkSources.forEach(it -> sets.add(AddressSet.of(it)));
    for (Rule rule : cluster.policy()) {
      rule.from().forEach(it -> addSets(it, sets));
      rule.to().forEach(it -> addSets(it, sets));
    }
    Set<Address> addresses = new TreeSet<>(Set.of(family.lowest()));
    for (AddressSet set : sets) {
      for (AddressRange range : set.ranges()) {
        if (range.family() == family) {
          addresses.add(range.first());
          range.last().next().ifPresent(addresses::add);
        }
      }
    }
    return addresses;
  }

  private static void addSets(Endpoint endpoint, List<AddressSet> sets) {
    if (endpoint instanceof Endpoint.OfAddresses addresses) {
      sets.add(addresses.ipv4());
      sets.add(addresses.ipv6());
    } else if (endpoint instanceof Endpoint.Not(var excluded)) {
      excluded.forEach(it -> addSets(it, sets));
    }
  }

  /** Protocols with details, the protocol 16 bits up, at which any service starts or has ended. */
  private Set<Integer> kinds(Family family) {
    Set<Integer> kinds = new TreeSet<>(Set.of(0, 17 << 16 | 67, 17 << 16 | 68));
    for (Rule rule : cluster.policy()) {
      for (Service service : rule.services()) {
        int protocol = service.protocol() << 16;
        kinds.add(protocol);
        kinds.add(protocol + (1 << 16));
        switch (service) {
          case Service.Ports ports -> {
            kinds.add(protocol + ports.first());
            kinds.add(protocol + ports.last() + 1);
          }
          case Service.Protocol it -> {}
          case Service.Icmp icmp -> {
            kinds.add(protocol + icmp.type() * 256);
            kinds.add(protocol + (icmp.type() + 1) * 256);
            kinds.add(protocol + icmp.type() * 256 + icmp.code().orElse(0));
            kinds.add(protocol + icmp.type() * 256 + icmp.code().orElse(0) + 1);
          }
        }
      }
    }
    kinds.removeIf(kind -> kind >= 256 << 16);
    return kinds;
  }
}
