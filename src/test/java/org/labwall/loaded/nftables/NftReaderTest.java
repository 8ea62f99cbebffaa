package org.labwall.loaded.nftables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.labwall.address.Family;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.loaded.Canonical;
import org.labwall.loaded.Chain;
import org.labwall.loaded.RuleSet;
import org.labwall.source.SourceFile;

class NftReaderTest {

  @Test
  void interfaces() {
    assertRule(
        "iifname \"eth0\" accept", "Interfaces[end=SOURCE, names=[eth0], negated=false] Accept[]");
    assertRule("iif lo accept", "Interfaces[end=SOURCE, names=[lo], negated=false] Accept[]");
    assertRule(
        "meta oifname != { \"eth*\", \"a\\*\" } drop",
        "Interfaces[end=DESTINATION, names=[a*, eth*], negated=true] Drop[]");
  }

  @Test
  void addresses() {
    assertRule(
        "ip saddr { 10.0.0.0/9, 10.128.0.0-10.255.255.255 } ip daddr != 10.0.0.1",
        "Addresses[end=SOURCE, addresses=[10.0.0.0-10.255.255.255]] Addresses[end=DESTINATION,"
            + " addresses=[0.0.0.0-10.0.0.0, 10.0.0.2-255.255.255.255]] Continue[]");
    assertRule6(
        "ip6 saddr fe80::/10 return",
        "Addresses[end=SOURCE, addresses=[fe80::-febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff]]"
            + " Return[]");
  }

  @Test
  void protocolsAndPorts() {
    String ssh = "Protocols[protocols=6] Ports[end=DESTINATION, ports=22] Continue[]";
    assertRule("tcp dport 22", ssh);
    assertRule("tcp dport \"ssh\"", ssh);
    assertRule("meta l4proto tcp th dport 22", ssh);
    assertRule("th dport 22 meta l4proto 6", ssh);
    assertRule("ip protocol tcp tcp dport { 22 }", ssh);
    assertRule(
        "udp sport >= 1024 udp dport != { 53, 60-70 }",
        "Protocols[protocols=17] Ports[end=SOURCE, ports=1024-65535]"
            + " Ports[end=DESTINATION, ports=0-52,54-59,71-65535] Continue[]");
    assertRule("meta l4proto { vrrp, 47 }", "Protocols[protocols=47,112] Continue[]");
    assertRule(
        "tcp dport < 1", "Protocols[protocols=6] Ports[end=DESTINATION, ports=0] Continue[]");
  }

  @Test
  void icmp() {
    assertRule("icmp type 8", "Protocols[protocols=1] Icmp[messages=2048-2303] Continue[]");
    assertRule(
        "icmp type destination-unreachable icmp code frag-needed",
        "Protocols[protocols=1] Icmp[messages=772] Continue[]");
    assertRule6(
        "icmpv6 type { nd-router-advert, 135 }",
        "Protocols[protocols=58] Icmp[messages=34304-34815] Continue[]");
  }

  @Test
  void flags() {
    String syn = "2,10,34,42,66,74,98,106,130,138,162,170,194,202,226,234";
    assertRule(
        "tcp flags & (fin|syn|rst|ack) == syn",
        "Protocols[protocols=6] TcpFlags[flags=" + syn + "] Continue[]");
    assertRule(
        "tcp flags syn / fin,syn,rst,ack",
        "Protocols[protocols=6] TcpFlags[flags=" + syn + "] Continue[]");
    assertRule("tcp flags == 0x2", "Protocols[protocols=6] TcpFlags[flags=2] Continue[]");
    assertRule("tcp flags == syn", "Protocols[protocols=6] TcpFlags[flags=2] Continue[]");
    assertRule(
        "tcp flags fin,syn,rst,psh,ack,urg",
        "Protocols[protocols=6] TcpFlags[flags=1-63,65-127,129-191,193-255] Continue[]");
  }

