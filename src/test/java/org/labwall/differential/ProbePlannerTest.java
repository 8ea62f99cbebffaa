package org.labwall.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labwall.Effort;
import org.labwall.SiteText;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.backend.Firewall;
import org.labwall.compiler.Compiler;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.SourceReader;
import org.labwall.model.Cluster;
import org.labwall.model.Network;
import org.labwall.packet.Datagram;
import org.labwall.packet.Fate;
import org.labwall.packet.Judge;
import org.labwall.packet.Probe;
import org.labwall.packet.ProbePlan;
import org.labwall.packet.ProbePlanner;
import org.labwall.project.Node;
import org.labwall.project.Projector;
import org.labwall.source.Span;

/** Probes meet what the source says, at its edges, and the plain evaluator expects the same. */
class ProbePlannerTest {
  private static final int SITES = Effort.of(3);
  private static final long FIRST = Long.getLong("labwall.seed", 101);
  private static final int PACKETS = 2_000;
  private static final int MOST = Effort.of(500);
  private static final int HOPS = 64;

  @Test
  void thePlainEvaluatorExpectsTheSame() {
    int compared = 0;
    for (long seed = 101; seed <= 100 + SITES; seed++) {
      SourceGenerator.Source source = SourceGenerator.generate(seed);
      for (String role : source.roles()) {
        compared += compare(source.text(), role, seed);
      }
    }
    assertTrue(compared > SITES * 100, "only " + compared + " probes");
  }

  private static int compare(String text, String role, long seed) {
    Trial trial = Trial.of(text, role, Set.of(), new Diagnostics()).orElseThrow();
    Evaluator evaluator = new Evaluator(trial.router(), Trial.DATE);
    Judge judge = new Judge(trial.node(), JudgeTest.leases(trial.router()));
    ProbePlan plan = ProbePlanner.plan(trial.node(), judge, Set.of());
    List<Probe> probes = plan.probes();
    // The plain evaluator is slow: so many, evenly.
    int step = 1 + probes.size() / MOST;
    for (int i = 0; i < probes.size(); i += step) {
      Probe probe = probes.get(i);
      Decision said = evaluator.decide(packet(probe.packet()));
      assertEquals(
          JudgeTest.brief(said),
          JudgeTest.brief(probe.fate()),
          () -> "seed %d, %s: %s%n%s".formatted(seed, role, probe.packet(), text));
    }
    return probes.size() / step;
  }

  /** Of a rule that decides of any packet that can be sent there is a probe, or the plan errs. */
  @Test
  void everyRuleThatDecidesAPacketIsProbed() {
    int rules = 0;
    for (long seed = FIRST; seed < FIRST + SITES; seed++) {
      SourceGenerator.Source source = SourceGenerator.generate(seed);
      for (String role : source.roles()) {
        Trial trial = Trial.of(source.text(), role, Set.of(), new Diagnostics()).orElseThrow();
        Judge judge = new Judge(trial.node(), JudgeTest.leases(trial.router()));
        ProbePlan plan = ProbePlanner.plan(trial.node(), judge, Set.of());
        rules += trial.node().policy().size() - plan.unprobed().size();
        Set<Span> unprobed = new HashSet<>();
        plan.unprobed().forEach(it -> unprobed.add(it.rule().span()));
        String where = "seed %d, %s: ".formatted(seed, role);
        for (Packet packet : new PacketGenerator(seed, trial.router()).packets(PACKETS)) {
          if (isSendable(packet, trial)) {
            Fate fate = judge.judge(JudgeTest.datagram(packet));
            assertFalse(
                fate.line().filter(unprobed::contains).isPresent(),
                () -> where + packet + " by " + fate.cite());
          }
        }
      }
    }
    assertTrue(rules > SITES * 5, "only " + rules + " rules");
  }

  /** Whether it is a plain packet between addresses that are nobody's, or to the machine. */
  private static boolean isSendable(Packet packet, Trial trial) {
    boolean plain =
        packet.hasPorts() ? packet.second() > 0 : packet.isIcmp() && packet.first() % 120 == 8;
    boolean here = trial.router().addresses().contains(packet.destination());
    return plain
        && !packet.isOwn()
        && isFree(packet.source(), trial)
        && (here || isFree(packet.destination(), trial));
  }

  private static boolean isFree(Address address, Trial trial) {
    Cluster cluster = trial.router().cluster();
    return !address.isMulticast()
        && !address.isLinkLocal()
        && !address.isUnspecified()
        && !trial.router().addresses().contains(address)
        && cluster.legs().stream()
            .flatMap(it -> it.stand(address.family()).stream())
            .noneMatch(it -> it.real().contains(address))
        && trial.node().site().networks().stream()
            .flatMap(ProbePlannerTest::prefixes)
            .noneMatch(it -> it.first().equals(address) || it.last().equals(address));
  }

  private static Stream<Prefix> prefixes(Network network) {
    return Stream.of(
            Stream.of(Family.values()).flatMap(it -> network.prefix(it).stream()),
            network.routed().stream().map(it -> it.destination()))
        .flatMap(it -> it);
  }

  private static Packet packet(Datagram it) {
    return new Packet(
        it.entry(), it.source(), it.destination(), it.protocol(), it.first(), it.second(), HOPS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"campus", "dual-stack", "home", "office", "single", "three"})
  void everyRuleOfTheExamplesIsProbed(String example) throws IOException {
    for (Node node : nodes(Path.of("examples", example, "site.lw"))) {
      ProbePlan plan = ProbePlanner.plan(node, new Judge(node, Map.of()), Set.of());
      assertEquals(List.of(), plan.unprobed());
    }
  }

  private static List<Node> nodes(Path source) throws IOException {
    Compiler.Options options = new Compiler.Options(LocalDate.MIN, false, Firewall.IPTABLES);
    return Compiler.check(SourceReader.of(source), options, new Diagnostics())
        .map(Projector::nodes)
        .orElseThrow();
  }

  @Test
  void aRuleIsProbedJustInsideAndJustOutside() {
    String text =
        """
        DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1
        DEV staff eth0 172.16.10.0/24 172.16.10.1
        allow from 172.16.10.16-172.16.10.31 to internet tcp/80-90
        """;
    Node node = SiteText.node(text);
    ProbePlan plan = ProbePlanner.plan(node, new Judge(node, Map.of()), Set.of());
    List<String> said = plan.probes().stream().map(ProbePlannerTest::brief).toList();
    List<String> expected =
        List.of(
            "172.16.10.15 tcp/80 DENY",
            "172.16.10.16 tcp/80 ALLOW",
            "172.16.10.31 tcp/80 ALLOW",
            "172.16.10.32 tcp/80 DENY",
            "172.16.10.16 tcp/79 DENY",
            "172.16.10.16 tcp/90 ALLOW",
            "172.16.10.16 tcp/91 DENY",
            "172.16.10.16 udp/80 DENY");
    assertEquals(List.of(), expected.stream().filter(it -> !said.contains(it)).toList());
  }

  private static String brief(Probe probe) {
    Datagram packet = probe.packet();
    String protocol = packet.protocol() == Packet.TCP ? "tcp" : "udp";
    return "%s %s/%d %s"
        .formatted(packet.source(), protocol, packet.second(), probe.fate().verdict());
  }
}
