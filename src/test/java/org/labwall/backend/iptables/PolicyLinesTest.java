package org.labwall.backend.iptables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.labwall.backend.iptables.PolicyLines.v4;
import static org.labwall.backend.iptables.PolicyLines.v6;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.labwall.SiteText;

/** What single rules become. */
class PolicyLinesTest {

  @Test
  void networksAreTheirInterfacesAndPrefixes() {
    assertEquals(
        """
        -A FORWARD -i vlan10 -s 172.16.10.0/24 -o eth1 -p tcp -m multiport --dports 80,443 -j ACCEPT
        """,
        v4("allow from staff to internet tcp/80, tcp/443\n"));
    assertEquals("", v6("allow from staff to internet tcp/80, tcp/443\n"));
  }

  @Test
  void hostsAreTheirAddressesOnTheInterfaceThatTheyLieBehind() {
    assertEquals(
        """
        -A FORWARD -i vlan20 -s 172.16.20.7/32 -o eth1 -d 8.8.8.8/32 -p udp --dport 53 -j ACCEPT
        """,
        v4("allow from 172.16.20.7 to 8.8.8.8 udp/53\n"));
    assertEquals(
        """
        -A FORWARD -i vlan10 -m iprange --src-range 172.16.10.3-172.16.10.99 -o vlan20 \\
        -m iprange --dst-range 172.16.20.3-172.16.20.99 -j DROP
        """
            .replace("\\\n", ""),
        v4("deny from 172.16.10.3-172.16.10.99 to 172.16.20.3-172.16.20.99\n"));
  }

  @Test
  void anyNeedsNoMatch() {
    assertEquals("-A FORWARD -p tcp --dport 80 -j ACCEPT\n", v4("allow from any to any tcp/80\n"));
    assertEquals("-A INPUT -p tcp --dport 22 -j ACCEPT\n", v4("allow to self tcp/22\n"));
  }

  @Test
  void networksToSelfAreTheirInterfacesForTheirHostsMayHaveNoAddressYet() {
    assertEquals(
        "-A INPUT -i vlan10 -p udp --dport 67 -j ACCEPT\n",
        v4("allow from staff to self udp/67\n"));
    assertEquals(
        "-A INPUT -i vlan20 -p tcp --dport 22 -j ACCEPT\n", v6("allow from lab to self tcp/22\n"));
    assertEquals(
        "-A INPUT -i vlan20 -s 2001:db8:20::/64 -p tcp --dport 22 -j ACCEPT\n",
        v6("allow from 2001:db8:20::/64 to self tcp/22\n"));
  }

  @Test
  void linkLocalSourcesAreMetOnEveryLink() {
    assertEquals(
        """
        -A INPUT -i vlan20 -s fe80::7/128 -j DROP
        -A INPUT -i vlan30 -s fe80::7/128 -j DROP
        """,
        v6("deny from fe80::7 to self\n"));
    assertEquals("-A INPUT -j DROP\n", v6("deny from ::/0 to self\n"));
  }

  @Test
  void selfIsInputAndOutput() {
    assertEquals(
        """
        -A INPUT -i vlan10 -j DROP
        -A OUTPUT -o vlan10 -d 172.16.10.0/24 -j DROP
        """,
        v4("deny from staff to self\ndeny from self to staff\n"));
    assertEquals("", v4("allow from self to self\n"));
  }

  @Test
  void notLeavesOut() {
    assertEquals(
        "-A FORWARD ! -i vlan20 -o vlan20 -d 172.16.20.0/24 -j DROP\n",
        v4("deny from not lab to lab\n"));
    assertEquals(
        "-A FORWARD ! -s 172.16.20.7/32 -o vlan10 -d 172.16.10.0/24 -j DROP\n",
        v4("deny from not 172.16.20.7 to staff\n"));
    assertEquals(
        """
        -A FORWARD -o vlan10 -d 172.16.10.0/24 -j line11
        -A line11 -i vlan20 -s 172.16.20.7/32 -j RETURN
        -A line11 -i vlan20 -s 172.16.20.9/32 -j RETURN
        -A line11 -i vlan30 -s 172.16.30.9/32 -j RETURN
        -A line11 -j DROP
        """,
        v4("NET few 172.16.20.7, 172.16.20.9, 172.16.30.9\ndeny from not few to staff\n"));
  }

