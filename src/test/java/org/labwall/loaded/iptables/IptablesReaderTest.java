package org.labwall.loaded.iptables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.labwall.address.Family;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.loaded.Canonical;
import org.labwall.loaded.Chain;
import org.labwall.loaded.RuleSet;
import org.labwall.source.SourceFile;

class IptablesReaderTest {
  private static final String SETS =
      """
      create nets hash:net family inet hashsize 1024 maxelem 65536
      add nets 10.0.0.0/8
      create flows hash:ip,port,ip family inet
      add flows 10.0.0.1,tcp:22,10.0.0.2
      create six hash:net family inet6
      add six fd00::/8
      """;

  @Test
  void interfaces() {
    assertRule("-i eth0 -j ACCEPT", "Interfaces[end=SOURCE, names=[eth0], negated=false] Accept[]");
    assertRule("! -i eth0 -j DROP", "Interfaces[end=SOURCE, names=[eth0], negated=true] Drop[]");
    assertRule("-o eth+", "Interfaces[end=DESTINATION, names=[eth*], negated=false] Continue[]");
    assertRule("-i + -j RETURN", "Return[]");
    assertRule("! -i +", "Interfaces[end=SOURCE, names=[*], negated=true] Continue[]");
  }

  @Test
  void addresses() {
    String ten = "Addresses[end=SOURCE, addresses=[10.0.0.0-10.255.255.255]] Continue[]";
    assertRule("-s 10.0.0.0/8", ten);
    assertRule("--source 10.1.2.3/255.0.0.0", ten);
    assertRule("-s 10.0.0.0/9,10.128.0.0/9", ten);
    assertRule("-s 0.0.0.0/0", "Continue[]");
    assertRule("-d 10.0.0.7/32", "Addresses[end=DESTINATION, addresses=[10.0.0.7]] Continue[]");
    assertRule(
        "! -d 128.0.0.0/1",
        "Addresses[end=DESTINATION, addresses=[0.0.0.0-127.255.255.255]] Continue[]");
    assertRule(
        "-m iprange --src-range 10.0.0.3-10.0.0.5 --dst-range 10.0.0.9",
        "Addresses[end=SOURCE, addresses=[10.0.0.3-10.0.0.5]]"
            + " Addresses[end=DESTINATION, addresses=[10.0.0.9]] Continue[]");
    assertRule(
        "-s 10.0.0.0/30 -m iprange ! --src-range 10.0.0.1-10.0.0.9",
        "Addresses[end=SOURCE, addresses=[10.0.0.0]] Continue[]");
  }

  @Test
  void protocolsAndPorts() {
    String ssh = "Protocols[protocols=6] Ports[end=DESTINATION, ports=22] Continue[]";
    assertRule("-p tcp --dport 22", ssh);
    assertRule("-p 6 -m tcp --destination-port 22", ssh);
    assertRule("-p TCP -m tcp --dport ssh", ssh);
    assertRule("-p vrrp", "Protocols[protocols=112] Continue[]");
    assertRule("-p all", "Continue[]");
    assertRule("! -p udp", "Protocols[protocols=0-16,18-255] Continue[]");
    assertRule(
        "-p udp ! --sport 1024:",
        "Protocols[protocols=17] Ports[end=SOURCE, ports=0-1023] Continue[]");
    assertRule(
        "-p sctp -m multiport --dports 80,443,8000:8100",
        "Protocols[protocols=132] Ports[end=DESTINATION, ports=80,443,8000-8100] Continue[]");
    assertRule(
        "-p tcp -m multiport ! --sports 1:65535",
        "Protocols[protocols=6] Ports[end=SOURCE, ports=0] Continue[]");
  }

  @Test
  void icmp() {
    assertRule(
        "-p icmp -m icmp --icmp-type 8",
        "Protocols[protocols=1] Icmp[messages=2048-2303] Continue[]");
    assertRule(
        "-p icmp --icmp-type echo-request",
        "Protocols[protocols=1] Icmp[messages=2048-2303] Continue[]");
    assertRule("-p icmp --icmp-type 3/4", "Protocols[protocols=1] Icmp[messages=772] Continue[]");
    assertRule(
        "-p icmp ! --icmp-type fragmentation-needed",
        "Protocols[protocols=1] Icmp[messages=0-771,773-65535] Continue[]");
    assertRule(
        "-p icmp -m icmp --icmp-type any",
        "Protocols[protocols=1] Icmp[messages=0-65535] Continue[]");
    assertRule6(
        "-p ipv6-icmp -m icmp6 --icmpv6-type 135",
        "Protocols[protocols=58] Icmp[messages=34560-34815] Continue[]");
  }

