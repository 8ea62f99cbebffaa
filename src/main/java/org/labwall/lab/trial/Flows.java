package org.labwall.lab.trial;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.lab.LabPlan.Election;
import org.labwall.lab.LabPlan.Kind;
import org.labwall.lab.LabPlan.Station;
import org.labwall.lab.probe.Flow;
import org.labwall.model.Rule;
import org.labwall.model.Service;
import org.labwall.packet.Datagram;
import org.labwall.packet.Fate;
import org.labwall.packet.Judge;
import org.labwall.packet.Probe;

/** Chooses what stations send while their routers fail, of what the rules allow. */
final class Flows {
  private static final int SOURCE_PORT = 50_001;

  private final Subject subject;
  private final String role;
  private final Judge judge;

  Flows(Subject subject, String role) {
    this.subject = subject;
    this.role = role;
    this.judge = subject.judge(role);
  }

  /** Where a flow goes. */
  private enum Direction {
    OUT,
    IN,
    INSIDE
  }

  /** One flow for each direction in which anything is allowed, and one to a virtual address. */
  List<Flow> choose() {
    Map<Direction, Flow> chosen = new EnumMap<>(Direction.class);
    for (boolean tcp : new boolean[] {false, true}) {
      for (Probe probe : subject.probes(role).probes()) {
        if (passes(probe) && (probe.packet().protocol() == Service.TCP) == tcp) {
          Direction direction = direction(probe);
          if (!chosen.containsKey(direction)) {
            flow(probe).ifPresent(it -> chosen.put(direction, it));
          }
        }
      }
    }
    List<Flow> flows = new ArrayList<>(chosen.values());
    toGateway().ifPresent(flows::add);
    return flows;
  }

  private static boolean passes(Probe probe) {
    Fate fate = probe.fate();
    return fate.verdict() == Rule.Verdict.ALLOW
        && fate.exit().isPresent()
        && fate.limited().isEmpty()
        && probe.packet().entry().isPresent()
        && !probe.packet().entry().equals(fate.exit())
        && (probe.packet().hasPorts() || probe.packet().isIcmp())
        && probe.packet().protocol() != Service.SCTP;
  }

  private Direction direction(Probe probe) {
    if (isOutside(probe.fate().exit().orElseThrow())) {
      return Direction.OUT;
    }
    return isOutside(probe.packet().entry().orElseThrow()) ? Direction.IN : Direction.INSIDE;
  }

  private boolean isOutside(String port) {
    return network(port).flatMap(it -> subject.plan().station(Kind.OUTSIDE, it)).isPresent();
  }

  private Optional<String> network(String port) {
    return subject.router(role).ports().stream()
        .filter(it -> it.name().equals(port))
        .findFirst()
        .flatMap(it -> it.network());
  }

  /** The same packet from a station itself. */
  private Optional<Flow> flow(Probe probe) {
    String entry = probe.packet().entry().orElseThrow();
    Kind kind = isOutside(entry) ? Kind.OUTSIDE : Kind.CLIENT;
    return network(entry)
        .flatMap(
            network ->
                subject
                    .plan()
                    .station(kind, network)
                    .flatMap(station -> flow(probe, network, station)));
  }

  private Optional<Flow> flow(Probe probe, String network, Station station) {
    return address(station, probe.packet().family())
        .map(own -> probe.packet().from(own))
        .map(it -> it.hasPorts() ? it.withFirst(SOURCE_PORT) : it)
        .filter(it -> passes(new Probe(it, judge.judge(it))))
        .filter(it -> judge.judge(it).exit().equals(probe.fate().exit()))
        .map(it -> new Flow(station.name(), network, Optional.of(it), Optional.empty()));
  }

  private static Optional<Address> address(Station station, Family family) {
    return station.addresses().stream().filter(it -> it.family() == family).findFirst();
  }

  /** A client asks who holds the virtual address of its network. */
  private Optional<Flow> toGateway() {
    for (Election election : subject.elections(role)) {
      for (Address virtual : election.addresses()) {
        for (var leg : subject.node(role).cluster().legs()) {
          String network = leg.network().name();
          boolean here =
              leg.ipv4()
                  .flatMap(it -> it.virtual())
                  .filter(it -> it.address().equals(virtual))
                  .isPresent();
          Optional<Station> client = subject.plan().station(Kind.CLIENT, network);
          if (here && client.flatMap(it -> address(it, Family.IPV4)).isPresent()) {
            return Optional.of(
                new Flow(client.get().name(), network, Optional.empty(), Optional.of(virtual)));
          }
        }
      }
    }
    return Optional.empty();
  }

  /**
   * A connection of TCP between two stations.
   *
   * @param client who opens it
   * @param server who takes it
   * @param packet how it opens
   */
  record Connection(Station client, Station server, Datagram packet) {}

  /** A connection in IPv4 that is allowed between stations; where it can be, to the outside. */
  Optional<Connection> connection() {
    Optional<Connection> inside = Optional.empty();
    for (Probe probe : subject.probes(role).probes()) {
      boolean tcp = probe.packet().protocol() == Service.TCP && passes(probe);
      if (tcp && probe.packet().family() == Family.IPV4) {
        Optional<Connection> found = connection(probe);
        if (found.isPresent() && direction(probe) == Direction.OUT) {
          return found;
        }
        inside = inside.or(() -> found);
      }
    }
    return inside;
  }

  private Optional<Connection> connection(Probe probe) {
    String exit = probe.fate().exit().orElseThrow();
    Kind kind = isOutside(exit) ? Kind.OUTSIDE : Kind.CLIENT;
    Optional<Station> server = network(exit).flatMap(it -> subject.plan().station(kind, it));
    Optional<Flow> flow = flow(probe);
    if (server.isEmpty() || flow.isEmpty()) {
      return Optional.empty();
    }
    Station client = subject.plan().station(flow.get().station()).orElseThrow();
    return address(server.get(), Family.IPV4)
        .map(it -> flow.get().packet().orElseThrow().to(it, probe.packet().second()))
        .filter(it -> passes(new Probe(it, judge.judge(it))))
        .filter(it -> judge.judge(it).seen().destination().equals(it.destination()))
        .map(it -> new Connection(client, server.get(), it));
  }
}
