package org.labwall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VerifyCommandTest {
  private static final String SOURCE =
      """
      ROLE master rt1, backup rt2
      VRRP START
      VLAN 10 eth0 172.16.10.0/24 172.16.10.100-172.16.10.200-172.16.10.1-100* staff \
      inet6 2001:db8:10::/64 ::100-::200-::1
      VLAN 20 eth0 172.16.20.0/24 172.16.20.100-172.16.20.200-172.16.20.1-100  lab \
      inet6 2001:db8:20::/64 ::100-::200-::1
      allow from staff to lab ssh
      allow from staff to self ssh
      allow from fe80::7 to self https
      """;

  @Test
  void whatIsCompiledIsRight() throws IOException {
    for (String firewall : new String[] {"iptables", "iptables-only", "nftables"}) {
      try (Workplace place = Workplace.of(SOURCE, Map.of())) {
        place.run("labwall compile site.lw --firewall " + firewall);
        assertTrue(
            place
                .run("labwall verify site.lw")
                .endsWith("master, backup: the rules do what the source says\n"));
        assertEquals("0\n", place.run("echo $?"));
      }
    }
  }

  /** One difference must not keep those of other files and roles from being told. */
  @Test
  void everyFileIsComparedOnItsOwn() throws IOException {
    try (Workplace place =
        Workplace.of(SOURCE, Map.of("new.lw", SOURCE.replace("lab ssh", "lab http")))) {
      place.run("labwall compile site.lw");
      String said = place.run("labwall verify new.lw");
      assertEquals("1\n", place.run("echo $?"));
      for (String role : new String[] {"master", "backup"}) {
        for (String file : new String[] {"rules.v4", "rules.v6"}) {
          assertTrue(said.contains("out/" + role + "/etc/iptables/" + file), said);
        }
      }
      String ofOne = place.run("labwall verify new.lw --role backup --format json");
      assertEquals(
          2, JsonParser.parseString(ofOne).getAsJsonObject().get("errors").getAsInt(), ofOne);
    }
  }

  @Test
  void whatCannotBeComparedIsAnError() throws IOException {
    try (Workplace place =
        Workplace.of(
            SOURCE, Map.of("bad/master/etc/iptables/rules.v4", "*filter\n:INPUT DROP\n"))) {
      assertTrue(place.run("labwall verify site.lw").contains("There are no rules of `backup`."));
      assertEquals("1\n", place.run("echo $?"));
      String said = place.run("labwall verify site.lw bad --role master");
      assertTrue(said.contains("rules.v4:"), said);
      assertTrue(said.contains("rules.v6` cannot be read."), said);
      assertEquals("1\n", place.run("echo $?"));
      place.run("labwall verify site.lw --role mastr");
      assertEquals("2\n", place.run("echo $?"));
      place.run("labwall verify site.lw --format sarif");
      assertEquals("2\n", place.run("echo $?"));
    }
  }

  @Test
  void rulesForTwoProgramsAreNoAnswer() throws IOException {
    try (Workplace place =
        Workplace.of(SOURCE, Map.of("out/master/etc/iptables/rules.v4", "*filter\nCOMMIT\n"))) {
      place.run("labwall compile site.lw -o other --firewall nftables");
      try (Workplace both =
          Workplace.of(
              SOURCE,
              Map.of(
                  "out/master/etc/iptables/rules.v4",
                  "*filter\nCOMMIT\n",
                  "out/master/etc/nftables.conf",
                  place.read("other/master/etc/nftables.conf")))) {
        String said = both.run("labwall verify site.lw --role master");
        assertTrue(said.contains("There are rules of `master` for two programs."), said);
        assertEquals("1\n", both.run("echo $?"));
      }
    }
  }
}
