package org.labwall.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.labwall.address.Family.IPV4;
import static org.labwall.address.Family.IPV6;
import static org.labwall.traps.Compiled.compile;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.labwall.address.Family;
import org.labwall.backend.Firewall;

/**
 * The mistakes that are made by others, each of them a test: of small sources, for all firewalls.
 *
 * <p>Here are those of what filters mean; {@link TrapsOfFilesTest} has those of files and programs.
 * Some are tried elsewhere, and better. On the kernel: what filters mean, by {@code
 * DifferentialIT}; that the real programs take all that is written, by {@code RealProgramsIT}, the
 * golden case {@code hostile-names} included; loading, by {@code LoaderIT}: a file that is not good
 * changes nothing, whichever of its tables is bad; killed half-way, at no moment more is open;
 * tables that the new policy has not are reset. Shadowing by several rules together, exactly and in
 * time: {@code ShadowedRulesTest} and {@code ShadowTimes}. That roles differ in nothing else:
 * {@code RolesAlikeTest}. Speed: {@code bench/compile} and {@code bench/packets}.
 */
class TrapsTest {
  /** The worst of all: a rule that is kept without one of its matches. */
  @Nested
  class AnEmptiedMatchNeverWidensARule {

    private static void assertNothingIsWritten(Compiled compiled, int line) {
      assertEquals(List.of("LW070 " + line), compiled.codes());
      assertEquals(List.of(), compiled.of(line));
    }

    @Test
    void aSourceOfIpv6InIpv4() {
      assertNothingIsWritten(compile("allow from 2001:db8:20::9 to staff"), 6);
      assertNothingIsWritten(compile("allow from six to staff http"), 6);
      assertNothingIsWritten(compile("allow from staff to six"), 6);
      assertNothingIsWritten(compile("deny from ::/0 to staff"), 6);
      Compiled one = compile("allow from 2001:db8:20::9 to internet http");
      assertEquals(Set.of(IPV6), one.families(6));
      one.of(6).forEach(it -> assertTrue(it.contains("2001:db8:20::9"), it));
      Compiled both = compile("HOST h 172.16.20.9, 2001:db8:20::9", "allow from h to internet");
      assertEquals(Set.of(IPV4, IPV6), both.families(7));
      both.of(7).forEach(it -> assertTrue(it.contains("172.16.20.9") || it.contains("::9"), it));
    }

    @Test
    void aMessageOfIcmpInTheOtherFamily() {
      assertNothingIsWritten(compile("allow from staff to internet icmp6"), 6);
      assertNothingIsWritten(compile("allow from staff to internet icmp6/echo-request"), 6);
      assertNothingIsWritten(compile("reject from lab to six icmp"), 6);
      assertEquals(Set.of(IPV6), compile("allow from lab to internet icmp6").families(6));
      Compiled mixed = compile("allow from staff to internet icmp6, tcp/99");
      assertEquals(Set.of(IPV4), mixed.families(6));
      mixed.of(6).forEach(it -> assertTrue(it.contains("dport 99"), it));
    }

    @Test
    void bothIcmpInOneRule() {
      Compiled both = compile("allow from lab to internet icmp, icmp6");
      assertEquals(Set.of(IPV4, IPV6), both.families(6));
      for (Firewall firewall : Firewall.values()) {
        for (Family family : Family.values()) {
          List<String> rules = both.of(6, firewall, family);
          assertEquals(1, rules.size(), rules::toString);
          assertTrue(rules.get(0).matches(".*\\b(p|l4proto) (ipv6-)?icmp(v6)? .*"), rules.get(0));
        }
      }
    }

    @Test
    void exclusionsThatLeaveNothing() {
      assertNothingIsWritten(compile("allow from not any to internet"), 6);
      String all = "GROUP all internet, staff, lab, six";
      assertNothingIsWritten(compile(all, "allow from not all to staff"), 7);
      assertNothingIsWritten(compile("NET all 0.0.0.0/0, ::/0", "allow from not all to staff"), 7);
      Compiled nested = compile("GROUP all any", "allow from staff to all");
      assertTrue(nested.files().values().stream().allMatch(it -> it.isEmpty()), "`any` is refused");
    }

