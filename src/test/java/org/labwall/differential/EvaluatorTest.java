package org.labwall.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.labwall.SiteText;
import org.labwall.address.Address;

/** The language's section 6, by hand. */
class EvaluatorTest {
  private static final String SITE =
      """
      DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1
      DEV staff eth0 172.16.10.0/24 172.16.10.1 inet6 2001:db8:10::/64 ::1
      DEV lab eth2 172.16.20.0/24 172.16.20.1
      ROUTE 10.58.0.0/16 via 172.16.20.9
      """;

  @Test
  void theFirstRuleThatMatchesDecides() {
    String rules =
        """
        reject from staff to 8.8.8.8
        deny from staff to internet udp/50-53
        allow from staff to internet udp/53-60
        """;
    assertEquals("UNREACHABLE (line 5)", decide(rules, "eth0", "172.16.10.9", "8.8.8.8", 53));
    assertEquals("DENY (line 6)", decide(rules, "eth0", "172.16.10.9", "8.8.4.4", 53));
    assertEquals("ALLOW to eth1 (line 7)", decide(rules, "eth0", "172.16.10.9", "8.8.4.4", 54));
    assertEquals("DENY (no rule)", decide(rules, "eth0", "172.16.10.9", "8.8.4.4", 61));
  }

  @Test
  void addressesAreMetWhereTheyBelong() {
    String rules = "allow from any to any\nallow from any to self\n";
    assertEquals("ALLOW to eth2 (line 5)", decide(rules, "eth1", "8.8.8.8", "10.58.1.1", 53));
    assertEquals("DENY (anti-spoofing)", decide(rules, "eth1", "172.16.10.9", "10.58.1.1", 53));
    assertEquals("DENY (anti-spoofing)", decide(rules, "eth0", "8.8.8.8", "10.58.1.1", 53));
    assertEquals(
        "ALLOW to the router itself (line 6)",
        decide(rules, "eth0", "172.16.10.9", "203.0.113.2", 53));
    assertEquals(
        "ALLOW to the router itself (line 6)",
        decide(rules, "eth0", "fe80::9", "2001:db8:10::1", 53));
    assertEquals("DENY (anti-spoofing)", decide(rules, "eth2", "fe80::9", "2001:db8:10::1", 53));
  }

  @Test
  void theRouterMayOpenConnectionsUnlessARuleSaysOtherwise() {
    String rules = "deny from self to not lab\n";
    assertEquals(
        "ALLOW to eth2 (self may open connections)",
        decide(rules, "", "172.16.20.1", "10.58.0.1", 53));
    assertEquals("DENY (line 5)", decide(rules, "", "203.0.113.2", "8.8.8.8", 53));
    assertEquals("DENY (line 5)", decide(rules, "", "2001:db8:10::1", "2001:db8:10::2", 53));
  }

  @Test
  void whatExpiredOrFoundNoTokenDecidesNothing() {
    String rules = "deny from staff expires 2026-11-20\nallow from staff limit 2/day burst 1\n";
    Evaluator evaluator = evaluator(rules);
    Packet packet = packet("eth0", "172.16.10.9", "8.8.8.8", 53);
    assertEquals("ALLOW to eth1 (line 6)", evaluator.decide(packet).brief());
    assertEquals("DENY (no rule)", evaluator.decide(packet).brief());
  }

  @Test
  void whatLeavesByAnotherInterfaceIsMeantByNoRule() {
    Router router = Router.of(SiteText.site(SITE + "allow\n"), "router", Set.of("eth2"));
    Evaluator evaluator = new Evaluator(router, LocalDate.of(2026, 11, 21));
    Packet packet = packet("eth0", "172.16.10.9", "172.16.20.9", 53);
    assertEquals("DENY (no rule)", evaluator.decide(packet).brief());
  }

  @Test
  void theNameOfAWayOutIsThatOfTheNetworkToWhomeverStandsInside() {
    String server = "ROLE server {\nDEV staff eth0 172.16.10.9 via 172.16.10.1\n";
    String site = SITE + server + "deny from self to staff\ndeny from self to lab udp/9\n}\n";
    Router router = Router.of(SiteText.site(site), "server", Set.of());
    Evaluator evaluator = new Evaluator(router, LocalDate.of(2026, 11, 21));
    Packet there = packet("", "172.16.10.9", "172.16.10.8", 53);
    assertEquals("DENY (line 7)", evaluator.decide(there).brief());
    Packet beyond = packet("", "172.16.10.9", "8.8.8.8", 53);
    assertEquals("ALLOW to eth0 (self may open connections)", evaluator.decide(beyond).brief());
    Packet distant = packet("", "172.16.10.9", "10.58.0.7", 9);
    assertEquals("DENY (line 8)", evaluator.decide(distant).brief());
  }

