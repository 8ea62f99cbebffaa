package org.labwall.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.labwall.Effort;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Leg;
import org.labwall.model.Rule;
import org.labwall.packet.Datagram;
import org.labwall.packet.Fate;
import org.labwall.packet.Judge;

/** The judge of packets says of random packets at random sites what the plain evaluator says. */
class JudgeTest {
  private static final int SITES = Effort.of(8);
  private static final int PACKETS = 400;

  @Test
  void itSaysWhatTheSourceMeans() {
    int compared = 0;
    for (long seed = 1; seed <= SITES; seed++) {
      SourceGenerator.Source source = SourceGenerator.generate(seed);
      for (String role : source.roles()) {
        compared += compare(source.text(), role, seed);
      }
    }
    assertTrue(compared > SITES * PACKETS / 2, "only " + compared + " packets");
  }

  @Test
  void anAddressOfTheLinkLeavesFromAWayOutOnly() {
    String text =
        """
        DEV lab eth2 172.16.20.0/24 172.16.20.1
        DEV dsl eth3 2001:db8:30::/64 2001:db8:30::2 via 2001:db8:30::1
        forward udp/53 on dsl to 2001:db8:30::80
        masquerade from lab
        snat from dsl to dsl as 2001:db8:30::7
        """;
    Trial trial = Trial.of(text, "router", Set.of(), new Diagnostics()).orElseThrow();
    Packet packet =
        new Packet(
            Optional.of("eth3"),
            Address.parse("fe80::9").orElseThrow(),
            Address.parse("2001:db8:30::2").orElseThrow(),
            Packet.UDP,
            4000,
            53,
            64);
    String said = brief(new Evaluator(trial.router(), Trial.DATE).decide(packet));
    assertEquals(said, brief(new Judge(trial.node(), Map.of()).judge(datagram(packet))));
  }

  private static int compare(String text, String role, long seed) {
    Trial trial = Trial.of(text, role, Set.of(), new Diagnostics()).orElseThrow();
    Evaluator evaluator = new Evaluator(trial.router(), Trial.DATE);
    Judge judge = new Judge(trial.node(), leases(trial.router()));
    Map<Rule, Map<Family, Integer>> taken = new IdentityHashMap<>();
    int compared = 0;
    for (Packet packet : new PacketGenerator(seed, trial.router()).packets(PACKETS)) {
      if (isOfAConnection(packet, trial.router())) {
        Fate fate = judge.judge(datagram(packet));
        Datagram other = datagram(packet).to(packet.destination(), packet.second() ^ 1);
        assertEquals(fate, judge.like(other).judge(datagram(packet)), "of those that are alike");
        if (fate.limited().stream().allMatch(rule -> takesToken(rule, packet, taken))) {
          String said = brief(evaluator.decide(packet));
          assertEquals(said, brief(fate), () -> "seed %d, %s: %s".formatted(seed, role, packet));
          compared++;
        }
      }
    }
    return compared;
  }

  /** Whether a judge speaks of it: it goes to one receiver, and is no matter of the link. */
  static boolean isOfAConnection(Packet packet, Router router) {
    boolean known = !packet.isOwn() || router.has(packet.family());
    return known && packet.isToOne() && (packet.isTracked() || packet.isInvalid());
  }

  static Map<String, Address> leases(Router router) {
    Map<String, Address> leases = new HashMap<>();
    router.legs().stream()
        .filter(Leg::dhcp)
        .forEach(leg -> leases.put(leg.interfaceName(), router.lease(leg)));
    return leases;
  }

  static Datagram datagram(Packet packet) {
    return new Datagram(
        packet.from(),
        packet.source(),
        packet.destination(),
        packet.protocol(),
        packet.first(),
        packet.second());
  }

  private static boolean takesToken(
      Rule rule, Packet packet, Map<Rule, Map<Family, Integer>> taken) {
    return taken
            .computeIfAbsent(rule, it -> new EnumMap<>(Family.class))
            .merge(packet.family(), 1, Integer::sum)
        <= rule.limit().orElseThrow().tokens();
  }

  static String brief(Decision said) {
    String line = said.reason().startsWith("line ") ? said.reason() : "implied";
    return switch (said.verdict()) {
      case ALLOW -> "ALLOW " + said.place() + said.ends().map(it -> " " + it).orElse("") + line;
      case DENY -> "DENY " + line;
      case RESET, UNREACHABLE -> "REJECT " + line;
    };
  }

  static String brief(Fate fate) {
    String line = fate.line().map(it -> "line " + it.line()).orElse("implied");
    Datagram seen = fate.seen();
    return switch (fate.verdict()) {
      case ALLOW ->
          "ALLOW "
              + fate.exit().orElse(Decision.HERE)
              + (fate.exit().isPresent() ? " " + ends(seen) : "")
              + line;
      case DENY -> "DENY " + line;
      case REJECT -> "REJECT " + line;
    };
  }

  private static Decision.Ends ends(Datagram seen) {
    return new Decision.Ends(
        seen.source(), seen.destination(), seen.hasPorts() ? seen.second() : 0);
  }
}