    @Test
    void aGroupOfTheOtherFamily() {
      String group = "GROUP inner 2001:db8:20::9, six\nGROUP outer inner, 2001:db8:99::1";
      assertNothingIsWritten(compile(group, "allow from outer to staff"), 8);
      Compiled some = compile(group, "allow from outer, 172.16.20.7 to staff");
      assertEquals(Set.of(IPV4), some.families(8));
      some.of(8).forEach(it -> assertTrue(it.contains("172.16.20.7"), it));
    }

    @Test
    void aGroupOfNothingAndANameThatNobodyResolves() {
      assertEquals(List.of("LW008 6"), compile("GROUP empty", "allow from empty").codes());
      assertEquals(List.of("LW012 6"), compile("allow from www.example.org to staff").codes());
      assertTrue(compile("HOST www www.example.org").codes().contains("LW012 6"));
    }

    @Test
    void aRuleThatExpiredOrIsForOthers() {
      Compiled old = compile("allow from lab to staff expires 2026-01-30");
      assertEquals(List.of("LW072 6"), old.codes());
      assertEquals(List.of(), old.of(6));
    }

    @Test
    void blocksOfOneNameAreNotMerged() {
      Compiled twice = compile("HOST h 172.16.20.8 {", "}", "HOST h 172.16.20.9 {", "}");
      assertTrue(twice.codes().contains("LW013 8"), twice.complaints().toString());
      String wide = "tcp/1, tcp/3, udp/9, icmp/8, proto/47 log limit 5/minute";
      Compiled compiled =
          compile(
              "MACRO some(from, to) {",
              "from $from {",
              "allow to $to " + wide,
              "}",
              "}",
              "some(lab, staff)",
              "some(staff, lab)");
      assertEquals(List.of(), compiled.codes());
      for (Firewall firewall : Firewall.values()) {
        List<String> chains =
            compiled.filter(firewall, IPV4, "router").stream()
                .filter(it -> it.matches("(:|\tchain )line.*"))
                .toList();
        assertTrue(chains.size() >= 2, chains::toString);
        assertEquals(chains.size(), new HashSet<>(chains).size(), chains::toString);
      }
    }
  }

