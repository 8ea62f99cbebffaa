package org.labwall.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labwall.Effort;
import org.labwall.address.Family;
import org.labwall.backend.Firewall;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.loaded.RuleSet;
import org.labwall.packet.Datagram;
import org.labwall.packet.Fate;
import org.labwall.packet.Judge;
import org.labwall.proof.Trees;
import org.labwall.trace.Walk;

/** A walk through the rules of random sites ends as the judge says, for random packets. */
class WalkAgreesTest {
  private static final int SITES = Effort.of(7);
  private static final int PACKETS = 300;

  @ParameterizedTest
  @EnumSource(Firewall.class)
  void theRulesDoWhatTheSourceSays(Firewall firewall) {
    int compared = 0;
    for (long seed = 201; seed <= 200 + SITES; seed++) {
      SourceGenerator.Source source = SourceGenerator.generate(seed);
      for (String role : source.roles()) {
        compared += compare(source.text(), role, seed, firewall);
      }
    }
    assertTrue(compared > SITES * PACKETS / 2, "only " + compared + " packets");
  }

  private static int compare(String text, String role, long seed, Firewall firewall) {
    Trial trial = Trial.of(text, role, Set.of(), new Diagnostics()).orElseThrow();
    Judge judge = new Judge(trial.node(), JudgeTest.leases(trial.router()));
    Trees trees = Trees.of(trial.node().site(), firewall);
    Map<Family, RuleSet> rules = new EnumMap<>(Family.class);
    for (Family family : Family.values()) {
      rules.put(family, trees.rules(trial.node(), family));
    }
    int compared = 0;
    for (Packet packet : new PacketGenerator(seed, trial.router()).packets(PACKETS)) {
      if (JudgeTest.isOfAConnection(packet, trial.router())) {
        Datagram datagram = JudgeTest.datagram(packet);
        Walk.Result walked =
            Walk.of(
                Objects.requireNonNull(rules.get(packet.family())),
                trial.node(),
                judge.routes(),
                true,
                datagram);
        assertEquals(
            brief(judge.judge(datagram)),
            brief(walked),
            () -> "seed %d, %s: %s%n%s".formatted(seed, role, packet, text));
        compared++;
      }
    }
    return compared;
  }

  private static String brief(Fate fate) {
    return switch (fate.verdict()) {
      case ALLOW -> "accepted " + fate.exit() + " " + fate.seen();
      case DENY -> "dropped";
      case REJECT -> "rejected";
    };
  }

  private static String brief(Walk.Result walked) {
    return switch (walked.end()) {
      case ACCEPTED -> "accepted " + walked.exit() + " " + walked.seen();
      case DROPPED, NOWHERE -> "dropped";
      case REJECTED -> "rejected";
    };
  }
}
