package org.labwall.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.labwall.address.Family.IPV4;
import static org.labwall.traps.Compiled.compile;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.labwall.address.Family;
import org.labwall.backend.Firewall;

/** The same of what is written: bounds, quoting, and the files of two routers. */
class TrapsOfFilesTest {

  /** Bounds that a program has, and some of which it does not check itself. */
  @Nested
  class ItsOwnProgramTakesTheOutput {
    private static final String LONG = "x".repeat(200);

    @ParameterizedTest
    @EnumSource
    void namesPrefixesAndCommentsHaveTheLengthsThatTheKernelKeeps(Firewall firewall) {
      String name = "n".repeat(64);
      Compiled compiled =
          compile(
              "VLAN 4094 eth0 172.16.40.0/24 172.16.40.1 " + name,
              "GROUP all staff, lab, " + name,
              "allow from all to all tcp/1, udp/2, icmp/8, proto/47 limit 5/minute log \""
                  + LONG
                  + "\" note \""
                  + LONG
                  + LONG
                  + "\"",
              "reject from " + name + " to lab tcp/5 log limit 3/second burst 7",
              "forward tcp/80 on internet to 172.16.40.9");
      for (Family family : Family.values()) {
        String text = String.join("\n", compiled.filter(firewall, family, "router"));
        within(text, "log-prefix \"((?:[^\"\\\\]|\\\\.)*)\"", 29);
        within(text, "log prefix \"([^\"]*)\"", 29);
        within(text, "comment \"([^\"]*)\"", firewall == Firewall.NFTABLES ? 128 : 255);
        within(text, "(?m)^:(\\S+)", 28);
        within(text, "\\bchain (\\S+) \\{", 31);
        within(text, "-[io] (\\S+)", 15);
        within(text, "[io]ifname \"(\\S+)\"", 15);
        text.lines().forEach(it -> assertEquals(it.contains("--limit "), it.contains("-m limit")));
        text.lines().forEach(it -> assertTrue(it.split("comment \"", -1).length <= 2, it));
      }
      String six = compiled.text(firewall, "router/etc/iptables/rules.v6");
      assertFalse(six.contains("loaded by iptables-restore"), six);
    }

    private static void within(String text, String pattern, int most) {
      Matcher found = Pattern.compile(pattern).matcher(text);
      while (found.find()) {
        int length = found.group(1).getBytes(StandardCharsets.UTF_8).length;
        assertTrue(length <= most, () -> length + " bytes: " + found.group());
      }
    }
  }

  /** Nothing in a source ends a line, a string or a command of a generated file. */
  @Nested
  class Injection {
    private static final String HOSTILE =
        "\\\"; } \\`reboot\\` \\$(reboot) ' \\\\ -j ACCEPT */ # %n";

    @ParameterizedTest
    @EnumSource
    void noTextLeavesItsString(Firewall firewall) {
      String rule = "allow from lab to staff ssh";
      Compiled plain = compile(rule + " log \"x\" note \"x\"");
      Compiled hostile = compile(rule + " log \"" + HOSTILE + "\" note \"" + HOSTILE + "\"");
      for (Family family : Family.values()) {
        assertEquals(
            withoutTexts(plain.filter(firewall, family, "router")),
            withoutTexts(hostile.filter(firewall, family, "router")));
      }
    }

    /** The lines with all strings empty, as the program reads strings. */
    private static List<String> withoutTexts(List<String> lines) {
      return lines.stream()
          .map(it -> it.contains("log prefix") ? it.replaceAll("\"[^\"]*\"", "") : it)
          .map(it -> it.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", ""))
          .toList();
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "LW017 | HOST a;reboot 172.16.20.9",
          "LW017 | HOST -j 172.16.20.9",
          "LW017 | HOST ../../etc 172.16.20.9",
          "LW017 | VLAN 40 eth0 172.16.40.0/24 172.16.40.1 \"a\\\" b\"",
          "LW017 | DEV lan eth+ 172.16.40.0/24 172.16.40.1",
          "LW008 | DEV lan $(reboot) 172.16.40.0/24 172.16.40.1",
          "LW017 | ROLE router rt1;reboot",
          "LW026 | allow from staff log \"a\\nb\"",
          "LW026 | allow from staff note \"tab\tin it\"",
          "LW026 | allow from staff note \"\u202eTPECCA\u202c\"",
          "LW026 | allow from staff log \"\"",
        })
    void namesAndTextsThatBreakFilesAreRefused(String code, String line) {
      Compiled compiled = compile(line);
      assertTrue(compiled.codes().contains(code + " 6"), compiled.complaints().toString());
    }

