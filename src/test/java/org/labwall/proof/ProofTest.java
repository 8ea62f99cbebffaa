package org.labwall.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labwall.SiteText;
import org.labwall.address.Family;
import org.labwall.backend.Firewall;
import org.labwall.backend.OutputFile;
import org.labwall.backend.iptables.IptablesBackend;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.filter.Style;
import org.labwall.loaded.RuleSet;
import org.labwall.project.Node;

/** What is compiled of the golden cases is proved to mean what they say. */
class ProofTest {
  private static final Path GOLDEN = Path.of("golden", "ok");
  private static final Path EXAMPLES = Path.of("examples");

  @TestFactory
  Stream<DynamicTest> whatIsCompiledIsWhatIsWritten() throws IOException {
    try (Stream<Path> cases = Stream.concat(Files.list(GOLDEN), Files.list(EXAMPLES))) {
      return cases.filter(it -> Files.exists(it.resolve("site.lw"))).sorted().toList().stream()
          .flatMap(
              it ->
                  Stream.of(Firewall.values())
                      .map(
                          firewall ->
                              DynamicTest.dynamicTest(
                                  it.getFileName() + " " + firewall, () -> prove(it, firewall))));
    }
  }

  private static void prove(Path directory, Firewall firewall) {
    Trees trees = Trees.of(directory, firewall);
    for (Node node : trees.nodes()) {
      for (Family family : Family.values()) {
        List<Difference> differences = Proof.of(node, trees.rules(node, family));
        assertEquals(List.of(), differences, node.role().name() + " " + family);
      }
    }
  }

  /** What is no longer there decides nothing; most rules do. */
  @ParameterizedTest
  @EnumSource(
      value = Firewall.class,
      names = {"IPTABLES", "NFTABLES"})
  void aRuleThatIsMissingIsMissed(Firewall firewall) {
    Trees trees = Trees.of(Path.of("golden/ok/translation"), firewall);
    Node node = trees.nodes().getFirst();
    List<String> kept = new ArrayList<>();
    int missed = 0;
    List<Integer> places = trees.rulePlaces(node, Family.IPV4);
    for (int place : places) {
      RuleSet rules = trees.without(place, node, Family.IPV4);
      if (Proof.of(node, rules).isEmpty()) {
        kept.add(trees.line(place, node, Family.IPV4));
      } else {
        missed++;
      }
    }
    // These are there for other packets of the same kind, or say again what a policy says.
    assertTrue(missed > places.size() * 3 / 4, () -> String.join("\n", kept));
    assertTrue(kept.stream().noneMatch(it -> it.contains("--to-dest") || it.contains("dnat to")));
  }

  /** Neither forward of IPv4 sends anything back by the interface of the other's host. */
  @Test
  void whatNobodyForwardsIsNotSentBack() {
    Node node =
        SiteText.node(
            """
            DEV one eth1 203.0.113.0/28  203.0.113.1  inet6 fd00:1::/64 fd00:1::1
            DEV two eth2 203.0.113.16/28 203.0.113.17 inet6 fd00:2::/64 fd00:2::1
            HOST first  203.0.113.7,  fd00:1::7
            HOST second 203.0.113.23, fd00:2::7
            forward tcp/80 on fd00:2::1 to first
            forward udp/33 on one to second
            """);
    for (Family family : Family.values()) {
      assertEquals(List.of(), differences(node, family, it -> it));
    }
  }

  private static List<Difference> differences(
      Node node, Family family, UnaryOperator<String> change) {
    List<OutputFile> files =
        new IptablesBackend(Style.WITH_SETS)
            .files(node).stream()
                .map(it -> new OutputFile(it.path(), change.apply(it.content())))
                .toList();
    Diagnostics diagnostics = new Diagnostics();
    RuleSet rules = Mutant.rules(files, family, diagnostics);
    assertFalse(diagnostics.hasErrors());
    return Proof.of(node, rules);
  }

