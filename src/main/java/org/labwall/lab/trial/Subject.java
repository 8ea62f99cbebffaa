package org.labwall.lab.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.compiler.Compilation;
import org.labwall.compiler.Tracing;
import org.labwall.lab.Lab;
import org.labwall.lab.LabException;
import org.labwall.lab.LabPlan;
import org.labwall.lab.LabPlan.Election;
import org.labwall.lab.LabPlan.Lease;
import org.labwall.lab.LabPlan.Port;
import org.labwall.lab.LabPlan.Router;
import org.labwall.lab.LabStatus;
import org.labwall.lab.LabStatus.ElectionStatus;
import org.labwall.lab.probe.Mismatch;
import org.labwall.lab.probe.ProbeRun;
import org.labwall.model.Leg;
import org.labwall.model.Site;
import org.labwall.packet.Judge;
import org.labwall.packet.Probe;
import org.labwall.packet.ProbePlan;
import org.labwall.packet.ProbePlanner;
import org.labwall.project.Node;
import org.labwall.project.Projector;
import org.labwall.trace.Trace;
import org.labwall.trace.Tracer;

/** A running lab, and the site that it shall be like. */
final class Subject {
  private static final Duration MARGIN = Duration.ofSeconds(5);
  private static final int LOOK = 20;

  private final Lab lab;
  private final Site site;
  private final Set<Address> ofRoles = new HashSet<>();
  private final Set<Address> held = new HashSet<>();
  private final Map<String, Judge> judges = new HashMap<>();
  private final Map<String, ProbePlan> probes = new HashMap<>();
  private final Tracing tracing;
  private final Map<String, Tracer> tracers = new HashMap<>();

  Subject(Lab lab, Compilation compilation) {
    this.lab = lab;
    this.site = compilation.site();
    this.tracing = Tracing.of(compilation);
    site.clusters().stream().flatMap(it -> it.legs().stream()).forEach(this::hold);
    lab.plan().stations().stream()
        .flatMap(it -> it.leases().stream())
        .forEach(it -> ofRoles.add(it.address()));
    held.addAll(ofRoles);
    lab.plan().stations().forEach(it -> held.addAll(it.addresses()));
    for (Node node : Projector.nodes(site)) {
      judges.put(node.role().name(), new Judge(node, leases(router(node.role().name()))));
    }
  }

  private void hold(Leg leg) {
    for (Family family : Family.values()) {
      leg.stand(family)
          .ifPresent(
              stand -> {
                ofRoles.addAll(stand.real());
                stand.virtual().map(Leg.Virtual::address).ifPresent(ofRoles::add);
              });
    }
  }

  private Map<String, Address> leases(Router router) {
    Map<String, Address> leases = new HashMap<>();
    for (LabPlan.Station station : plan().stations()) {
      for (Lease lease : station.leases()) {
        router.ports().stream()
            .filter(port -> port.mac().equals(lease.mac()) && isThere(port, station))
            .forEach(port -> leases.put(port.name(), lease.address()));
      }
    }
    return leases;
  }

  /** A trunk and its VLANs have one hardware address. */
  private static boolean isThere(Port port, LabPlan.Station station) {
    return station.plugs().stream()
        .anyMatch(plug -> port.network().filter(plug.network()::equals).isPresent());
  }

  Lab lab() {
    return lab;
  }

  LabPlan plan() {
    return lab.plan();
  }

  Site site() {
    return site;
  }

  /** All addresses that machines of the lab hold. */
  Set<Address> held() {
    return held;
  }

  Router router(String role) {
    return plan().router(role).orElseThrow();
  }

  /** Says so where the source has no such role. */
  void checkRole(String role) {
    if (plan().router(role).isEmpty()) {
      List<String> names = plan().routers().stream().map(Router::name).toList();
      throw new LabException(
          "There is no role `" + role + "`; there are `" + String.join("`, `", names) + "`.");
    }
  }

  Node node(String role) {
    return Projector.nodes(site).stream()
        .filter(it -> it.role().name().equals(role))
        .findFirst()
        .orElseThrow();
  }

  Judge judge(String role) {
    return Optional.ofNullable(judges.get(role)).orElseThrow();
  }