  @Test
  void flags() {
    assertRule(
        "-p tcp --syn",
        "Protocols[protocols=6]"
            + " TcpFlags[flags=2,10,34,42,66,74,98,106,130,138,162,170,194,202,226,234]"
            + " Continue[]");
    assertRule(
        "-p tcp -m tcp --tcp-flags FIN,SYN,RST,ACK SYN",
        "Protocols[protocols=6]"
            + " TcpFlags[flags=2,10,34,42,66,74,98,106,130,138,162,170,194,202,226,234]"
            + " Continue[]");
    assertRule(
        "-p tcp ! --tcp-flags ALL NONE",
        "Protocols[protocols=6] TcpFlags[flags=1-63,65-127,129-191,193-255] Continue[]");
  }

  @Test
  void connections() {
    assertRule(
        "-m conntrack --ctstate RELATED,ESTABLISHED",
        "States[states=[ESTABLISHED, RELATED], negated=false] Continue[]");
    assertRule("-m state ! --state NEW", "States[states=[NEW], negated=true] Continue[]");
    assertRule("-m conntrack --ctstate DNAT", "States[states=[DNAT], negated=false] Continue[]");
    assertRule("-m conntrack --ctdir REPLY", "Direction[reply=true] Continue[]");
    assertRule(
        "-p tcp -m conntrack --ctorigdst 10.0.0.1 --ctorigdstport 80:81",
        "Protocols[protocols=6] OriginalAddresses[end=DESTINATION, addresses=[10.0.0.1]]"
            + " OriginalPorts[end=DESTINATION, ports=80-81] Continue[]");
    assertRule("-m helper --helper ftp", "Helper[names=[ftp], negated=false] Continue[]");
  }

  @Test
  void sets() {
    assertRule(
        "-m set ! --match-set nets src",
        "not [SOURCE] in nets[10.0.0.0-10.255.255.255] Continue[]");
    assertRule(
        "-p tcp -m set --match-set flows src,dst,dst",
        "Protocols[protocols=6] [SOURCE, PROTOCOL, DESTINATION_PORT, DESTINATION] in"
            + " flows{[Addresses[range=10.0.0.1], Numbers[first=6, last=6],"
            + " Numbers[first=22, last=22], Addresses[range=10.0.0.2]]Optional.empty} Continue[]");
    assertError("-m set --match-set none src", "LW132 4:29 There is no set `none`.");
    assertError("-m set --match-set six src", "LW132 4:29 `six` is a set of the other family.");
    assertError(
        "-m set --match-set flows src",
        "LW130 4:35 `flows` is compared with as many ends as its elements have parts.");
  }

  @Test
  void limits() {
    assertRule("-m limit", "Limit[packets=1, seconds=1200, burst=5, over=false] Continue[]");
    assertRule(
        "-m limit --limit 10/min --limit-burst 20 -j ACCEPT",
        "Limit[packets=1, seconds=6, burst=20, over=false] Accept[]");
    assertRule(
        "-p udp -m limit --limit 2/s -m helper --helper ftp -s 10.0.0.1",
        "Addresses[end=SOURCE, addresses=[10.0.0.1]] Protocols[protocols=17]"
            + " Limit[packets=2, seconds=1, burst=5, over=false]"
            + " Helper[names=[ftp], negated=false] Continue[]");
  }

  @Test
  void otherMatches() {
    assertRule(
        "-m addrtype --dst-type LOCAL,BROADCAST --limit-iface-in",
        "AddressTypes[end=DESTINATION, types=[LOCAL, BROADCAST], scope=INCOMING] Continue[]");
    assertRule("-m ttl --ttl-lt 2", "HopLimit[hops=0-1] Continue[]");
    assertRule6("-m hl ! --hl-eq 255", "HopLimit[hops=0-254] Continue[]");
    assertRule("-m pkttype --pkt-type broadcast", "PacketTypes[types=[BROADCAST]] Continue[]");
    assertRule("-m comment --comment \"a \\\"b\\\" \\\\c\" -j DROP", "Drop[] # a \"b\" \\c");
  }

  @Test
  void targets() {
    assertRule(
        "-j LOG --log-prefix \"x: \" --log-level info --log-uid",
        "Log[prefix=x: , level=6, flags=[USER]] Continue[]");
    assertRule("-j LOG --log-level 4", "Log[prefix=, level=4, flags=[]] Continue[]");
    assertRule(
        "-j NFLOG --nflog-prefix x --nflog-group 5",
        "GroupLog[prefix=x, group=5, length=OptionalInt.empty, threshold=OptionalInt.empty]"
            + " Continue[]");
    assertRule("-j REJECT", "Reject[with=PORT_UNREACHABLE]");
    assertRule(
        "-p tcp -j REJECT --reject-with tcp-reset",
        "Protocols[protocols=6] Reject[with=TCP_RESET]");
    assertRule("-j own", "Jump[chain=own]");
    assertRule("-g own", "Goto[chain=own]");
    assertRule(
        "-p udp -j CT --helper tftp",
        "Protocols[protocols=17] Follow[helper=tftp, protocol=17] Continue[]");
  }