  /** What is wrong is said, with its place, and nothing is written. */
  @Nested
  class NothingIsAcceptedInSilence {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "an unknown service      | LW024 | allow from staff to internet frobnicate",
          "an impossible address   | LW020 | allow from 10.0.0.300 to self ssh",
          "an impossible prefix    | LW021 | allow from 10.0.0.0/33 to self ssh",
          "a reversed range        | LW022 | allow from staff to internet tcp/90-80",
          "addresses reversed      | LW022 | allow from 10.0.0.9-10.0.0.5 to self ssh",
          "a port out of range     | LW025 | allow from staff to internet tcp/65536",
          "a port without a number | LW025 | allow from staff to internet tcp/",
          "a port of GRE           | LW025 | allow from staff to internet gre/80",
          "iptables' range         | LW025 | allow from staff to internet tcp/80:90",
          "a port alone            | LW024 | allow from staff to internet tcp/80, 443",
          "a misspelt keyword      | LW008 | allow from staff to internet tcp/80 lgo \"x\"",
          "one behind a list       | LW008 | allow from staff to internet tcp/80, lgo \"x\"",
          "a misspelt option       | LW008 | allow from staff to internet limt 5/minute",
          "a misspelt side         | LW008 | allow frm staff to internet",
          "a misspelt statement    | LW009 | alow from staff to internet",
          "a misspelt network      | LW012 | allow from staf to internet",
          "a misspelt constant     | LW011 | allow from $STAF to internet",
          "a missing file          | LW001 | INCLUDE \"nowhere.lw\"",
          "a role that is not      | LW012 | allow from staff to internet only mastr",
          "a day that is not       | LW027 | allow from staff to internet expires 2027-02-30",
          "no way out              | LW080 | masquerade from staff to lab",
          "a target outside        | LW081 | forward tcp/80 on internet to 198.51.100.7",
          "a command               | LW016 | allow from staff to `` `reboot` `` ssh",
        })
    void it(String what, String code, String line) {
      Compiled compiled = compile(line.replace("``", "").strip());
      String found =
          compiled.codes().stream().filter(it -> it.startsWith(code)).findAny().orElse("");
      assertEquals(code + " 6", found, () -> what + ": " + compiled.complaints());
      assertTrue(compiled.files().values().stream().allMatch(it -> it.isEmpty()), what);
    }
  }

  /** The first rule that matches decides, wherever a wide one stands. */
  @Nested
  class TheOrderIsThatOfTheSource {

    @Test
    void aWideDenyKillsWhatFollowsAndSaysSo() {
      Compiled first = compile("deny log", "allow from staff to lab ssh");
      assertEquals(List.of("LW075 7"), first.codes());
      Compiled last = compile("allow from staff to lab ssh", "deny log");
      assertEquals(List.of(), last.codes());
      for (Firewall firewall : Firewall.values()) {
        List<String> rules = last.filter(firewall, IPV4, "router");
        int allow = rules.indexOf(last.of(6, firewall, IPV4).get(0));
        int deny = rules.indexOf(last.of(7, firewall, IPV4).get(0));
        assertTrue(allow < deny, rules::toString);
      }
    }

    /** A program that stops half-way leaves a chain closed: policies come with the rules. */
    @Test
    void theKernelsChainsAreClosedInTheStepThatFillsThem() {
      Compiled compiled = compile();
      for (Family family : Family.values()) {
        for (Firewall firewall : List.of(Firewall.IPTABLES, Firewall.IPTABLES_ONLY)) {
          List<String> rules = compiled.filter(firewall, family, "router");
          assertTrue(
              rules.containsAll(
                  List.of(":INPUT DROP [0:0]", ":FORWARD DROP [0:0]", ":OUTPUT DROP [0:0]")));
          assertEquals(1, rules.stream().filter("COMMIT"::equals).count());
        }
        List<String> nft = compiled.filter(Firewall.NFTABLES, family, "router");
        assertEquals(3, nft.stream().filter(it -> it.endsWith("filter; policy drop;")).count());
        assertEquals(3, nft.stream().filter(it -> it.contains("type filter hook")).count());
      }
    }
  }

  /** Rules that can never decide; {@code ShadowedRulesTest} has what makes it exact. */
  @Nested
  class Shadowing {

    @Test
    void twoEarlierRulesTogetherCoverAThird() {
      Compiled compiled =
          compile(
              "deny from lab to internet tcp/1-100",
              "deny from lab to internet tcp/101-200",
              "allow from lab to internet tcp/50-150");
      assertEquals(List.of("LW075 8"), compiled.codes());
    }

    @Test
    void tcpIsNoShadowOfTcpAndUdp() {
      Compiled compiled =
          compile("deny from lab to internet tcp/53", "allow from lab to internet tcp/53, udp/53");
      assertEquals(List.of(), compiled.codes());
    }
  }

  /** A family that nobody thought of is closed. */
  @ParameterizedTest
  @EnumSource
  void ipv6IsNotLeftOpen(Firewall firewall) {
    Compiled four = Compiled.of("VLAN 10 eth0 172.16.10.0/24 172.16.10.1 staff\nallow to self\n");
    List<String> accepting =
        four.filter(firewall, IPV6, "router").stream()
            .filter(it -> it.matches("(?i).*\\baccept\\b.*"))
            .toList();
    assertEquals(2, accepting.size(), accepting::toString);
    accepting.forEach(it -> assertTrue(it.contains("\"loopback\""), it));
  }

  /** What a packet walks does not grow with the pairs of interfaces, nor with the interfaces. */
  @ParameterizedTest
  @EnumSource
  void twoHundredVlansAreNotFortyThousandJumps(Firewall firewall) {
    StringBuilder source =
        new StringBuilder("DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1\n");
    for (int i = 1; i <= 200; i++) {
      source.append("VLAN " + i + " eth0 10." + i + ".0.0/24 10." + i + ".0.1 n" + i + "\n");
    }
    source.append("allow from n1 to self ssh\n");
    for (int i = 1; i < 200; i++) {
      source.append("allow from n" + i + " to n" + (i + 1) + " tcp/" + i + "\n");
    }
    Compiled compiled = Compiled.of(source.toString());
    assertEquals(List.of(), compiled.codes());
    List<String> filter = compiled.filter(firewall, IPV4, "router");
    assertTrue(filter.size() < 200 * 25, "" + filter.size());
    long atHook =
        firewall == Firewall.NFTABLES
            ? filter.stream()
                .dropWhile(it -> !it.contains("chain forward "))
                .takeWhile(it -> !it.equals("\t}"))
                .count()
            : filter.stream().filter(it -> it.startsWith("-A FORWARD ")).count();
    assertTrue(atHook < 32, "" + atHook);
  }
}