  @Test
  void connections() {
    assertRule(
        "ct state established,related accept",
        "States[states=[ESTABLISHED, RELATED], negated=false] Accept[]");
    assertRule(
        "ct state { established, related } accept",
        "States[states=[ESTABLISHED, RELATED], negated=false] Accept[]");
    assertRule("ct state 0x6", "States[states=[ESTABLISHED, RELATED], negated=false] Continue[]");
    assertRule("ct status 0x20", "States[states=[DNAT], negated=false] Continue[]");
    assertRule("ct state != new", "States[states=[NEW], negated=true] Continue[]");
    assertRule("ct status dnat", "States[states=[DNAT], negated=false] Continue[]");
    assertRule("ct direction reply", "Direction[reply=true] Continue[]");
    assertRule(
        "ct original ip daddr 10.0.0.1 meta l4proto tcp ct original proto-dst 80",
        "Protocols[protocols=6] OriginalAddresses[end=DESTINATION, addresses=[10.0.0.1]]"
            + " OriginalPorts[end=DESTINATION, ports=80] Continue[]");
    assertRule(
        "ct helper { \"ftp\", \"sip\" } accept",
        "Helper[names=[ftp, sip], negated=false] Accept[]");
    assertRule(
        "tcp dport 21 ct helper set \"ftp-tcp\"",
        "Protocols[protocols=6] Ports[end=DESTINATION, ports=21]"
            + " Follow[helper=ftp, protocol=6] Continue[]");
  }

  @Test
  void otherConditions() {
    assertRule("ip ttl < 2", "HopLimit[hops=0-1] Continue[]");
    assertRule(
        "meta pkttype { broadcast, multicast }",
        "PacketTypes[types=[BROADCAST, MULTICAST]] Continue[]");
    assertRule(
        "fib daddr . iif type local",
        "AddressTypes[end=DESTINATION, types=[LOCAL], scope=INCOMING] Continue[]");
    assertRule(
        "limit rate over 10/minute burst 7 packets drop",
        "Limit[packets=1, seconds=6, burst=7, over=true] Drop[]");
    assertRule(
        "tcp dport 22 limit rate 3/second ip saddr 10.0.0.1",
        "Protocols[protocols=6] Ports[end=DESTINATION, ports=22]"
            + " Limit[packets=3, seconds=1, burst=5, over=false]"
            + " Addresses[end=SOURCE, addresses=[10.0.0.1]] Continue[]");
  }

  @Test
  void sets() {
    assertRule(
        "ip saddr != @nets drop",
        "not [SOURCE] in nets[10.0.0.0-10.255.255.255, 192.0.2.1] Drop[]");
    assertRule(
        "meta l4proto udp ip saddr . th dport @flows",
        "Protocols[protocols=17] [SOURCE, DESTINATION_PORT] in flows{[Addresses[range=10.0.0.1],"
            + " Numbers[first=80, last=90]]noteOptional.empty} Continue[]");
    assertRule(
        "ip saddr . tcp dport { 10.0.0.1 . 80 }",
        "Protocols[protocols=6] [SOURCE, DESTINATION_PORT] in {[Addresses[range=10.0.0.1],"
            + " Numbers[first=80, last=80]]Optional.empty} Continue[]");
  }

  @Test
  void mapsLeadToVerdicts() {
    assertRule(
        "iifname vmap @ways comment \"x\"",
        "[INCOMING_INTERFACE] by ways{[Interface[name=eth0]]Optional[Goto[chain=own]],"
            + " [Interface[name=lo]]Optional[Accept[]]} # x");
    assertRules(
        "ct state vmap { established : accept, invalid : drop }",
        "States[states=[ESTABLISHED], negated=false] Accept[]",
        "States[states=[INVALID], negated=false] Drop[]");
    assertRule(
        "tcp dport vmap { 22 : jump own, 22 : jump own }",
        "Protocols[protocols=6] [DESTINATION_PORT] by"
            + " {[Numbers[first=22, last=22]]Optional[Jump[chain=own]]}");
  }

