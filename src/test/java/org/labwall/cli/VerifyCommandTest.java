package org.labwall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
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

  /** A table of both families may look up addresses of one of them. */
  @Test
  void aMapOfOneFamilyInATableOfBothIsRead() throws IOException {
    String table =
        """
        table inet t {
          chain forward {
            type filter hook forward priority filter; policy drop;
            ip saddr vmap { 10.0.0.0/8 : drop, 172.31.0.0/24 : accept }
          }
        }
        """;
    try (Workplace place = Workplace.of(SOURCE, Map.of("mine.nft", table))) {
      String said = place.run("labwall verify site.lw mine.nft --role master");
      assertTrue(said.contains("error[LW133]"), said);
    }
  }

  /** Lists that overlap, with services of their own, tell too many packets apart. */
  @Test
  void whatIsTooMuchToProveIsSaid() throws IOException {
    Random random = new Random(1);
    String wide =
        SOURCE.replace("172.16.10.0/24", "172.16.0.0/16").replace("172.16.20", "172.17.20");
    StringBuilder source = new StringBuilder(wide.replace("172.17.20.0/24", "172.17.0.0/16"));
    for (int i = 0; i < 150; i++) {
      source.append(i % 2 == 0 ? "allow from " : "deny from ");
      source.append(ranges("172.16", random)).append(" to ").append(ranges("172.17", random));
      int port = 1 + random.nextInt(60000);
      source.append(" tcp/" + port + "-" + (port + random.nextInt(5000)) + ", udp/" + port + "\n");
    }
    try (Workplace place = Workplace.of(source.toString(), Map.of())) {
      String said = place.run("labwall compile site.lw");
      assertTrue(said.contains("warning[LW134]: The rules of `master` for IPv4"), said);
      assertEquals("0\n", place.run("echo $?"));
      said = place.run("labwall verify site.lw");
      assertTrue(said.contains("error[LW134]"), said);
      assertEquals("1\n", place.run("echo $?"));
      assertTrue(!said.contains("do what the source says"), said);
      said = place.run("labwall matrix site.lw");
      assertEquals("1\n", place.run("echo $?"), said);
    }
  }

  private static String ranges(String start, Random random) {
    StringBuilder ranges = new StringBuilder();
    for (int i = 0; i < 10; i++) {
      int first = random.nextInt(65000);
      int last = first + 1 + random.nextInt(Math.min(20000, 65535 - first));
      ranges.append(i == 0 ? "" : ", ").append(start + "." + first / 256 + "." + first % 256);
      ranges.append("-" + start + "." + last / 256 + "." + last % 256);
    }
    return ranges.toString();
  }

  @Test
  void targetsThatAreNotReadAreNamed() throws IOException {
    String table =
        """
        *filter
        :INPUT DROP [0:0]
        :FORWARD DROP [0:0]
        :OUTPUT ACCEPT [0:0]
        -A FORWARD -s 10.0.0.1/32 -p tcp -m tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu
        -A FORWARD -s 10.0.0.1/32 -p tcp -j TRACE
        COMMIT
        """;
    try (Workplace place = Workplace.of(SOURCE, Map.of("mine.v4", table))) {
      String said = place.run("labwall verify site.lw mine.v4 --role master");
      assertTrue(said.contains("error[LW131]: The target `TRACE` is not known here."), said);
      assertTrue(!said.contains("TCPMSS` is"), said);
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

  /** What a router prints has counters, and names the program that printed it. */
  @Test
  void whatOneRouterPrintsIsComparedWithItsRole() throws IOException {
    String source =
        SOURCE
            + """
            allow from 172.16.10.3, 172.16.10.9, 172.16.10.33, 172.16.10.70, 172.16.10.90 to lab http
            allow from 172.16.10.3, 172.16.10.11, 172.16.10.44, 172.16.10.75 to lab https
            """;
    try (Workplace place = Workplace.of(source, Map.of())) {
      place.run("labwall compile site.lw");
      place.run("labwall compile site.lw -o nft --firewall nftables");
      String four = place.read("out/master/etc/iptables/rules.v4");
      Map<String, String> dumps =
          Map.of(
              "four", "# Generated by iptables-save v1.8.9\n" + counted(four),
              "six", counted(place.read("out/master/etc/iptables/rules.v6")),
              "sets", place.read("out/master/etc/iptables/ipsets"),
              "nft", place.read("nft/master/etc/nftables.conf"),
              "wrong", counted(four).replace("--dport 22", "--dport 23"),
              "cut", four.substring(0, four.length() / 2),
              "empty", "# nothing\n");
      try (Workplace router = Workplace.of(source, dumps)) {
        for (String dump : new String[] {"four --ipsets sets", "six --ipsets sets", "nft"}) {
          String said = router.run("labwall verify site.lw " + dump + " --role master");
          assertTrue(said.endsWith("master: the rules do what the source says\n"), said);
          // Half a proof says that it is half.
          assertEquals(!dump.equals("nft"), said.contains("are not compared"), said);
        }
        String wrong = router.run("labwall verify site.lw wrong --ipsets sets --role master");
        assertTrue(wrong.contains("error[LW133]") && wrong.contains("--> wrong:"), wrong);
        assertTrue(
            router.run("labwall verify site.lw cut --role master").contains("--> cut:"), "cut");
        assertTrue(
            router
                .run("labwall verify site.lw empty --role master")
                .contains("There are no rules in `empty`."));
        router.run("labwall verify site.lw four --family ipv6 --ipsets sets --role master");
        assertEquals("1\n", router.run("echo $?"));
        for (String misused :
            new String[] {
              "four",
              "four --role master --family ip",
              "four --role master --ipsets none",
              "out --family ipv4"
            }) {
          router.run("labwall verify site.lw " + misused);
          assertEquals("2\n", router.run("echo $?"), misused);
        }
      }
    }
  }

  @Test
  void standardInputIsADumpToo() throws IOException {
    try (Workplace place = Workplace.of(SOURCE, Map.of())) {
      place.run("labwall compile site.lw --firewall nftables");
      String dump = place.read("out/master/etc/nftables.conf");
      assertTrue(
          place
              .run("labwall verify site.lw - --role master", dump)
              .endsWith("master: the rules do what the source says\n"));
      String said = place.run("labwall verify site.lw - --role master", dump.replace("22", "23"));
      assertTrue(said.contains("--> stdin:"), said);
      place.run("labwall verify - - --role master", dump);
      assertEquals("2\n", place.run("echo $?"));
    }
  }

  private static String counted(String rules) {
    return rules.replaceAll("(?m)^-A", "[12:3456] -A");
  }
}
