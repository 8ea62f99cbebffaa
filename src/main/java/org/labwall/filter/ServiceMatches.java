package org.labwall.filter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.labwall.address.Family;
import org.labwall.filter.Match.Ports;
import org.labwall.model.Service;

/** Says services in matches, no two alternatives of which hold for the same packet. */
final class ServiceMatches {
  /** How many slots a match of ports has, as in iptables' multiport; a range takes two. */
  private static final int SLOTS = 15;

  private static final Ports ALL_PORTS = new Ports(0, 65535);

  private ServiceMatches() {}

  /**
   * The alternatives for {@code services}: one that matches all where there are no services; none
   * where no packet of the family can be of these services.
   */
  static List<List<Match>> of(List<Service> services, Family family) {
    if (services.isEmpty()) {
      return List.of(List.of());
    }
    Map<Integer, List<Service>> byProtocol = new LinkedHashMap<>();
    for (Service service : services) {
      if (service.existsIn(family)) {
        byProtocol.computeIfAbsent(service.protocol(), it -> new ArrayList<>()).add(service);
      }
    }
    List<List<Match>> alternatives = new ArrayList<>();
    byProtocol.forEach((protocol, list) -> addProtocol(protocol, list, alternatives));
    return alternatives;
  }

  private static void addProtocol(
      int protocol, List<Service> services, List<List<Match>> alternatives) {
    Match ofProtocol = new Match.Protocol(protocol);
    List<Ports> ports = new ArrayList<>();
    List<Match.Icmp> messages = new ArrayList<>();
    for (Service service : services) {
      switch (service) {
        case Service.Ports(int number, int first, int last, var helper) ->
            ports.add(new Ports(first, last));
        case Service.Icmp icmp -> messages.add(new Match.Icmp(icmp.type(), icmp.code()));
        case Service.Protocol(int number) -> {
          alternatives.add(List.of(ofProtocol));
          return;
        }
      }
    }
    for (List<Ports> group : groups(joined(ports))) {
      boolean all = group.contains(ALL_PORTS);
      alternatives.add(
          all ? List.of(ofProtocol) : List.of(ofProtocol, new Match.DestinationPorts(group)));
    }
    messages.stream()
        .distinct()
        .filter(it -> it.code().isEmpty() || !messages.contains(ofAnyCode(it)))
        .forEach(it -> alternatives.add(List.of(ofProtocol, it)));
  }

  private static Match.Icmp ofAnyCode(Match.Icmp message) {
    return new Match.Icmp(message.type(), OptionalInt.empty());
  }

  /** The same ports in order, without overlaps; adjacent ranges are one. */
  private static List<Ports> joined(List<Ports> ports) {
    List<Ports> joined = new ArrayList<>();
    for (Ports next : ports.stream().sorted(Comparator.comparing(Ports::first)).toList()) {
      int end = joined.size() - 1;
      if (end >= 0 && next.first() <= joined.get(end).last() + 1) {
        Ports before = joined.get(end);
        joined.set(end, new Ports(before.first(), Math.max(before.last(), next.last())));
      } else {
        joined.add(next);
      }
    }
    return joined;
  }

  private static List<List<Ports>> groups(List<Ports> ports) {
    List<List<Ports>> groups = new ArrayList<>();
    int free = 0;
    for (Ports next : ports) {
      int needed = next.first() == next.last() ? 1 : 2;
      if (needed > free) {
        groups.add(new ArrayList<>());
        free = SLOTS;
      }
      groups.get(groups.size() - 1).add(next);
      free -= needed;
    }
    return groups;
  }
}