  @Test
  void translations() {
    assertEquals(
        List.of(
            "nat PREROUTING Base[kind=NAT, hook=PREROUTING, priority=-100, accepts=true]",
            "nat PREROUTING: Protocols[protocols=6] Translate[kind=DESTINATION,"
                + " addresses=Optional[10.0.0.1], ports=Optional[Numbers[first=80, last=80]],"
                + " choices=[]]",
            "nat PREROUTING: Translate[kind=DESTINATION, addresses=Optional[10.0.0.1-10.0.0.9],"
                + " ports=Optional.empty, choices=[PERSISTENT]]",
            "nat PREROUTING: Protocols[protocols=17] Translate[kind=REDIRECT,"
                + " addresses=Optional.empty, ports=Optional[Numbers[first=53, last=53]],"
                + " choices=[RANDOM]]"),
        lines(
            """
            *nat
            :PREROUTING ACCEPT [0:0]
            -A PREROUTING -p tcp -j DNAT --to-destination 10.0.0.1:80
            -A PREROUTING -j DNAT --to-destination 10.0.0.1-10.0.0.9 --persistent
            -A PREROUTING -p udp -j REDIRECT --to-ports 53 --random
            COMMIT
            """,
            Family.IPV4));
    assertEquals(
        "nat POSTROUTING: Protocols[protocols=6] Translate[kind=SOURCE,"
            + " addresses=Optional[fd00::1], ports=Optional[Numbers[first=1000, last=2000]],"
            + " choices=[]]",
        lines(
                """
                *nat
                :POSTROUTING ACCEPT [0:0]
                -A POSTROUTING -p tcp -j SNAT --to-source [fd00::1]:1000-2000
                COMMIT
                """,
                Family.IPV6)
            .get(1));
  }

  @Test
  void tablesTellWhenTheKernelCallsTheirChains() {
    RuleSet rules =
        read(
            """
            # Generated by iptables-save
            *raw
            :OUTPUT ACCEPT [12:345]
            COMMIT
            *mangle
            :OUTPUT ACCEPT [0:0]
            COMMIT
            *filter
            :OUTPUT DROP [0:0]
            :own - [0:0]
            [5:500] -A OUTPUT -j own
            COMMIT
            """,
            Family.IPV4,
            new Diagnostics());
    assertEquals(
        List.of("raw -300 true", "mangle -150 true", "filter 0 false"),
        rules.at(Chain.Hook.OUTPUT).stream()
            .map(it -> it.table().name() + " " + it.base().priority() + " " + it.base().accepts())
            .toList());
  }

  @Test
  void whatIsNotKnownIsAnError() {
    assertError("-m owner --uid-owner 0", "LW131 4:13 The match `owner` is not known here.");
    assertError("--ctstate NEW", "LW130 4:10 `--ctstate` needs `-m conntrack` before it.");
    assertError("-m conntrack -j DROP", "LW130 4:26 The match `conntrack` has no option.");
    assertError("-f -j DROP", "LW131 4:10 The option `-f` is not known here.");
    assertError("-j mine", "LW132 4:1 There is no chain `mine` in the table `filter`.");
    assertError("-j TRACE", "LW131 4:13 The target `TRACE` is not known here.");
    assertError(
        "-m conntrack --ctstate INVALID --ctdir REPLY -j DROP",
        "LW131 4:49 Packets without a connection and more of a connection are not known together"
            + " here.");
    assertError("-j INPUT", "LW132 4:1 No rule can jump to `INPUT`, which the kernel calls.");
    assertError(
        "-j DNAT --to-destination 10.0.0.1",
        "LW130 4:13 Addresses are translated in the table `nat` only.");
    assertError("-j CT --notrack", "LW131 4:16 The option `--notrack` is not known here.");
  }

