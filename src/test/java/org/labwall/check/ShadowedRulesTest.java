package org.labwall.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.labwall.Effort;
import org.labwall.SiteText;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Site;

class ShadowedRulesTest {
  private static final int SEEDS = Effort.of(40);

  private static final String NETWORKS =
      """
      ROLE master rt1, backup rt2
      DEV  internet eth1 203.0.113.0/24 203.0.113.2-203.0.113.3 via 203.0.113.1
      VLAN 10 eth0 172.16.10.0/24 172.16.10.2-172.16.10.3 staff
      VLAN 20 eth0 172.16.20.0/24 172.16.20.2-172.16.20.3 lab inet6 2001:db8:20::/64 ::2-::3
      """;

  @Test
  void aRuleIsCoveredByTheUnionOfSeveral() {
    String rules =
        """
        allow from staff to lab tcp/1-99
        allow from any to internet
        deny  from 172.16.10.0/25 to lab tcp/90-200
        deny  from 172.16.10.128/25 to lab tcp/100-200
        allow from staff to lab tcp/50-150
        """;
    assertEquals(List.of("5 LW075 by 1, 3, 4"), lint(rules));
  }

  @Test
  void aServiceIsNoShadowOfTwo() {
    assertEquals(
        List.of(), lint("deny from staff to lab tcp/0-65535\nallow from staff to lab http, dns\n"));
  }

  @Test
  void bothFamiliesAreToBeCovered() {
    String first = "deny from 172.16.20.0/24 to any\n";
    assertEquals(List.of("2 LW075 by 1"), lint(first + "allow from lab to staff\n"));
    assertEquals(List.of(), lint(first + "allow from lab to any\n"));
    assertEquals(
        List.of("3 LW075 by 1, 2"),
        lint(first + "deny from 2001:db8:20::/64 to any\nallow from lab to any\n"));
  }

  @Test
  void packetsToTheMachineItselfAreOthersThanThoseThroughIt() {
    assertEquals(List.of(), lint("deny from staff to any\nallow from staff to self ssh\n"));
    assertEquals(
        List.of("3 LW075 by 1, 2"),
        lint(
            "deny from staff to any\ndeny from staff to self\nallow from staff to any, self ssh\n"));
    assertEquals(List.of(), lint("deny from self to any\nallow from any to self\n"));
  }

  @Test
  void aNetworkHasSourcesOnItsLinkThatItsAddressesHaveNot() {
    String dhcp = "deny from 172.16.10.0/24 to self\nallow from staff to self udp/67\n";
    assertEquals(List.of(), lint(dhcp));
    String ssh = "deny from 172.16.10.0/24 to self\nallow from staff to self ssh\n";
    assertEquals(List.of("2 LW075 by 1"), lint(ssh));
    String linkLocal = "deny from 172.16.20.0/24, 2001:db8:20::/64 to self\n";
    assertEquals(List.of(), lint(linkLocal + "allow from lab to self ssh\n"));
  }

  @Test
  void aRuleHasToBeCoveredAtAllOfItsRoles() {
    String first = "deny from staff to lab only master\n";
    assertEquals(List.of(), lint(first + "allow from staff to lab ssh\n"));
    assertEquals(
        List.of("2 LW075 by 1"), lint(first + "allow from staff to lab ssh only master\n"));
  }

  @Test
  void limitsAndDatesLetPacketsGoOn() {
    assertEquals(
        List.of(),
        lint("allow from staff to lab ssh limit 9/minute\ndeny from staff to lab ssh\n"));
    assertEquals(
        List.of("2 LW075 by 1"),
        lint("deny from staff to lab ssh\nallow from staff to lab ssh limit 9/minute\n"));
    String until = "deny from staff to lab expires 2030-01-02\nallow from staff to lab ssh";
    assertEquals(List.of(), lint(until + "\n"));
    assertEquals(List.of(), lint(until + " expires 2030-01-03\n"));
    assertEquals(List.of("2 LW075 by 1"), lint(until + " expires 2030-01-02\n"));
  }

