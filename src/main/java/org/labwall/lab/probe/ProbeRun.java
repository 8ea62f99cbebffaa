package org.labwall.lab.probe;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.labwall.address.Address;
import org.labwall.lab.LabPlan;
import org.labwall.lab.LabPlan.Port;
import org.labwall.lab.probe.Sighting.Outcome;
import org.labwall.model.Rule.Verdict;
import org.labwall.model.Service;
import org.labwall.packet.Datagram;
import org.labwall.packet.Probe;

/** Sends probes to a router of a running lab, and compares what becomes of them. */
public final class ProbeRun {
  /** Of so many sources of a packet there is one more try. */
  private static final int ANOTHER_PORT = 1 << 15;

  /** "Port unreachable", of ICMP and of ICMPv6. */
  private static final Set<Integer> PORT_UNREACHABLE = Set.of(3 << 8 | 3, 1 << 8 | 4);

  /** Settings of the kernel, without which it keeps most refusals to itself. */
  public static final Map<String, String> UNLIMITED_ANSWERS =
      Map.of(
          "ipv4/icmp_ratelimit", "0",
          "ipv6/icmp/ratelimit", "0",
          "ipv4/icmp_msgs_per_sec", "1000000",
          "ipv4/icmp_msgs_burst", "1000000");

  private final boolean inside;
  private final LabPlan.Router router;
  private final ProbeWire wire;
  private final Map<String, String> networks = new HashMap<>();

  private ProbeRun(LabPlan.Router router, ProbeWire wire, boolean inside) {
    this.inside = inside;
    this.router = router;
    this.wire = wire;
    for (Port port : router.ports()) {
      port.network().ifPresent(it -> networks.put(port.name(), it));
    }
  }

  /**
   * What came of it.
   *
   * @param sent how many packets were sent
   * @param time how long that took, their observation included
   * @param mismatches of which the router thinks otherwise
   */
  public record Result(int sent, Duration time, List<Mismatch> mismatches) {
    public Result {
      mismatches = List.copyOf(mismatches);
    }
  }

  /**
   * Sends probes.
   *
   * @param router the router, which holds the virtual addresses
   * @param held all addresses that machines of the lab hold
   * @param namespace where the router lives; nothing where nobody can look into it
   */
  public static Result run(
      LabPlan plan,
      LabPlan.Router router,
      Set<Address> held,
      List<Probe> probes,
      Optional<String> namespace)
      throws IOException {
    Set<Integer> protocols =
        probes.stream().map(it -> it.packet().protocol()).collect(Collectors.toSet());
    try (ProbeWire wire = ProbeWire.open(plan, router, held, protocols, namespace)) {
      return new ProbeRun(router, wire, namespace.isPresent()).run(probes);
    }
  }

  private Result run(List<Probe> probes) throws IOException {
    long start = System.nanoTime();
    List<Mismatch> mismatches = new ArrayList<>();
    List<Probe> lost = new ArrayList<>();
    compare(probes, lost, mismatches);
    int sent = probes.size();
    if (!lost.isEmpty()) {
      // A neighbour that was not known yet, or a full queue: what is dropped stays dropped.
      wire.settle();
      List<Probe> again = lost.stream().map(ProbeRun::again).toList();
      List<Probe> missing = new ArrayList<>();
      compare(again, missing, mismatches);
      missing.forEach(it -> mismatches.add(mismatch(it, "it is met nowhere")));
      sent += again.size();
    }
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    return new Result(sent, time, mismatches);
  }

  private static Probe again(Probe probe) {
    Datagram packet = probe.packet();
    return packet.hasPorts()
        ? new Probe(packet.withFirst(packet.first() ^ ANOTHER_PORT), probe.fate())
        : probe;
  }

  private void compare(List<Probe> probes, List<Probe> lost, List<Mismatch> mismatches)
      throws IOException {
    List<Sighting> seen = wire.send(probes);
    for (int i = 0; i < probes.size(); i++) {
      Probe probe = probes.get(i);
      Sighting sighting = seen.get(i);
      if (!agrees(probe, sighting)) {
        if (sighting.outcome() == Outcome.NOTHING) {
          lost.add(probe);
        } else {
          mismatches.add(mismatch(probe, words(sighting)));
        }
      }
    }
  }

  private Mismatch mismatch(Probe probe, String words) {
    return new Mismatch(router.name(), probe, words);
  }

  /**
   * Whether the fate of a packet shows outside of the router: nobody sees what this sends, and what
   * it gets only by an answer. TCP and UDP answer at a port where nothing listens.
   */
  public static boolean showsOutside(Probe probe) {
    return !probe.packet().isOwn() && (!probe.fate().isHere() || probe.packet().hasPorts());
  }

  private boolean agrees(Probe probe, Sighting seen) {
    Verdict verdict = probe.fate().verdict();
    boolean tcp = probe.packet().protocol() == Service.TCP;
    if (!inside && probe.fate().isHere()) {
      return tcp
          ? seen.outcome() == Outcome.RESET
          : seen.outcome() == Outcome.UNREACHABLE && PORT_UNREACHABLE.contains(seen.detail());
    }
    return switch (seen.outcome()) {
      case NOTHING -> verdict == Verdict.DENY;
      case DELIVERED -> probe.fate().isHere();
      case FORWARDED -> verdict == Verdict.ALLOW && isAsSaid(probe, seen);
      case RESET -> verdict == Verdict.REJECT && tcp;
      case UNREACHABLE ->
          // Any other code is the router's own complaint, of a missing route for one.
          PORT_UNREACHABLE.contains(seen.detail())
              ? verdict == Verdict.REJECT && !tcp
              : verdict == Verdict.DENY;
    };
  }

  private boolean isAsSaid(Probe probe, Sighting seen) {
    Datagram said = probe.fate().seen();
    String network = probe.fate().exit().map(networks::get).orElse("");
    return seen.place().equals(network)
        && seen.source().equals(said.source())
        && seen.destination().equals(said.destination())
        && (!said.hasPorts() || seen.port() == said.second());
  }

  private static String words(Sighting seen) {
    return switch (seen.outcome()) {
      case NOTHING -> "it is met nowhere";
      case UNREACHABLE -> "\"unreachable\" of code %d comes back".formatted(seen.detail() & 0xff);
      case RESET -> "a reset comes back";
      case DELIVERED -> "the router gets it";
      case FORWARDED ->
          "it is met in %s as %s -> %s%s"
              .formatted(
                  seen.place(),
                  seen.source(),
                  seen.destination(),
                  seen.port() == 0 ? "" : " port " + seen.port());
    };
  }

  /** All addresses that machines of a lab hold, those of the routers apart. */
  public static Set<Address> held(LabPlan plan) {
    return plan.stations().stream()
        .flatMap(it -> it.addresses().stream())
        .collect(Collectors.toCollection(HashSet::new));
  }
}