  /** The probes of a role; they are planned once. What comes to a station is seen there. */
  ProbePlan probes(String role) {
    return probes.computeIfAbsent(role, it -> ProbePlanner.plan(node(it), judge(it), ofRoles));
  }

  /** What should have become of a packet, and by which line and rules. */
  Trace trace(Mismatch mismatch) {
    return tracers
        .computeIfAbsent(mismatch.router(), it -> tracing.tracer(node(it), judge(it)))
        .trace(mismatch.probe().packet());
  }

  /**
   * Those probes of a role whose fate can be seen: nothing passes through the tunnel of a VPN that
   * nobody has joined, and of a virtual machine there is only what shows outside of it.
   */
  List<Probe> visible(String role, List<Probe> probes) throws IOException {
    Set<String> tunnels = plan().tunnels(role);
    boolean virtual = lab.isVirtual();
    return probes.stream()
        .filter(it -> !virtual || ProbeRun.showsOutside(it))
        .filter(it -> it.packet().entry().filter(tunnels::contains).isEmpty())
        .filter(it -> it.fate().exit().filter(tunnels::contains).isEmpty())
        .toList();
  }

  /** Sends probes to a role. */
  ProbeRun.Result send(String role, List<Probe> probes) throws IOException {
    Optional<String> namespace = Optional.empty();
    if (lab.isVirtual()) {
      List<String> unlimited = new ArrayList<>(List.of("sysctl", "-q", "-w"));
      ProbeRun.UNLIMITED_ANSWERS.forEach(
          (name, value) -> unlimited.add("net." + name.replace('/', '.') + "=" + value));
      lab.output(role, unlimited);
    } else {
      namespace = Optional.of(plan().namespace(role));
    }
    return ProbeRun.run(plan(), router(role), held, probes, namespace);
  }

  LabStatus status() throws IOException {
    return lab.status();
  }

  /** The roles that share elections, a list for each cluster; one role alone has none. */
  List<List<String>> teams() {
    return site.clusters().stream()
        .map(
            cluster -> {
              List<String> roles = cluster.roles().stream().map(it -> it.name()).toList();
              return plan().elections().stream()
                  .map(Election::roles)
                  .filter(roles::containsAll)
                  .findFirst()
                  .orElse(roles);
            })
        .toList();
  }

  /** The elections in which a role takes part. */
  List<Election> elections(String role) {
    return plan().elections().stream().filter(it -> it.roles().contains(role)).toList();
  }

  /** The longest time until somebody takes over, some patience included. */
  Duration patience(String role) {
    return elections(role).stream()
        .map(Election::takeover)
        .max(Duration::compareTo)
        .orElse(Duration.ZERO)
        .plus(MARGIN);
  }

  /** Whether a role is the one master of all of its elections. */
  boolean isMaster(String role) throws IOException {
    return lab.elections().stream()
        .filter(it -> it.election().roles().contains(role))
        .allMatch(it -> it.masters().equals(List.of(role)));
  }

  /** The one of a team who is master of all of its elections. */
  Optional<String> master(List<String> team) throws IOException {
    for (String role : team) {
      if (isMaster(role)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  /** Whether the best of a team is to be master whenever it works. */
  boolean preempts(List<String> team) {
    return node(team.get(0))
        .virtualRouter()
        .filter(it -> it.preemption() && it.preemptionDelay().orElse(0) == 0)
        .isPresent();
  }

  /** Whether a role is no master, and knows it. */
  boolean isBackup(String role) throws IOException {
    return lab.elections().stream()
        .filter(it -> it.election().roles().contains(role))
        .map(ElectionStatus::states)
        .allMatch(it -> "BACKUP".equals(it.get(role)));
  }

  /** Something that becomes true. */
  interface Condition {
    boolean holds() throws IOException;
  }

  /** Waits until it holds; whether it does in time. */
  static boolean await(Condition condition, Duration time) throws IOException {
    long end = System.nanoTime() + time.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        return false;
      }
      pause(Duration.ofMillis(LOOK));
    }
    return true;
  }

  static void pause(Duration time) throws IOException {
    try {
      Thread.sleep(time);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }
}