  @Test
  void whatMatchesNoPacketIsShadowedByNothing() {
    assertEquals(
        List.of("2 LW070"), lint("deny from any to any\nallow from 2001:db8::1 to 172.16.10.5\n"));
  }

  @Test
  void aShadowedRuleIsNotCitedForOthers() {
    String rules =
        """
        deny  from staff to lab ssh
        allow from staff to any ssh
        allow from staff to lab ssh
        allow from 172.16.10.7 to lab ssh
        """;
    assertEquals(List.of("3 LW075 by 1", "4 LW075 by 1"), lint(rules));
  }

  @Test
  void theNextRuleMakesOneUnnecessary() {
    String host = "allow from 172.16.10.7 to lab ssh";
    String all = "allow from staff to lab ssh, http";
    assertEquals(List.of("1 LW076 by 2"), lint(host + "\n" + all + "\n"));
    assertEquals(List.of("1 LW076 by 2"), lint(host + " limit 9/minute\n" + all + "\n"));
    assertEquals(List.of(), lint(host + "\n" + all + " limit 9/minute\n"));
    assertEquals(List.of(), lint(host + "\n" + all + " log\n"));
    assertEquals(List.of(), lint(host + " log\n" + all + "\n"));
    assertEquals(List.of(), lint(host + "\n" + all + " only master\n"));
    assertEquals(List.of(), lint(host + "\n" + all + " expires 2030-01-01\n"));
    assertEquals(List.of(), lint(host + "\n" + all.replace("allow", "reject") + "\n"));
    assertEquals(List.of(), lint(host + "\ndeny from any to internet\n" + all + "\n"));
    assertEquals(
        List.of("1 LW076 by 3"),
        lint(host + " only master\ndeny from any to lab only backup\n" + all + "\n"));
    assertEquals(List.of("2 LW075 by 1"), lint(host + "\n" + host + "\n"));
  }

  @Test
  void moreThanCanBeShownAreCounted() {
    StringBuilder rules = new StringBuilder();
    for (int host = 0; host < 64; host++) {
      rules.append("allow from 172.16.10.").append(host).append(" to lab\n");
    }
    rules.append("deny from 172.16.10.0/26 to lab log\n");
    Diagnostic diagnostic = diagnostics(SiteText.site(NETWORKS + rules)).get(0);
    assertEquals(16, diagnostic.related().size());
    assertTrue(diagnostic.message().contains(" 64 "), diagnostic.message());
  }

  @Test
  void anyPolicyAgreesWithAllOfItsPackets() {
    int shadowed = 0;
    int unnecessary = 0;
    int empty = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      String source = RandomPolicy.source(seed, 10);
      List<String> found =
          new PlainJudge(SiteText.site(source)).check("seed " + seed + "\n" + source);
      shadowed += (int) found.stream().filter(it -> it.contains("LW075")).count();
      unnecessary += (int) found.stream().filter(it -> it.contains("LW076")).count();
      empty += (int) found.stream().filter(it -> it.contains("LW070")).count();
    }
    assertTrue(
        shadowed > SEEDS / 5 && unnecessary > SEEDS / 50 && empty > SEEDS / 5,
        shadowed + ", " + unnecessary + " and " + empty);
  }

  private static List<String> lint(String rules) {
    int offset = (int) NETWORKS.lines().count();
    return diagnostics(SiteText.site(NETWORKS + rules)).stream()
        .map(it -> text(it, offset))
        .toList();
  }

  static List<Diagnostic> diagnostics(Site site) {
    Diagnostics diagnostics = new Diagnostics();
    new PacketsOfRules().check(site, diagnostics);
    return diagnostics.sorted();
  }

  static String text(Diagnostic diagnostic) {
    return text(diagnostic, 0);
  }

  private static String text(Diagnostic diagnostic, int offset) {
    String what = diagnostic.span().orElseThrow().line() - offset + " " + diagnostic.code();
    return diagnostic.related().isEmpty()
        ? what
        : diagnostic.related().stream()
            .map(it -> "" + (it.span().line() - offset))
            .collect(Collectors.joining(", ", what + " by ", ""));
  }
}
