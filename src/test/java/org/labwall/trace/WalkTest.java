package org.labwall.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.labwall.Effort;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.backend.Firewall;
import org.labwall.loaded.RuleSet;
import org.labwall.model.Leg;
import org.labwall.model.Site;
import org.labwall.packet.Datagram;
import org.labwall.packet.Fate;
import org.labwall.packet.Judge;
import org.labwall.packet.Probe;
import org.labwall.packet.ProbePlanner;
import org.labwall.project.Node;
import org.labwall.proof.Trees;

/** A walk through generated rules ends as the source says, for the probes of every case. */
class WalkTest {
  private static final Path GOLDEN = Path.of("golden", "ok");
  private static final Path EXAMPLES = Path.of("examples");
  private static final int MOST = Effort.of(300);

  /** Of clusters with so many rules one machine will do. */
  private static final int LARGE = 100;

  @TestFactory
  Stream<DynamicTest> theRulesDoWhatTheSourceSays() throws IOException {
    try (Stream<Path> cases = Stream.concat(Files.list(GOLDEN), Files.list(EXAMPLES))) {
      return cases.filter(it -> Files.exists(it.resolve("site.lw"))).sorted().toList().stream()
          .map(it -> DynamicTest.dynamicTest(it.getFileName().toString(), () -> walk(it)));
    }
  }

  private static void walk(Path directory) {
    Trees first = Trees.of(directory, Firewall.IPTABLES);
    Site site = first.nodes().getFirst().site();
    List<Trees> others =
        List.of(Trees.of(site, Firewall.IPTABLES_ONLY), Trees.of(site, Firewall.NFTABLES));
    for (Node node : first.nodes()) {
      if (node.role().index() > 0 && node.policy().size() > LARGE) {
        continue;
      }
      Judge judge = new Judge(node, leases(node));
      List<Probe> probes = ProbePlanner.plan(node, judge, Set.of()).probes();
      walk(node, judge, probes, first);
      others.forEach(it -> walk(node, judge, probes, it));
    }
  }

  private static void walk(Node node, Judge judge, List<Probe> probes, Trees trees) {
    Map<Family, RuleSet> rules = new EnumMap<>(Family.class);
    for (Family family : Family.values()) {
      rules.put(family, trees.rules(node, family));
    }
    // So many of large sites, evenly.
    int step = 1 + probes.size() / MOST;
    int walked = 0;
    for (int i = 0; i < probes.size(); i += step) {
      Datagram packet = probes.get(i).packet();
      Fate fate = probes.get(i).fate();
      Walk.Result result =
          Walk.of(
              Objects.requireNonNull(rules.get(packet.family())),
              node,
              judge.routes(),
              true,
              packet);
      String where = trees.firewall() + ", " + node.role().name() + ": " + packet;
      assertEquals(brief(fate), brief(result), where);
      assertTrue(
          fate.line().isEmpty() || result.deciding().flatMap(Met::rule).isPresent(),
          () -> where + " is decided by no rule");
      walked++;
    }
    assertTrue(walked > 10, "only " + walked + " packets");
  }

  private static Map<String, Address> leases(Node node) {
    Map<String, Address> leases = new HashMap<>();
    for (Leg leg : node.cluster().legs()) {
      if (leg.dhcp()) {
        leases.put(leg.interfaceName(), Address.of(198, 18, 77, 2 + leases.size()));
      }
    }
    return leases;
  }

  private static String brief(Fate fate) {
    return switch (fate.verdict()) {
      case ALLOW -> "accepted " + fate.exit() + " " + fate.seen();
      case DENY -> "dropped";
      case REJECT -> "rejected";
    };
  }

  private static String brief(Walk.Result result) {
    return switch (result.end()) {
      case ACCEPTED -> "accepted " + result.exit() + " " + result.seen();
      case DROPPED, NOWHERE -> "dropped";
      case REJECTED -> "rejected";
    };
  }
}