  @Test
  void statements() {
    assertRule(
        "counter packets 5 bytes 600 log prefix \"x \" level info flags tcp sequence,options drop",
        "Log[prefix=x , level=6, flags=[TCP_SEQUENCE, TCP_OPTIONS]] Drop[]");
    assertRule(
        "log group 5 prefix \"x\"",
        "GroupLog[prefix=x, group=5, length=OptionalInt.empty, threshold=OptionalInt.empty]"
            + " Continue[]");
    assertRule("reject", "Reject[with=PORT_UNREACHABLE]");
    assertRule("reject with icmp type host-unreachable", "Reject[with=HOST_UNREACHABLE]");
    assertRule("reject with tcp reset", "Protocols[protocols=6] Reject[with=TCP_RESET]");
    assertRule6("reject with icmpv6 no-route", "Reject[with=NO_ROUTE]");
  }

  @Test
  void aConditionBehindAStatementIsARuleOfItsOwn() {
    assertRules(
        "iifname \"a\" log prefix \"x\" tcp dport 22 accept comment \"c\"",
        "Interfaces[end=SOURCE, names=[a], negated=false]"
            + " Log[prefix=x, level=4, flags=[]] Continue[] # c",
        "Interfaces[end=SOURCE, names=[a], negated=false] Protocols[protocols=6]"
            + " Ports[end=DESTINATION, ports=22] Accept[] # c");
    assertError(
        "limit rate 1/second log tcp dport 22",
        "LW131 A condition behind a statement that is limited is not known here.");
  }

  @Test
  void translations() {
    String to = "Translate[kind=DESTINATION, addresses=Optional[10.0.0.1], ports=";
    assertRule(
        "tcp dport 80 dnat to 10.0.0.1:8080",
        "Protocols[protocols=6] Ports[end=DESTINATION, ports=80] "
            + to
            + "Optional[Numbers[first=8080, last=8080]], choices=[]]");
    assertRule(
        "tcp dport 80 dnat to 10.0.0.1:\"http-alt\"",
        "Protocols[protocols=6] Ports[end=DESTINATION, ports=80] "
            + to
            + "Optional[Numbers[first=8080, last=8080]], choices=[]]");
    assertRule("dnat ip to 10.0.0.1", to + "Optional.empty, choices=[]]");
    assertRule6(
        "meta l4proto tcp dnat to [fd00::1]:80",
        "Protocols[protocols=6] Translate[kind=DESTINATION, addresses=Optional[fd00::1],"
            + " ports=Optional[Numbers[first=80, last=80]], choices=[]]");
    assertRule(
        "masquerade random,persistent",
        "Translate[kind=MASQUERADE, addresses=Optional.empty, ports=Optional.empty,"
            + " choices=[RANDOM, PERSISTENT]]");
    assertRule(
        "udp dport 53 redirect to :5353",
        "Protocols[protocols=17] Ports[end=DESTINATION, ports=53] Translate[kind=REDIRECT,"
            + " addresses=Optional.empty, ports=Optional[Numbers[first=5353, last=5353]],"
            + " choices=[]]");
  }

  @Test
  void aTableOfBothFamiliesIsReadForEach() {
    String text =
        """
        table inet t {
          chain c {
            type filter hook input priority filter + 5; policy drop;
            ip saddr 10.0.0.1 accept
            meta nfproto ipv6 drop
            tcp dport 22 accept
          }
        }
        """;
    String base = "t c Base[kind=FILTER, hook=INPUT, priority=5, accepts=false]";
    String ssh = "t c: Protocols[protocols=6] Ports[end=DESTINATION, ports=22] Accept[]";
    NftRules rules = read(text);
    assertEquals(
        List.of(
            base,
            "t c: Addresses[end=SOURCE, addresses=[10.0.0.1]] Accept[]",
            "t c: Protocols[protocols=] Drop[]",
            ssh),
        Canonical.lines(rules.ipv4()));
    assertEquals(
        List.of(base, "t c: Protocols[protocols=] Accept[]", "t c: Drop[]", ssh),
        Canonical.lines(rules.ipv6()));
  }