    @Test
    void namesOfOurOwnChainsAndOfKeywordsAreNamesLikeOthers() {
      String names =
          Stream.of("INPUT", "accept", "refuse", "forwarding", "COMMIT", "table")
              .map(it -> "HOST " + it + " 172.16.20." + it.length())
              .collect(Collectors.joining("\n"));
      Compiled compiled =
          compile(
              names, "allow from INPUT, accept, refuse, forwarding, COMMIT, table to staff ssh");
      assertEquals(List.of(), compiled.codes());
    }
  }

  /** What two routers must not do to each other. */
  @Nested
  class Vrrp {
    private static final String PAIR =
        """
        ROLE master rt1, backup rt2
        VRRP AUTH PASS $VRRP_SECRET
        VRRP START GROUP internet, staff
        DEV  internet eth1 203.0.113.0/24 203.0.113.2-203.0.113.3-203.0.113.4-101* via 203.0.113.1
        VLAN 10       eth0 172.16.10.0/24 172.16.10.2-172.16.10.3-172.16.10.1-100* staff
        allow from staff to self ssh
        """;

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "LW050 | ROLE master rt1      | ROLE master rt1 priority 50",
          "LW054 | self ssh | self ssh/ROLE v1, v2 {/VLAN 10 eth0 172.16.10.7-172.16.10.8-172.16.10.9-100*/VRRP START/}",
          "LW055 | .1-100*              | .1-256*",
          "LW031 | 172.16.10.2-         | 172.16.10.2-172.16.10.9-",
          "LW034 | 172.16.10.3-         | 172.16.10.2-",
          "LW052 | VRRP AUTH PASS $VRRP_SECRET | VRRP AUTH PASS ninebytes",
          "LW053 | VRRP AUTH PASS $VRRP_SECRET | VRRP AUTH PASS $VRRP_SECRET/VRRP VERSION 3",
          "LW057 | VRRP START GROUP internet, staff | # none",
          "LW060 | GROUP internet, staff | GROUP staff",
        })
    void whatDisagreesIsAnError(String code, String old, String now) {
      assertTrue(PAIR.contains(old), old);
      List<String> codes = Compiled.of(PAIR.replace(old, now.replace('/', '\n'))).codes();
      assertTrue(codes.stream().anyMatch(it -> it.startsWith(code)), codes::toString);
    }

    @Test
    void theRolesAgreeAndOneIsMaster() {
      Compiled pair = Compiled.of(PAIR);
      assertEquals(List.of(), pair.codes());
      String path = "/etc/keepalived/keepalived.conf";
      String master = pair.text(Firewall.IPTABLES, "master" + path);
      String backup = pair.text(Firewall.IPTABLES, "backup" + path);
      assertTrue(master.contains("state MASTER") && !master.contains("state BACKUP"), master);
      assertEquals(
          backup.replace("rt2", "rt1"),
          master.replace("state MASTER", "state BACKUP").replace("priority 100", "priority 50"));
    }

    @ParameterizedTest
    @EnumSource
    void ourOwnFilterLetsItPass(Firewall firewall) {
      Compiled pair = Compiled.of(PAIR);
      for (String role : List.of("master", "backup")) {
        for (String port : List.of("eth1", "vlan10")) {
          assertTrue(
              pair.filter(firewall, IPV4, role).stream()
                  .anyMatch(it -> it.contains(port) && it.contains("VRRP, ")),
              role + " " + port);
        }
      }
    }
  }
}
