package org.labwall.lab.trial;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.lab.LabException;
import org.labwall.lab.LabPlan.Port;
import org.labwall.lab.LabPlan.Station;
import org.labwall.lab.probe.ProbeRun;
import org.labwall.model.Host;
import org.labwall.packet.Datagram;
import org.labwall.packet.Fate;
import org.labwall.packet.Probe;
import org.labwall.project.Reach;

/** Does the steps of a scenario. */
final class Scenario {
  private static final int SOURCE_PORT = 45_000;
  private static final int ECHO = 8;
  private static final int ECHO6 = 128;

  private final Subject subject;
  private int packets;

  Scenario(Subject subject) {
    this.subject = subject;
  }

  /** What a step does, in a few words. */
  static String name(ScenarioStep step) {
    return switch (step) {
      case ScenarioStep.Fail(var failure, var span) -> "fail " + failure.role() + ", " + failure;
      case ScenarioStep.Heal(var role, var span) -> "heal " + role.orElse("all");
      case ScenarioStep.Wait(var time, var span) -> "wait " + seconds(time);
      case ScenarioStep.ProbeAll(var span) -> "probe all";
      case ScenarioStep.Send it -> "probe from " + it.from() + " to " + it.to();
      case ScenarioStep.ExpectMaster it -> "expect master " + it.role();
    };
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.2f s", time.toMillis() / 1e3);
  }

  /** Does a step. */
  void run(ScenarioStep step, Findings findings) throws IOException {
    switch (step) {
      case ScenarioStep.Fail(var failure, var span) -> subject.lab().fail(failure);
      case ScenarioStep.Heal(var role, var span) -> subject.lab().heal(role);
      case ScenarioStep.Wait(var time, var span) -> Subject.pause(time);
      case ScenarioStep.ProbeAll(var span) -> probeAll(findings);
      case ScenarioStep.Send it -> send(it, findings);
      case ScenarioStep.ExpectMaster it -> expect(it, findings);
    }
  }

  private void probeAll(Findings findings) throws IOException {
    Packets all = new Packets(subject);
    for (List<String> team : subject.teams()) {
      if (subject.elections(team.get(0)).isEmpty()) {
        for (String role : team) {
          all.probe(role, findings);
        }
      } else {
        all.probeMaster(team, findings);
      }
    }
  }

  private void expect(ScenarioStep.ExpectMaster it, Findings findings) throws IOException {
    subject.checkRole(it.role());
    long start = System.nanoTime();
    if (Subject.await(() -> subject.isMaster(it.role()), it.within())) {
      findings.fact("after " + seconds(Duration.ofNanos(System.nanoTime() - start)));
    } else {
      findings.fault("`%s` is not master within %s.".formatted(it.role(), seconds(it.within())));
    }
  }

  private void send(ScenarioStep.Send it, Findings findings) throws IOException {
    for (List<String> team : subject.teams()) {
      Optional<String> router =
          subject.elections(team.get(0)).isEmpty()
              ? Optional.of(team.get(0))
              : subject.master(team);
      if (router.isPresent() && routes(router.get())) {
        send(it, router.get(), findings);
        return;
      }
    }
    findings.fault("Nobody is master of everything.");
  }

  private boolean routes(String role) {
    return subject.node(role).routes();
  }

  private void send(ScenarioStep.Send it, String role, Findings findings) throws IOException {
    Address source = address(it.from(), role, Optional.empty());
    Address target = address(it.to(), role, Optional.of(source));
    if (source.family() != target.family()) {
      throw new LabException(
          "`" + it.from() + "` and `" + it.to() + "` have no address of one family.");
    }
    Datagram packet = packet(it, entry(it.from(), source, role), source, target);
    Fate fate = subject.judge(role).judge(packet);
    findings.fact(fate.verdict().name().toLowerCase(Locale.ROOT) + " by " + fate.cite());
    if (it.expected().isPresent() && it.expected().get() != fate.verdict()) {
      findings.fault(
          "The source says %s of %s, by %s."
              .formatted(fate.verdict().name().toLowerCase(Locale.ROOT), packet, fate.cite()));
    }
    List<Probe> visible = subject.visible(role, List.of(new Probe(packet, fate)));
    if (visible.isEmpty()) {
      findings.fact("what becomes of it cannot be seen");
    }
    ProbeRun.Result result = subject.send(role, visible);
    result.mismatches().forEach(mismatch -> findings.fault(mismatch, subject::trace));
  }

  private Datagram packet(ScenarioStep.Send it, String entry, Address source, Address target) {
    boolean ping = it.protocol() == Datagram.ICMP;
    boolean four = source.family() == Family.IPV4;
    int protocol = ping && !four ? Datagram.ICMPV6 : it.protocol();
    int first = ping ? (four ? ECHO : ECHO6) : SOURCE_PORT + packets++;
    return new Datagram(Optional.of(entry), source, target, protocol, first, it.port());
  }

  /** The interface by which a source rightly comes. */
  private String entry(String name, Address source, String role) {
    Optional<String> ofNetwork =
        subject.router(role).ports().stream()
            .filter(it -> it.network().filter(name::equals).isPresent())
            .map(Port::name)
            .findFirst();
    return ofNetwork
        .or(
            () ->
                Reach.of(subject.node(role), source.family()).parts().stream()
                    .filter(it -> it.addresses().contains(source))
                    .map(it -> it.port().name())
                    .findFirst())
        .orElseThrow(
            () ->
                new LabException("`" + role + "` has no interface that " + source + " comes by."));
  }

  /** An address of that name, of the family of another if there is one. */
  private Address address(String name, String role, Optional<Address> other) {
    Optional<Address> written = Address.parse(name);
    if (written.isPresent()) {
      return written.get();
    }
    if (name.equals("self")) {
      String entry = entry("", other.orElseThrow(), role);
      return subject.judge(role).ownAt(entry).stream()
          .filter(it -> isLike(it, other))
          .reduce((first, last) -> last)
          .orElseThrow(() -> new LabException("`" + role + "` has no such address."));
    }
    for (Host host : subject.site().hosts()) {
      if (host.name().equals(name)) {
        return host.addresses().stream()
            .filter(it -> isLike(it, other))
            .findFirst()
            .orElseThrow(() -> new LabException("`" + name + "` has no such address."));
      }
    }
    return subject.plan().stations().stream()
        .filter(it -> it.plugs().get(0).network().equals(name))
        .flatMap(it -> beside(it, other).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new LabException(
                    "`"
                        + name
                        + "` is neither a network nor a host of the source, nor an address."));
  }

  private static boolean isLike(Address address, Optional<Address> other) {
    return other.isEmpty() || other.get().family() == address.family();
  }

  /** An address beside a station's own, which nobody holds. */
  private Optional<Address> beside(Station station, Optional<Address> other) {
    Optional<Address> next =
        station.addresses().stream().filter(it -> isLike(it, other)).findFirst();
    while (next.isPresent() && subject.held().contains(next.get())) {
      next = next.get().next();
    }
    return next;
  }
}