  @Test
  void chainsTellWhenTheKernelCallsThem() {
    String text =
        """
        #!/usr/sbin/nft -f
        flush ruleset
        table inet u
        flush table inet u
        delete table inet u
        table t
        delete table t
        table ip t {
          chain late { type nat hook prerouting priority dstnat - 5; policy accept; }
          chain early { type filter hook prerouting priority -300
            policy drop
          }
        }
        """;
    assertEquals(
        List.of("early -300 false", "late -105 true"),
        read(text).ipv4().at(Chain.Hook.PREROUTING).stream()
            .map(it -> it.chain().name() + " " + it.base().priority() + " " + it.base().accepts())
            .toList());
  }

  @Test
  void whatIsNotKnownIsAnError() {
    assertError("meta mark 1 accept", "LW131 `meta mark` is not known here.");
    assertError("ct mark 1", "LW131 `ct mark` is not known here.");
    assertError("queue", "LW131 `queue` is not known here.");
    assertError("fib saddr . iif oif missing drop", "LW131 `fib … oif` is not known here.");
    assertError(
        "ct status != dnat", "LW131 The status of a connection is known here in plain words only.");
    assertError("ct status 0x4", "LW131 `0x4` is not known here.");
    assertError("ct state 0x10", "LW131 `0x10` is not known here.");
    assertError("ct status assured", "LW131 `assured` is not known here.");
    assertError(
        "ct state != established,related",
        "LW131 `!=` is not known here with more than one state.");
    assertError("th dport 22", "LW131 Ports are known here with a protocol that has them only.");
    assertError("ip saddr < 10.0.0.1", "LW131 `<` is not known here.");
    assertError(
        "limit rate 10 mbytes/second", "LW131 `10` is no rate of packets that is known here.");
    assertError("log prefix \"x\" level audit", "LW130 `audit` is no level of the log.");
    assertErrors(
        "table bridge t { }\n", "LW131 Tables of the family `bridge` are not known here.", NONE);
    assertErrors("include \"x\"\n", "LW131 The command `include` is not known here.", NONE);
    assertErrors(
        "table t {\n set s { type ipv4_addr; flags dynamic; }\n}\n",
        "LW131 `dynamic` of a set is not known here.");
    assertErrors(
        "table t {\n map m { type ipv4_addr : ipv4_addr; }\n}\n",
        "LW131 `ipv4_addr` of a set is not known here.");
    assertErrors("table t {\n flags dormant\n}\n", "LW131 `flags` is not known in a table.");
  }

  private static final String NONE = "LW130 There is no table with rules in this file.";

  @Test
  void whatIsMalformedIsAnError() {
    assertError("ip saddr 10.0.0.300", "LW130 `10.0.0.300` is no address and no network.");
    assertError("ip saddr fd00::1", "LW130 `fd00::1` is of the other family.");
    assertError("ip6 saddr fd00::1", "LW130 This is of the other family than the table.");
    assertError("tcp dport 70000", "LW130 `70000` is no number from 0 to 65535.");
    assertError("tcp dport 90-80", "LW130 `90-80` is no range: it ends before it starts.");
    assertError("tcp flags 0x100", "LW130 `0x100` is no number from 0 to 255.");
    assertError("tcp dport { 80 81 }", "LW130 `}` is missing before `81`.");
    // The brace of the chain closes the set.
    assertError("tcp dport { 80", "LW130 The table `t` is not closed: the file is cut.");
    assertError("accept drop", "LW130 Nothing can follow the verdict of a rule but a comment.");
    assertError("iifname", "LW130 A word is missing before the end of the line.");
    assertError("log prefix \"open", "LW130 This quote is not closed.");
    assertError(
        "comment \"a\" accept", "LW130 Nothing is known to follow here, but `accept` does.");
    assertError("tcp dport 80 dnat to fd00::1", "LW130 `fd00::1` is of the other family.");
    assertError(
        "dnat to 10.0.0.1:80", "LW130 A port is given, and a protocol of ports is missing before.");
  }