  /** A helper must read what a rule lets it open, and may read more of the same clients. */
  @Test
  void helpersReadWhatOpensOthers() {
    Trees trees = Trees.of(Path.of("golden/ok/helpers"), Firewall.IPTABLES);
    Node node = trees.nodes().getFirst();
    String ftp = "-A follow-ftp-tcp -i vlan10 -p tcp --dport 21 ";
    Difference missing = difference(trees, node, ftp + ".*\n", "");
    assertEquals("followed by the helper ftp, accepted", missing.written());
    assertEquals("accepted", missing.found());
    assertEquals(17, missing.line().orElseThrow().line());
    Difference other = difference(trees, node, "(" + ftp + ".*) ftp\n", "$1 pptp\n");
    assertEquals("followed by the helper pptp, accepted", other.found());
    Difference more =
        difference(trees, node, "-A PREROUTING -i vlan20 (-p udp --dport 69 )", "-A PREROUTING $1");
    assertEquals("accepted", more.written());
    assertEquals("followed by the helper tftp, accepted", more.found());
    String narrow = "(-A follow-ftp-tcp -i vlan20 )-d 172.16.20.9/32 ";
    RuleSet wider = trees.changed(node, Family.IPV4, it -> it.replaceFirst(narrow, "$1"));
    assertEquals(List.of(), Proof.of(node, wider));
  }

  private static Difference difference(Trees trees, Node node, String words, String others) {
    RuleSet rules = trees.changed(node, Family.IPV4, it -> it.replaceFirst(words, others));
    return Proof.of(node, rules).getFirst();
  }

  /** Packets for which one rule has no token left may have one of the next. */
  @Test
  void eachLimitHasTokensOfItsOwn() {
    Node node =
        SiteText.node(
            """
            DEV staff eth1 172.16.10.0/24 172.16.10.1
            DEV lab   eth2 172.16.20.0/24 172.16.20.1
            allow  from staff to lab ssh limit 10/minute
            reject from staff to lab ssh limit 10/minute
            """);
    assertEquals(List.of(), differences(node, Family.IPV4, it -> it));
    Difference missing =
        differences(node, Family.IPV4, it -> it.replaceFirst("-A FORWARD .*site.lw:4.*\n", ""))
            .getFirst();
    assertEquals("rejected (tcp reset)", missing.written());
    assertEquals("dropped", missing.found());
    Difference twice =
        differences(
                node, Family.IPV4, it -> it.replaceFirst("(-A FORWARD .*site.lw:3.*\n)", "$1$1"))
            .getFirst();
    assertEquals("accepted", twice.found());
    // Comments are a hint only.
    String comment = "--limit 10/minute -m comment --comment \"site.lw:";
    assertEquals(
        List.of(), differences(node, Family.IPV4, it -> it.replace(comment, comment + "1")));
  }

  /** What asks about a connection fails for a packet without one, whichever way it is asked. */
  @Test
  void invalidPacketsHaveNoConnection() {
    Trees trees = Trees.of(Path.of("golden/ok/translation"), Firewall.NFTABLES);
    Node node = trees.nodes().getFirst();
    RuleSet rules =
        trees.changed(
            node,
            Family.IPV4,
            it ->
                it.replaceFirst(
                    "ct state invalid counter drop",
                    "ct state invalid ct direction original counter drop\n"
                        + "ct state invalid ct direction reply counter drop"));
    List<Difference> differences = Proof.of(node, rules);
    assertEquals(1, differences.size());
    assertTrue(differences.getFirst().packet().startsWith("invalid "), differences.toString());
  }

  @Test
  void aDifferenceIsAPacketAndTwoLines() {
    Trees trees = Trees.of(Path.of("golden/ok/translation"), Firewall.IPTABLES);
    Node node = trees.nodes().getFirst();
    RuleSet rules =
        trees.changed(
            node, Family.IPV4, it -> it.replaceFirst("-p tcp --dport 22 ", "-p tcp --dport 23 "));
    List<Difference> differences = Proof.of(node, rules);
    assertEquals(1, differences.size());
    Difference difference = differences.getFirst();
    assertEquals("accepted", difference.written());
    assertEquals("dropped", difference.found());
    assertEquals(18, difference.line().orElseThrow().line());
    assertTrue(difference.packet().startsWith("new tcp/22 from 172.16.10."), difference.packet());
    assertTrue(difference.packet().contains(" by vlan10"), difference.packet());
  }
}
