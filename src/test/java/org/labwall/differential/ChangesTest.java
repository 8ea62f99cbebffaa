package org.labwall.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.labwall.Effort;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.flow.Change;
import org.labwall.flow.Comparison;
import org.labwall.model.Rule;
import org.labwall.packet.Fate;
import org.labwall.packet.Judge;

/** What {@code diff} says of random sources that differ in a rule is what happens to packets. */
class ChangesTest {
  private static final int SITES = Effort.of(8);
  private static final int PACKETS = 300;

  @Test
  void aPacketWithAnotherFateIsOfAChange() {
    int changed = 0;
    for (long seed = 1; seed <= SITES; seed++) {
      SourceGenerator.Source source = SourceGenerator.generate(seed);
      String other = withoutARule(source.text(), seed);
      for (String role : source.roles()) {
        changed += compare(source.text(), other, role, seed);
      }
    }
    assertTrue(changed > SITES, "only " + changed + " packets met another fate");
  }

  @Test
  void aSourceIsNoOtherThanItself() {
    for (long seed = 1; seed <= SITES; seed++) {
      SourceGenerator.Source source = SourceGenerator.generate(seed);
      for (String role : source.roles()) {
        assertEquals(
            List.of(),
            Comparison.between(
                trial(source.text(), role).node(), trial(source.text(), role).node()),
            "seed " + seed);
      }
    }
  }

  /** The text without one of its rules that stand in no block. */
  private static String withoutARule(String text, long seed) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    List<Integer> rules = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).matches("(allow|deny|reject).*")) {
        rules.add(i);
      }
    }
    lines.remove((int) rules.get((int) (seed % Math.max(1, rules.size() / 2))));
    return String.join("\n", lines) + "\n";
  }

  private static Trial trial(String text, String role) {
    return Trial.of(text, role, Set.of(), new Diagnostics()).orElseThrow();
  }

  private static int compare(String old, String next, String role, long seed) {
    Trial before = trial(old, role);
    Trial after = trial(next, role);
    Set<Change.Kind> kinds =
        Comparison.between(before.node(), after.node()).stream()
            .map(Change::kind)
            .collect(Collectors.toSet());
    Judge first = new Judge(before.node(), Map.of());
    Judge second = new Judge(after.node(), Map.of());
    int changed = 0;
    for (Packet packet : new PacketGenerator(seed, before.router()).packets(PACKETS)) {
      if (!JudgeTest.isOfAConnection(packet, before.router())) {
        continue;
      }
      Fate was = first.judge(JudgeTest.datagram(packet));
      Fate is = second.judge(JudgeTest.datagram(packet));
      if (was.verdict() != is.verdict()) {
        changed++;
        Change.Kind kind =
            is.verdict() == Rule.Verdict.ALLOW
                ? Change.Kind.OPENS
                : was.verdict() == Rule.Verdict.ALLOW ? Change.Kind.CLOSES : Change.Kind.REFUSES;
        assertTrue(
            kinds.contains(kind), () -> "seed %d, %s: %s, %s".formatted(seed, role, packet, kinds));
      }
    }
    return changed;
  }
}