  @Test
  void theWayOutIsNoOtherNetworkOfTheSource() {
    String elsewhere = "ROLE far { \nDEV remote eth0 198.51.100.0/24 198.51.100.1\n}\n";
    assertEquals(
        "-A FORWARD -i vlan10 -s 172.16.10.0/24 -o eth1 ! -d 198.51.100.0/24 -j ACCEPT\n",
        v4(elsewhere + "allow from staff to internet\n"));
    assertEquals(
        "-A FORWARD -i vlan10 -s 172.16.10.0/24 -o eth1 -d 198.51.100.0/24 -j ACCEPT\n",
        v4(elsewhere + "allow from staff to remote\n"));
  }

  @Test
  void routedNetworksBelongToTheirGatewaysNetwork() {
    assertEquals(
        "-A FORWARD -i vlan10 -o vlan20 -d 172.16.20.0/24 -j ACCEPT\n",
        v4("ROUTE 10.58.0.0/16 via 172.16.10.254\nallow from staff to lab\n"));
    assertEquals(
        "-A FORWARD -i vlan10 -s 10.58.3.0/24 -o vlan20 -d 172.16.20.0/24 -j ACCEPT\n",
        v4("ROUTE 10.58.0.0/16 via 172.16.10.254\nallow from 10.58.3.0/24 to lab\n"));
  }

  @Test
  void theOtherFamilysAddressesMakeNoRule() {
    assertEquals("", v4("allow from 2001:db8:20::7 to staff\n"));
    assertEquals("", v6("allow from 172.16.20.7 to any\nallow from any to 172.16.20.7\n"));
    assertEquals(
        "-A FORWARD -i vlan20 -s 172.16.20.7/32 -j ACCEPT\n",
        v4("HOST both 172.16.20.7, 2001:db8:20::7\nallow from both\n"));
  }

  @Test
  void exclusionsThatLeaveNothingMakeNoRule() {
    assertEquals("", v4("deny from not any to lab\n"));
    assertEquals("", v4("GROUP all staff, lab, guests, internet\nallow from not all\n"));
  }

  @Test
  void aWayOutOfOneFamilyIsNoneOfTheOther() {
    String second = "DEV second eth2 192.0.2.0/24 192.0.2.2-192.0.2.3 via 192.0.2.1 inet6 ";
    String rule = second + "2001:db8:2::/64 ::2-::3\n" + "allow from lab to internet\n";
    assertEquals("", v6(rule));
    assertEquals(
        "-A FORWARD -i vlan20 -s 2001:db8:20::/64 -o eth2 -d 2001:db8:2::/64 -j ACCEPT\n",
        v6(rule + "allow from lab to second\n"));
  }

  @Test
  void ipv6WithoutAWayOutHasNoWayOut() {
    assertEquals("", v6("allow from lab to internet\nallow from lab to 2001:db8:99::1\n"));
  }

  @Test
  void messagesAreOfTheirFamily() {
    assertEquals("", v4("allow icmp6/128\n"));
    assertEquals("", v6("allow icmp/8\n"));
    assertEquals(
        "-A FORWARD -p icmp --icmp-type 3/4 -j ACCEPT\n", v4("allow icmp/3/4, icmp6/128\n"));
    assertEquals(
        "-A FORWARD -p ipv6-icmp --icmpv6-type 128 -j ACCEPT\n", v6("allow icmp/8, icmp6/128\n"));
  }

  @Test
  void extensionHeadersAreNoProtocols() {
    assertEquals("", v6("allow proto/43, ah\n"));
    assertEquals("-A FORWARD -p 51 -j ACCEPT\n", v4("allow ah\n"));
    assertEquals("-A FORWARD -p 47 -j ACCEPT\n", v4("allow proto/47\n"));
  }

  @Test
  void portsOfAProtocolAreOneMatch() {
    assertEquals(
        """
        -A FORWARD -p tcp -m multiport --dports 20:23,80 -j ACCEPT
        -A FORWARD -p udp --dport 53 -j ACCEPT
        """,
        v4("allow tcp/80, tcp/22-23, udp/53, tcp/20-22\n"));
    assertEquals("-A FORWARD -p tcp -j ACCEPT\n", v4("allow tcp/80, proto/6\n"));
    assertEquals("-A FORWARD -p tcp -j ACCEPT\n", v4("allow tcp/0-65535\n"));
    String many =
        IntStream.range(0, 8)
            .mapToObj(i -> "tcp/" + 10 * i + "-" + (10 * i + 1))
            .collect(Collectors.joining(", "));
    assertEquals(
        """
        -A FORWARD -p tcp -m multiport --dports 0:1,10:11,20:21,30:31,40:41,50:51,60:61 -j ACCEPT
        -A FORWARD -p tcp --dport 70:71 -j ACCEPT
        """,
        v4("allow " + many + "\n"));
  }

