package org.labwall.packet;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.model.Rule;

/**
 * Gathers probes. Each asks something new, opens a connection of its own, and takes a token of
 * every limit that it meets, of which half are left for those that are sent again.
 */
final class ProbeBag {
  private static final int FIRST_PORT = 1_024;
  private static final int PORTS = 64_000;

  private final Judge judge;
  private final ProbePlaces places;
  private final List<Probe> through = new ArrayList<>();
  private final List<Probe> own = new ArrayList<>();
  private final Set<Datagram> asked = new HashSet<>();
  private final Set<String> connections = new HashSet<>();
  private final Map<Rule, Map<Family, Integer>> tokens = new IdentityHashMap<>();

  /** By interface of entry and of exit: allowed packets, one of each family. */
  private final Map<String, Probe> allowed = new HashMap<>();

  ProbeBag(Judge judge, ProbePlaces places) {
    this.judge = judge;
    this.places = places;
  }

  /** All probes, those of the machine itself last. */
  List<Probe> probes() {
    List<Probe> all = new ArrayList<>(through);
    all.addAll(own);
    return all;
  }

  /** An allowed packet from behind one interface that leaves by another. */
  Optional<Datagram> allowed(String entry, String exit, Family family) {
    return Optional.ofNullable(allowed.get(way(entry, exit, family))).map(Probe::packet);
  }

  private static String way(String entry, String exit, Family family) {
    return entry + " " + exit + " " + family;
  }

  /** Adds a packet if it can be sent and seen; says what becomes of it. */
  Optional<Fate> add(Optional<String> entry, Address source, Address destination, ProbeKind kind) {
    boolean fits = source.family() == destination.family() && !source.equals(destination);
    if (!fits || !kind.isUsable(source.family())) {
      return Optional.empty();
    }
    return put(
        new Datagram(entry, source, destination, kind.protocol(), kind.first(), kind.second()));
  }

  /** The same of a packet that need not open a connection. */
  Optional<Fate> put(Datagram packet) {
    if (asked.contains(packet) || !isGood(packet)) {
      return Optional.empty();
    }
    Datagram numbered =
        packet.hasPorts() ? packet.withFirst(FIRST_PORT + asked.size() % PORTS) : packet;
    Fate fate = judge.judge(numbered);
    boolean seen = fate.exit().isEmpty() || places.isUsable(fate.seen().destination());
    if (!seen || !isNew(numbered, fate) || !takeTokens(fate, packet.family())) {
      return Optional.empty();
    }
    asked.add(packet);
    Probe probe = new Probe(numbered, fate);
    (packet.isOwn() ? own : through).add(probe);
    if (packet.entry().isPresent() && fate.exit().isPresent()) {
      allowed.putIfAbsent(way(packet.entry().get(), fate.exit().get(), packet.family()), probe);
    }
    return Optional.of(fate);
  }

  /** What others hold is left to them, but for the machine's own addresses. */
  private boolean isGood(Datagram packet) {
    boolean ownSource = judge.own().contains(packet.source());
    boolean ownDestination = judge.own().contains(packet.destination());
    return packet.isOwn()
        ? ownSource && !ownDestination && places.isUsable(packet.destination())
        : !ownSource
            && places.isUsable(packet.source())
            && (ownDestination || places.isUsable(packet.destination()));
  }

  /** Whether no probe is of its connection; a message of ICMP gets a number of its own. */
  private boolean isNew(Datagram packet, Fate fate) {
    if (packet.isIcmp()) {
      return true;
    }
    Datagram seen = fate.seen();
    String ports = packet.hasPorts() ? packet.first() + " " : "";
    String back = packet.hasPorts() ? seen.second() + " " : "";
    String way = packet.protocol() + " " + packet.source() + " " + packet.destination() + " ";
    String wayBack = packet.protocol() + " " + seen.destination() + " " + seen.source() + " ";
    String there = way + ports + (packet.hasPorts() ? packet.second() : "");
    String here = wayBack + back + (packet.hasPorts() ? packet.first() : "");
    if (connections.contains(there) || connections.contains(here)) {
      return false;
    }
    connections.add(there);
    connections.add(here);
    return true;
  }

  private boolean takeTokens(Fate fate, Family family) {
    boolean enough =
        fate.limited().stream()
            .allMatch(
                rule ->
                    taken(rule).getOrDefault(family, 0)
                        < Math.max(1, rule.limit().orElseThrow().tokens() / 2));
    if (enough) {
      fate.limited().forEach(rule -> taken(rule).merge(family, 1, Integer::sum));
    }
    return enough;
  }

  private Map<Family, Integer> taken(Rule rule) {
    return tokens.computeIfAbsent(rule, it -> new EnumMap<>(Family.class));
  }
}