  @Test
  void whatIsMalformedIsAnError() {
    assertError("-s 10.0.0.300", "LW130 4:13 `10.0.0.300` is no address and no network.");
    assertError("-s fd00::1", "LW130 4:13 `fd00::1` is of the other family than these rules.");
    assertError(
        "-s 10.0.0.0/255.0.255.0",
        "LW130 4:13 `10.0.0.0/255.0.255.0` is no address and no network.");
    assertError("-s www.example.org", "LW130 4:13 `www.example.org` is no address and no network.");
    assertError("-p tcp --dport 70000", "LW130 4:25 `70000` is no port.");
    assertError("-p tcp --dport 90:80", "LW130 4:25 The ports `90:80` end before they start.");
    assertError(
        "--dport 22", "LW130 4:10 `--dport` needs `-p` with a protocol of ports before it.");
    assertError("-p nonsense", "LW130 4:13 `nonsense` is no protocol that is known here.");
    assertError("-p tcp -p udp", "LW130 4:17 The option `-p` stands here twice.");
    assertError(
        "-i averyverylongname", "LW130 4:13 `averyverylongname` is no name of an interface.");
    assertError("-s", "LW130 4:10 Something is missing at the end of this line.");
    assertError("-s -j DROP", "LW130 4:13 A value is missing before `-j`.");
    assertError("! -j DROP", "LW130 4:12 The option `-j` cannot be negated.");
    assertError("-m comment --comment \"open", "LW130 4:31 This quote is not closed.");
    assertError("-m limit --limit 0/second", "LW130 4:27 `0/second` is no rate.");
    assertError(
        "-p udp -j REJECT --reject-with tcp-reset",
        "LW130 4:41 Only TCP is rejected with `tcp-reset`; `-p tcp` is missing.");
    assertError(
        "-m conntrack --ctstate", "LW130 4:23 Something is missing at the end of this line.");
    assertError("-j DROP extra", "LW131 4:18 The option `extra` is not known here.");
  }

  @Test
  void linesMustBelongToATable() {
    assertErrors("", "LW130 1:1 There is no table in this file.");
    assertErrors("# nothing\n", "LW130 2:1 There is no table in this file.");
    assertErrors(
        "*filter\n:INPUT DROP [0:0]\n",
        "LW130 1:1 The table `filter` has no `COMMIT`: the file is cut.");
    assertErrors(
        "-A INPUT -j DROP\n*filter\nCOMMIT\n",
        "LW130 1:1 A line that starts a table, as `*filter`, is missing before this.");
    assertErrors("*fliter\nCOMMIT\n", "LW131 1:1 The table `fliter` is not known here.");
    assertErrors("*filter\nCOMMIT\n*filter\nCOMMIT\n", "LW130 3:1 There are two tables `filter`.");
    assertErrors(
        "*filter\n*nat\nCOMMIT\n", "LW130 2:1 The table `filter` has no `COMMIT` before this.");
    assertErrors(
        "*filter\n:INPUT DROP [0:0]\n:INPUT DROP [0:0]\nCOMMIT\n",
        "LW132 3:8 There are two chains `INPUT` in this table.");
    assertErrors(
        "*filter\n:own DROP [0:0]\nCOMMIT\n", "LW130 2:6 The chain `own` cannot have this policy.");
    assertErrors(
        "*filter\n-A INPUT -j DROP\nCOMMIT\n",
        "LW132 2:4 The chain `INPUT` is not declared in this table.");
    assertErrors(
        "*filter\n-I INPUT -j DROP\nCOMMIT\n", "LW131 2:1 The command `-I` is not known here.");
  }

  @Test
  void chainsDoNotComeBack() {
    assertErrors(
        """
        *filter
        :a - [0:0]
        :b - [0:0]
        :c - [0:0]
        -A a -j b
        -A b -g c
        -A c -j a
        COMMIT
        """,
        "LW132 7:1 The chain `a` comes back to itself here.");
  }

  private static void assertRule(String options, String expected) {
    assertEquals(expected, rule(options, Family.IPV4));
  }

  private static void assertRule6(String options, String expected) {
    assertEquals(expected, rule(options, Family.IPV6));
  }

  private static String table(String options) {
    return "*filter\n:INPUT DROP [0:0]\n:own - [0:0]\n-A INPUT " + options + "\nCOMMIT\n";
  }

  private static String rule(String options, Family family) {
    return lines(table(options), family).get(1).replaceFirst("filter INPUT: ", "");
  }

  private static void assertError(String options, String expected) {
    assertErrors(table(options), expected);
  }

  private static void assertErrors(String text, String... expected) {
    Diagnostics diagnostics = new Diagnostics();
    read(text, Family.IPV4, diagnostics);
    assertEquals(
        List.of(expected), diagnostics.sorted().stream().map(IptablesReaderTest::shown).toList());
  }

  private static String shown(Diagnostic it) {
    return it.code()
        + " "
        + it.span().orElseThrow().toString().replaceFirst("rules:", "")
        + " "
        + it.message();
  }

  private static List<String> lines(String text, Family family) {
    Diagnostics diagnostics = new Diagnostics();
    RuleSet rules = read(text, family, diagnostics);
    assertEquals(List.of(), diagnostics.all());
    return Canonical.lines(rules);
  }

  private static RuleSet read(String text, Family family, Diagnostics diagnostics) {
    Map<String, IpSet> sets = IpsetReader.read(SourceFile.of("ipsets", SETS), new Diagnostics());
    return IptablesReader.read(SourceFile.of("rules", text), family, sets, diagnostics);
  }
}