  @Test
  void aForwardLetsPassWhatItTranslates() {
    String rules =
        """
        deny from any to 172.16.20.80
        forward udp/53 on internet to 172.16.20.80:5353
        forward udp/53-60 on 203.0.113.2 to 172.16.20.80 without allow
        forward udp/70 on 203.0.113.9 to 172.16.10.80
        """;
    assertEquals(
        "ALLOW to eth2 (line 6) as 8.8.8.8 -> 172.16.20.80 5353",
        seen(rules, "eth1", "8.8.8.8", "203.0.113.2", 53));
    assertEquals("DENY (line 5)", seen(rules, "eth1", "8.8.8.8", "203.0.113.2", 54));
    assertEquals("DENY (no rule)", seen(rules, "eth1", "8.8.8.8", "203.0.113.2", 61));
    assertEquals("DENY (anti-spoofing)", seen(rules, "eth1", "10.58.0.1", "203.0.113.2", 53));
    assertEquals(
        "ALLOW to eth0 (line 8) as 172.16.10.1 -> 172.16.10.80 70",
        seen(rules, "eth0", "172.16.10.9", "203.0.113.9", 70));
  }

  @Test
  void whatLeavesHasAnotherSource() {
    String rules =
        """
        allow from any to any
        snat from 172.16.10.0-172.16.10.9 to internet as 203.0.113.7
        masquerade from staff, self to internet
        """;
    assertEquals(
        "ALLOW to eth1 (line 5) as 203.0.113.7 -> 8.8.8.8 53",
        seen(rules, "eth0", "172.16.10.9", "8.8.8.8", 53));
    assertEquals(
        "ALLOW to eth1 (line 5) as 203.0.113.2 -> 8.8.8.8 53",
        seen(rules, "eth0", "172.16.10.10", "8.8.8.8", 53));
    assertEquals(
        "ALLOW to eth1 (line 5) as 172.16.20.9 -> 8.8.8.8 53",
        seen(rules, "eth2", "172.16.20.9", "8.8.8.8", 53));
    assertEquals(
        "ALLOW to eth2 (line 5) as 172.16.10.10 -> 172.16.20.9 53",
        seen(rules, "eth0", "172.16.10.10", "172.16.20.9", 53));
    assertEquals(
        "ALLOW to eth1 (self may open connections) as 203.0.113.2 -> 8.8.8.8 53",
        seen(rules, "", "172.16.10.1", "8.8.8.8", 53));
  }

  @Test
  void anAddressOfTheLinkLeavesFromAWayOutOnly() {
    String forwarded =
        """
        DEV dsl eth3 2001:db8:30::/64 2001:db8:30::2 via 2001:db8:30::1
        forward udp/53 on dsl to 2001:db8:30::80
        """;
    assertEquals(
        "ALLOW to eth3 (line 6) as 2001:db8:30::2 -> 2001:db8:30::80 53",
        seen(
            forwarded + "snat from staff, lab to dsl as 2001:db8:30::7\n",
            "eth3",
            "fe80::9",
            "2001:db8:30::2",
            53));
    assertEquals(
        "ALLOW to eth3 (line 6) as 2001:db8:30::7 -> 2001:db8:30::80 53",
        seen(
            forwarded + "snat from dsl to dsl as 2001:db8:30::7\n",
            "eth3",
            "fe80::9",
            "2001:db8:30::2",
            53));
  }

  private static String seen(String rules, String from, String source, String target, int port) {
    return evaluator(rules).decide(packet(from, source, target, port)).toString();
  }

  private static String decide(String rules, String from, String source, String target, int port) {
    return evaluator(rules).decide(packet(from, source, target, port)).brief();
  }

  private static Evaluator evaluator(String rules) {
    Router router = Router.of(SiteText.site(SITE + rules), "router", Set.of());
    return new Evaluator(router, LocalDate.of(2026, 11, 21));
  }

  private static Packet packet(String from, String source, String target, int port) {
    return new Packet(
        Optional.of(from).filter(it -> !it.isEmpty()),
        Address.parse(source).orElseThrow(),
        Address.parse(target).orElseThrow(),
        Packet.UDP,
        4000,
        port,
        64);
  }
}
