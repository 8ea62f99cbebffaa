package org.labwall.lab.trial;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.lab.LabPlan.Kind;
import org.labwall.lab.LabPlan.Station;
import org.labwall.lab.probe.ListeningPorts;
import org.labwall.lab.probe.ProbeRun;
import org.labwall.model.Service;
import org.labwall.packet.Datagram;
import org.labwall.packet.Judge;
import org.labwall.packet.Probe;
import org.labwall.packet.ProbePlan;

/** Tries packets: those of the rules, and all ports of a router itself. */
final class Packets {
  private static final int PORTS = 1 << 16;

  /** The ports that are scanned besides those that listen, where each costs much. */
  private static final int LOW_PORTS = 1 << 10;

  private static final int SOURCE_PORT = 40_000;

  private final Subject subject;

  Packets(Subject subject) {
    this.subject = subject;
  }

  /** The same through whoever of a team is master. */
  void probeMaster(List<String> team, Findings findings) throws IOException {
    Optional<String> master = subject.master(team);
    if (master.isEmpty()) {
      findings.fault("None of `" + String.join("`, `", team) + "` is master of everything.");
      return;
    }
    findings.fact("master is " + master.get());
    probe(master.get(), findings);
  }

  /** Every packet through a role, to it and from it has the fate that the source says. */
  void probe(String role, Findings findings) throws IOException {
    ProbePlan plan = subject.probes(role);
    send(role, plan.probes(), "packets", findings);
    plan.unprobed().forEach(it -> findings.fact(it.text()));
  }

  private void send(String role, List<Probe> probes, String what, Findings findings)
      throws IOException {
    List<Probe> visible = subject.visible(role, probes);
    ProbeRun.Result result = subject.send(role, visible);
    if (visible.size() < probes.size()) {
      findings.fact("%,d cannot be seen".formatted(probes.size() - visible.size()));
    }
    double seconds = result.time().toNanos() / 1e9;
    findings.fact("%,d %s, %,.0f a second".formatted(result.sent(), what, result.sent() / seconds));
    result.mismatches().forEach(it -> findings.fault(it, subject::trace));
  }

  /** What listens at a role, and what of it can be reached, is what the rules say. */
  void scan(String role, Findings findings) throws IOException {
    List<String> command = new ArrayList<>(List.of("cat"));
    command.addAll(ListeningPorts.TABLES);
    ListeningPorts listening = ListeningPorts.of(subject.lab().output(role, command));
    List<Probe> probes = new ArrayList<>();
    for (Station from : scanners(role)) {
      probes.addAll(scan(role, from, listening, findings));
    }
    send(role, probes, "ports", findings);
  }

  /** One client inside, and who is outside. */
  private List<Station> scanners(String role) {
    List<Station> all = new ArrayList<>();
    for (Kind kind : List.of(Kind.CLIENT, Kind.OUTSIDE)) {
      subject.plan().stations().stream()
          .filter(it -> it.kind() == kind && port(role, it).isPresent())
          .filter(it -> kind == Kind.OUTSIDE || !isOutside(network(it)))
          .findFirst()
          .ifPresent(all::add);
    }
    return all;
  }

  private boolean isOutside(String network) {
    return subject.plan().station(Kind.OUTSIDE, network).isPresent();
  }

  private static String network(Station station) {
    return station.plugs().get(0).network();
  }

  /** The interface of a role in the network of a station. */
  private Optional<String> port(String role, Station station) {
    return subject.router(role).ports().stream()
        .filter(it -> it.network().filter(network(station)::equals).isPresent())
        .map(it -> it.name())
        .findFirst();
  }

  private List<Probe> scan(String role, Station from, ListeningPorts listening, Findings findings)
      throws IOException {
    String port = port(role, from).orElseThrow();
    int ports = subject.lab().isVirtual() ? LOW_PORTS : PORTS;
    Judge all = subject.judge(role);
    List<Probe> probes = new ArrayList<>();
    TreeSet<Integer> open = new TreeSet<>();
    for (Family family : Family.values()) {
      Optional<Address> own =
          all.ownAt(port).stream().filter(it -> it.family() == family).findFirst();
      Optional<Address> source = source(from, family);
      if (own.isPresent() && source.isPresent()) {
        Datagram first =
            new Datagram(Optional.of(port), source.get(), own.get(), Service.TCP, SOURCE_PORT, 1);
        Judge judge = all.like(first);
        for (int number = 1; number < (family == Family.IPV4 ? ports : 1); number++) {
          add(judge, first.to(own.get(), number), probes);
        }
        for (int number : listening.tcp()) {
          Datagram packet = first.to(own.get(), number);
          if (judge.judge(packet).isHere()) {
            open.add(number);
          }
        }
        for (int number : listening.udp()) {
          Datagram packet =
              new Datagram(
                  Optional.of(port), source.get(), own.get(), Service.UDP, SOURCE_PORT, number);
          add(judge, packet, probes);
        }
      }
    }
    findings.fact("from %s open: %s".formatted(network(from), open.isEmpty() ? "nothing" : open));
    return probes;
  }

  /** What a limit counts is left to the probes of the rules. */
  private static void add(Judge judge, Datagram packet, List<Probe> probes) {
    var fate = judge.judge(packet);
    if (fate.limited().isEmpty()) {
      probes.add(new Probe(packet, fate));
    }
  }

  /** An address beside the station's own, which nobody holds. */
  private Optional<Address> source(Station station, Family family) {
    Optional<Address> own =
        station.addresses().stream().filter(it -> it.family() == family).findFirst();
    Optional<Address> next = own.flatMap(Address::next);
    while (next.isPresent() && subject.held().contains(next.get())) {
      next = next.get().next();
    }
    return next;
  }
}