  @Test
  void whatIsNamedMustBeThere() {
    assertError("ip saddr @none", "LW132 There is no set `none`.");
    assertError("ip saddr @ways", "LW132 There is no set `ways`.");
    assertError(
        "tcp dport @nets", "LW132 `nets` has keys of another type than what it is compared with.");
    assertError("jump none", "LW132 There is no chain `none` in the table `t`.");
    assertError("jump c", "LW132 No rule can jump to `c`, which the kernel calls.");
    assertError("ct helper set \"none\"", "LW132 There is no helper `none`.");
    assertErrors(
        "table t {\n chain a { jump b; }\n chain b { goto a; }\n}\n",
        "LW132 The chain `a` comes back to itself here.");
    assertErrors(
        "table t {\n chain a { }\n chain a { }\n}\n",
        "LW132 There are two chains `a` in this table.");
    String twice = "LW132 Another element of this map holds for the same packet.";
    assertError("tcp dport vmap { 22 : accept, 20-30 : drop }", twice);
    assertError("iifname vmap { \"eth1\" : accept, \"eth*\" : drop }", twice);
    assertError("ip saddr vmap { 10.0.0.0/24 : accept, 10.0.0.9 : drop }", twice);
    assertError("tcp sport . tcp dport vmap { 1 . 2 : accept, 1 . 2 : drop }", twice);
    assertErrors("table t { }\ntable ip t { }\n", "LW132 There are two tables `t`.");
    assertErrors("delete table t\ntable t { }\n", "LW132 There is no such table to delete yet.");
  }

  @Test
  void whatIsCutIsAnError() {
    assertErrors(
        "table t {\n chain a {\n  accept\n",
        "LW130 The table `t` is not closed: the file is cut.",
        "LW130 `}` is missing before the end of the file.");
    assertErrors(
        "table t {\n}\ntable ip6 t",
        "LW130 The table `t` is declared and has no rules: the file is cut.");
    assertErrors("", NONE);
  }

  private static void assertRule(String rule, String expected) {
    assertRules(rule, expected);
  }

  private static void assertRules(String rule, String... expected) {
    assertEquals(List.of(expected), rules("ip", rule).get(Family.IPV4));
  }

  private static void assertRule6(String rule, String expected) {
    assertEquals(List.of(expected), rules("ip6", rule).get(Family.IPV6));
  }

  private static String table(String family, String rule) {
    String declared =
        """
          ct helper ftp-tcp {
            type "ftp" protocol tcp
            l3proto ip
          }
          set nets {
            type ipv4_addr
            flags interval
            elements = { 10.0.0.0/8,
                         192.0.2.1 }
          }
          set flows {
            type ipv4_addr . inet_service
            flags interval
            elements = { 10.0.0.1 . 80-90 comment "note" }
          }
          map ways {
            type ifname : verdict
            elements = { "lo" : accept, "eth0" : goto own }
          }
          chain own {
          }
        """;
    return "table "
        + family
        + " t {\n"
        + declared
        + "  chain c {\n    type filter hook input priority filter; policy drop;\n    "
        + rule
        + "\n  }\n}\n";
  }

  private static Map<Family, List<String>> rules(String family, String rule) {
    NftRules read = read(table(family, rule));
    return Map.of(Family.IPV4, plain(read.ipv4()), Family.IPV6, plain(read.ipv6()));
  }

  private static List<String> plain(RuleSet rules) {
    return Canonical.lines(rules).stream()
        .filter(it -> it.startsWith("t c: "))
        .map(it -> it.substring("t c: ".length()))
        .toList();
  }

  private static NftRules read(String text) {
    Diagnostics diagnostics = new Diagnostics();
    NftRules rules = NftReader.read(SourceFile.of("rules", text), diagnostics);
    assertEquals(List.of(), diagnostics.all());
    return rules;
  }

  private static void assertError(String rule, String expected) {
    assertErrors(table("ip", rule), expected);
  }

  private static void assertErrors(String text, String... expected) {
    Diagnostics diagnostics = new Diagnostics();
    NftReader.read(SourceFile.of("rules", text), diagnostics);
    assertEquals(
        List.of(expected),
        diagnostics.sorted().stream().map(it -> it.code() + " " + it.message()).toList());
  }
}
