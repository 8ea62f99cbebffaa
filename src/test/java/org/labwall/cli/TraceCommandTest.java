package org.labwall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceCommandTest {
  private static final String SOURCE =
      """
      ROLE master rt1, backup rt2
      VRRP START GROUP internet, staff
      DEV  internet eth1 203.0.113.0/24 203.0.113.2-203.0.113.3-203.0.113.4-101* via 203.0.113.1
      VLAN 10 eth0 172.16.10.0/24 172.16.10.100-172.16.10.200-172.16.10.1-100* staff \
      inet6 2001:db8:10::/64 ::100-::200-::1
      VLAN 20 eth0 172.16.20.0/24 172.16.20.100-172.16.20.200-172.16.20.1-100 lab \
      inet6 2001:db8:20::/64 ::100-::200-::1
      HOST www 172.16.20.80
      SERVICE intranet tcp/8081
      allow from staff to self ssh only backup
      allow from staff to internet http, https, intranet
      allow from staff to lab ssh limit 10/minute
      allow from staff to www rsync expires 2025-01-31
      allow from staff to lab ping
      reject from lab log "lab"
      masquerade from staff to internet
      forward tcp/80 on internet to www:8080
      """;

  private static String trace(String arguments) throws IOException {
    return run(SOURCE, arguments);
  }

  private static String run(String source, String arguments) throws IOException {
    try (Workplace place = Workplace.of(source, Map.of())) {
      String said = place.run("labwall trace site.lw " + arguments);
      return said + place.run("echo $?");
    }
  }

  private static void assertHas(String said, String... lines) {
    for (String line : lines) {
      assertTrue(said.contains(line + "\n"), () -> line + "\nis missing in\n" + said);
    }
  }

  @Test
  void aForwardedConnection() throws IOException {
    assertHas(
        trace("tcp 198.51.100.9 203.0.113.4:80 --role master"),
        "master: allowed by site.lw:15",
        "  packet    tcp 198.51.100.9:40000 -> 203.0.113.4:80",
        "  path      eth1 -> (site.lw:15: to 172.16.20.80:8080) -> vlan20",
        "  line      site.lw:15: forward tcp/80 on internet to www:8080",
        "  rule      -A forwards-1 -p tcp --dport 80 -m comment --comment \"site.lw:15\""
            + " -j DNAT --to-destination 172.16.20.80:8080",
        "\n0");
  }

  @Test
  void aSourceThatIsTranslated() throws IOException {
    String said = trace("https 172.16.10.5 8.8.8.8");
    assertHas(
        said,
        "master: allowed by site.lw:9",
        "  path      vlan10 -> (site.lw:14: from 203.0.113.2) -> eth1",
        "  path      vlan10 -> (site.lw:14: from 203.0.113.3) -> eth1",
        "  changes   site.lw:14: masquerade from staff to internet");
  }

  @Test
  void aRejectedPacketIsLogged() throws IOException {
    String said = trace("tcp 172.16.20.5 172.16.10.5:22 --role backup");
    assertHas(
        said,
        "backup: rejected by site.lw:13",
        "  path      vlan20 -> stopped before vlan10",
        "  log       \"lab: \"");
    assertTrue(said.contains("--comment \"site.lw:13\" -j refuse\n"), said);
    assertTrue(said.contains("  rule      -A refuse -p tcp "), said);
  }

  @Test
  void whatNoRuleDecidesIsDroppedByThePolicy() throws IOException {
    assertHas(
        trace("tcp 172.16.10.5 172.16.20.80:8080"),
        "master, backup: denied: no rule",
        "  rule      -A FORWARD -m comment --comment \"no rule\" -j DROP",
        "  near      site.lw:10: allow from staff to lab ssh limit 10/minute",
        "            it is about tcp/22, the packet is tcp/8080");
  }

  @Test
  void aRuleForAnotherRoleIsNear() throws IOException {
    String said = trace("ssh 172.16.10.5 self");
    assertHas(
        said,
        "master: denied: no rule",
        "backup: allowed by site.lw:8",
        "  packet    tcp 172.16.10.5:40000 -> 172.16.10.1:22",
        "            it is for backup only");
  }

  @Test
  void aRuleThatHasExpiredIsNear() throws IOException {
    assertHas(
        trace("rsync 172.16.10.5 www --date 2025-02-01"),
        "  near      site.lw:11: allow from staff to www rsync expires 2025-01-31",
        "            it held until 2025-01-31 only");
    assertHas(trace("rsync 172.16.10.5 www"), "master, backup: allowed by site.lw:11");
  }

  @Test
  void aSpoofedSourceIsSeen() throws IOException {
    for (String in : new String[] {"staff", "vlan10"}) {
      assertHas(
          trace("tcp 172.16.20.5 172.16.10.5:22 --in " + in),
          "master, backup: denied: a source of another interface",
          "  path      vlan10 (172.16.20.5 belongs behind vlan20) -> stopped before vlan10");
    }
  }

  /** Lines for one role only move those of the others. */
  @Test
  void rolesAreToldTogether() throws IOException {
    String said = trace("ping 172.16.10.5 www");
    assertHas(said, "            etc/iptables/rules.v4:32 (backup 33), in FORWARD");
  }

  @Test
  void aLimitIsTold() throws IOException {
    assertHas(
        trace("ssh 172.16.10.5 www --role master"),
        "  limit     site.lw:10 matches while there are tokens: 10/minute, 5 at once",
        "            beyond, packets are denied: -A FORWARD -m comment --comment \"no rule\" -j DROP");
  }

  @Test
  void bothFamilies() throws IOException {
    assertHas(
        trace("icmp6/128 2001:db8:10::5 [2001:db8:20::80]"),
        "  packet    icmp6/128/0 2001:db8:10::5 -> 2001:db8:20::80",
        "master, backup: allowed by site.lw:12");
    assertHas(
        trace("tcp [2001:db8:10::5]:4000 [2001:db8:20::80]:22"),
        "  packet    tcp [2001:db8:10::5]:4000 -> [2001:db8:20::80]:22",
        "master: allowed by site.lw:10");
    assertHas(trace("ping 172.16.10.5 www"), "  packet    icmp/8/0 172.16.10.5 -> 172.16.20.80");
    assertHas(trace("47 172.16.10.5 www"), "  packet    proto/47 172.16.10.5 -> 172.16.20.80");
  }

  @Test
  void aServiceHasAllItsPackets() throws IOException {
    assertHas(
        trace("dns self 8.8.8.8 --role master"),
        "  packet    udp 203.0.113.2:40000 -> 8.8.8.8:53",
        "  packet    tcp 203.0.113.2:40000 -> 8.8.8.8:53",
        "master: allowed: what the router opens itself");
    assertHas(trace("intranet 172.16.10.5 8.8.8.8"), "master: allowed by site.lw:9");
  }

  @ParameterizedTest
  @ValueSource(strings = {"iptables", "iptables-only", "nftables"})
  void theRuleIsShownOfEveryProgram(String firewall) throws IOException {
    String said = trace("ping 172.16.10.5 www --role master --firewall " + firewall);
    String file = firewall.equals("nftables") ? "etc/nftables.conf:" : "etc/iptables/rules.v4:";
    assertTrue(said.contains("\n            " + file), said);
    assertTrue(said.contains("icmp"), said);
  }

  /** Where many rules become a set, its element has the line. */
  @ParameterizedTest
  @CsvSource({"iptables,add lw-line", "nftables,10.1.0.7 . 10.2.0.7 . 1007"})
  void theElementIsShown(String firewall, String element) throws IOException {
    StringBuilder source = new StringBuilder();
    source.append("DEV one eth0 10.1.0.0/16 10.1.0.1\nDEV two eth1 10.2.0.0/16 10.2.0.1\n");
    for (int i = 2; i < 40; i++) {
      source.append("allow from 10.1.0.%d to 10.2.0.%<d tcp/%d\n".formatted(i, 1000 + i));
    }
    String said = run(source.toString(), "tcp 10.1.0.7 10.2.0.7:1007 --firewall " + firewall);
    assertHas(said, "router: allowed by site.lw:8");
    assertTrue(said.contains("  element   " + element), said);
    assertTrue(said.contains("site.lw:8"), said);
  }

  @ParameterizedTest
  @CsvSource({"http,allow,0", "http,deny,1", "telnet,allow,1", "telnet,deny,0"})
  void scriptsExpectAVerdict(String service, String verdict, int status) throws IOException {
    String said = trace(service + " 172.16.10.5 8.8.8.8 --expect " + verdict);
    assertTrue(said.endsWith("\n" + status + "\n"), said);
  }

  @Test
  void everyRoleHasToDoWhatIsExpected() throws IOException {
    assertTrue(trace("ssh 172.16.10.5 self --expect allow").endsWith("\n1\n"));
    assertTrue(trace("ssh 172.16.10.5 self --expect deny").endsWith("\n1\n"));
    assertTrue(trace("ssh 172.16.10.5 self --expect deny --role master").endsWith("\n0\n"));
  }

  @Test
  void programsGetJson() throws IOException {
    try (Workplace place = Workplace.of(SOURCE, Map.of())) {
      String said = place.run("labwall trace site.lw http 198.51.100.9 203.0.113.4 --format json");
      JsonArray traces = JsonParser.parseString(said).getAsJsonObject().getAsJsonArray("traces");
      assertEquals(2, traces.size());
      JsonObject master = traces.get(0).getAsJsonObject();
      assertEquals("master", master.get("role").getAsString());
      assertEquals("allow", master.get("verdict").getAsString());
      JsonObject line = master.getAsJsonObject("line");
      assertEquals("site.lw", line.get("file").getAsString());
      assertEquals(15, line.get("line").getAsInt());
      assertEquals("eth1", master.get("entry").getAsString());
      assertEquals("vlan20", master.get("exit").getAsString());
      JsonObject seen = master.getAsJsonObject("seen");
      assertEquals("172.16.20.80", seen.get("destination").getAsString());
      assertEquals(8080, seen.get("destinationPort").getAsInt());
      JsonObject rule = master.getAsJsonArray("rules").get(0).getAsJsonObject();
      assertEquals("prerouting", rule.get("hook").getAsString());
      assertEquals("master/etc/iptables/rules.v4", rule.get("file").getAsString());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tcp 172.16.10.5 wwww:80|Unknown host `wwww`. Did you mean `www`?",
        "tcp 172.16.10.5 www|To which port of `tcp`? Write it behind the destination: `tcp"
            + " www:80`.",
        "intranett 172.16.10.5 www|Unknown protocol or service `intranett`. Did you mean"
            + " `intranet`?",
        "tcp 172.16.10.5 lab:80|`lab` is a network: name an address in it, such as `172.16.20.2`.",
        "tcp 172.16.10.500 www:80|`172.16.10.500` is no address.",
        "tcp 172.16.10.0/24 www:80|`172.16.10.0/24` is a network: a packet has one address.",
        "tcp 172.16.10.5 www:99999|`99999` is no port, 0 to 65535.",
        "ping 172.16.10.5 www:80|`ping` has no ports.",
        "https 172.16.10.5 www:80|`80` is no port of `https`, which is tcp/443.",
        "tcp www [2001:db8:10::5]:80|`www` and `2001:db8:10::5` have no addresses of the same"
            + " family.",
        "icmp6 172.16.10.5 www|`icmp6` does not exist between these addresses: `icmp` is IPv4's,"
            + " `icmp6` IPv6's.",
        "udp 172.16.10.5 172.16.20.255:9|`172.16.20.255` stands for many receivers; a trace"
            + " follows a packet to one.",
        "tcp 172.16.10.5 www:80 --in vlan1O|Unknown interface or network `vlan1O`. Did you mean"
            + " `vlan10`?",
        "tcp 172.16.10.5 www:80 --role mastr|Unknown role `mastr`. Did you mean `master`?",
        "tcp 172.16.10.5 www:80 --expect denyy|Unknown verdict `denyy`. Did you mean `deny`?",
        "300 172.16.10.5 www|`300` is no IP protocol, 1 to 255.",
        "tcp self self:80|What a machine says to itself needs no rule.",
        "tcp [2001:db8::1 www:80|Write `[2001:db8::1]:443` instead of `[2001:db8::1`."
      })
  void wrongArgumentsAreExplained(String arguments, String sentence) throws IOException {
    assertEquals("labwall: " + sentence + "\n2\n", trace(arguments));
  }

  @Test
  void aSourceWithErrorsIsNotFollowed() throws IOException {
    String said = run(SOURCE + "allow from stafff to lab\n", "tcp 172.16.10.5 www:80");
    assertTrue(said.contains("error[LW"), said);
    assertTrue(said.endsWith("\n1\n"), said);
  }
}