  @Test
  void rejectAnswersInOneChain() {
    String file =
        PolicyLines.file(
            SiteText.node(PolicyLines.SITE + "reject from lab\nreject from staff\n"), 0);
    assertTrue(file.contains("\n-A FORWARD -i vlan20 -s 172.16.20.0/24 -m comment"));
    assertEquals(3, file.lines().filter(line -> line.startsWith("-A refuse ")).count());
    assertTrue(
        file.contains(
            """
            -A refuse -p tcp --tcp-flags FIN,SYN,RST,ACK SYN -m comment --comment "reject" \
            -j REJECT --reject-with tcp-reset
            -A refuse -p tcp -m comment --comment "opens no connection" -j DROP
            """));
  }

  @Test
  void logComesBeforeTheVerdict() {
    assertEquals(
        """
        -A FORWARD -i vlan20 -s 172.16.20.0/24 -j LOG --log-prefix "deny site.lw:10: "
        -A FORWARD -i vlan20 -s 172.16.20.0/24 -j DROP
        """,
        v4("deny from lab log\n"));
    assertEquals(
        """
        -A FORWARD -p tcp --dport 80 -j line10-log
        -A FORWARD -p udp --dport 80 -j line10-log
        -A line10-log -j LOG --log-prefix "web: "
        -A line10-log -j ACCEPT
        """,
        v4("allow tcp/80, udp/80 log \"web\"\n"));
  }

  @Test
  void aRuleHasOneBucketHoweverManyLinesItIs() {
    assertEquals(
        "-A INPUT -i vlan10 -p tcp --dport 22 -m limit --limit 10/minute -j ACCEPT\n",
        v4("allow from staff to self tcp/22 limit 10/minute\n"));
    assertEquals(
        """
        -A INPUT -i vlan10 -j line10-limit
        -A INPUT -i vlan20 -j line10-limit
        -A line10-limit -m limit --limit 3/second --limit-burst 20 -j ACCEPT
        """,
        v4("allow from staff, lab to self limit 3/second burst 20\n"));
    assertEquals(
        """
        -A INPUT -m limit --limit 1/day --limit-burst 1 -j line10-log
        -A line10-log -j LOG --log-prefix "allow site.lw:10: "
        -A line10-log -j ACCEPT
        """,
        v4("allow to self limit 1/day log\n"));
  }

  @Test
  void largeProductsGoThroughChainsOfTheirOwn() {
    String hosts =
        "NET sources 172.16.10.1, 172.16.10.3, 172.16.10.5, 172.16.10.7\n"
            + "NET targets 172.16.20.1, 172.16.20.3, 172.16.20.5, 172.16.20.7, 172.16.20.9\n";
    String allow = "allow from sources to targets tcp/80, udp/80, icmp/8\n";
    assertEquals(
        """
        -A FORWARD -i vlan10 -o vlan20 -p tcp --dport 80 \
        -m set --match-set lw-line12-from-rkh8k6cs73tffqc3 src \
        -m set --match-set lw-line12-to-abkco8b3idjbq4q8 dst -j ACCEPT
        """,
        v4(hosts + allow).lines().findFirst().orElseThrow() + "\n");
    String rules = PolicyLines.v4WithoutSets(hosts + allow);
    assertEquals(4 + 5 + 3, rules.lines().count());
    assertTrue(rules.startsWith("-A FORWARD -i vlan10 -s 172.16.10.1/32 -j line12\n"));
    assertTrue(rules.contains("-A line12 -o vlan20 -d 172.16.20.1/32 -j line12-ports\n"));
    assertTrue(rules.endsWith("-A line12-ports -p icmp --icmp-type 8 -j ACCEPT\n"));
  }

  @Test
  void chainsOfTwoRulesAreNeverOne() {
    String twice =
        "NET few 172.16.20.7, 172.16.20.9, 172.16.30.9\n" + "deny from not few to staff\n";
    String rules = v4(twice + "allow from not few to lab\n");
    assertTrue(rules.contains("-A line11 -j DROP\n"));
    assertTrue(rules.contains("-A line12 -j ACCEPT\n"));
    assertFalse(rules.contains("-A line11 -j ACCEPT\n"));
  }

  @Test
  void rulesKeepTheirOrder() {
    assertEquals(
        """
        -A FORWARD -j LOG --log-prefix "deny site.lw:10: "
        -A FORWARD -j DROP
        -A FORWARD -i vlan10 -s 172.16.10.0/24 -o vlan20 -d 172.16.20.0/24 -j ACCEPT
        """,
        v4("deny from any to any log\nallow from staff to lab\n"));
  }
}
