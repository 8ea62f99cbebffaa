package org.labwall.backend.iptables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.labwall.SiteText;
import org.labwall.project.Node;

/** Whole files. */
class IptablesBackendTest {
  private static final String PAIR =
      """
      ROLE master rt1, backup rt2
      DEV  internet eth1 203.0.113.0/24 203.0.113.2-203.0.113.3-203.0.113.4-101* via 203.0.113.1
      VLAN 10 eth0 172.16.10.0/24 172.16.10.100-172.16.10.200-172.16.10.1-100* staff
      VLAN 20 eth0 172.16.20.0/24 172.16.20.100-172.16.20.200-172.16.20.1-100 lab \\
        inet6 2001:db8:20::/64 ::100-::200-::1-100*
      VRRP VERSION 3
      VRRP START GROUP internet,staff
      allow from staff to internet tcp/80, tcp/443 note "Browsing"
      allow from staff to self tcp/22 limit 10/minute
      deny from lab to staff log
      reject from self to internet tcp/25
      allow from any to lab icmp/8, icmp6/128
      """;

  @Test
  void ipv4OfAPair() {
    assertEquals(
        """
        # IPv4 filter, compiled from site.lw; loaded by iptables-restore.
        *filter
        :INPUT DROP [0:0]
        :FORWARD DROP [0:0]
        :OUTPUT DROP [0:0]
        :established-connections - [0:0]
        :anti-spoofing - [0:0]
        :known-interfaces - [0:0]
        :forwarding - [0:0]
        :destinations - [0:0]
        :own-destinations - [0:0]
        :refuse - [0:0]
        -A INPUT -i lo -m comment --comment "loopback" -j ACCEPT
        -A INPUT -m conntrack --ctstate ESTABLISHED -m comment --comment "established" -g established-connections
        -A INPUT -p icmp -m conntrack --ctstate RELATED -m comment --comment "errors of connections" -j ACCEPT
        -A INPUT -m conntrack --ctstate INVALID -m comment --comment "invalid" -j DROP
        -A INPUT -m comment --comment "anti-spoofing" -j anti-spoofing
        -A INPUT -i eth1 -s 203.0.113.2/32 -d 224.0.0.18/32 -p 112 -m comment --comment "VRRP, internet site.lw:2" -j ACCEPT
        -A INPUT -i eth1 -s 203.0.113.3/32 -d 224.0.0.18/32 -p 112 -m comment --comment "VRRP, internet site.lw:2" -j ACCEPT
        -A INPUT -i vlan10 -s 172.16.10.100/32 -d 224.0.0.18/32 -p 112 -m comment --comment "VRRP, staff site.lw:3" -j ACCEPT
        -A INPUT -i vlan10 -s 172.16.10.200/32 -d 224.0.0.18/32 -p 112 -m comment --comment "VRRP, staff site.lw:3" -j ACCEPT
        -A INPUT -i vlan10 -p tcp --dport 22 -m limit --limit 10/minute -m comment --comment "site.lw:9" -j ACCEPT
        -A INPUT -m comment --comment "no rule" -j DROP
        -A FORWARD -m conntrack --ctstate ESTABLISHED -m comment --comment "established" -g established-connections
        -A FORWARD -p icmp -m conntrack --ctstate RELATED -m comment --comment "errors of connections" -j ACCEPT
        -A FORWARD -m conntrack --ctstate INVALID -m comment --comment "invalid" -j DROP
        -A FORWARD -m comment --comment "forwarding" -j forwarding
        -A FORWARD -i vlan10 -s 172.16.10.0/24 -o eth1 -p tcp -m multiport --dports 80,443 -m comment --comment "site.lw:8 Browsing" -j ACCEPT
        -A FORWARD -i vlan20 -s 172.16.20.0/24 -o vlan10 -d 172.16.10.0/24 -m comment --comment "site.lw:10" -j LOG --log-prefix "deny site.lw:10: "
        -A FORWARD -i vlan20 -s 172.16.20.0/24 -o vlan10 -d 172.16.10.0/24 -m comment --comment "site.lw:10" -j DROP
        -A FORWARD -o vlan20 -d 172.16.20.0/24 -p icmp --icmp-type 8 -m comment --comment "site.lw:12" -j ACCEPT
        -A FORWARD -m comment --comment "no rule" -j DROP
        -A OUTPUT -o lo -m comment --comment "loopback" -j ACCEPT
        -A OUTPUT -m conntrack --ctstate ESTABLISHED -m comment --comment "established" -j ACCEPT
        -A OUTPUT -p icmp -m conntrack --ctstate RELATED -m comment --comment "errors of connections" -j ACCEPT
        -A OUTPUT -m conntrack --ctstate INVALID -m comment --comment "invalid" -j DROP
        -A OUTPUT -p tcp --tcp-flags RST RST -m conntrack --ctstate RELATED -m comment --comment "resets of connections" -j ACCEPT
        -A OUTPUT -o eth1 -s 203.0.113.2/32 -d 224.0.0.18/32 -p 112 -m comment --comment "VRRP, internet site.lw:2" -j ACCEPT
        -A OUTPUT -o eth1 -s 203.0.113.3/32 -d 224.0.0.18/32 -p 112 -m comment --comment "VRRP, internet site.lw:2" -j ACCEPT
        -A OUTPUT -o vlan10 -s 172.16.10.100/32 -d 224.0.0.18/32 -p 112 -m comment --comment "VRRP, staff site.lw:3" -j ACCEPT
        -A OUTPUT -o vlan10 -s 172.16.10.200/32 -d 224.0.0.18/32 -p 112 -m comment --comment "VRRP, staff site.lw:3" -j ACCEPT
        -A OUTPUT -m comment --comment "own-destinations" -j own-destinations
        -A OUTPUT -o eth1 -p tcp --dport 25 -m comment --comment "site.lw:11" -j refuse
        -A OUTPUT -m comment --comment "self may open connections" -j ACCEPT
        -A established-connections -i eth1 -s 172.16.10.0/24 -m comment --comment "anti-spoofing, internet site.lw:2" -j DROP
        -A established-connections -i eth1 -s 172.16.20.0/24 -m comment --comment "anti-spoofing, internet site.lw:2" -j DROP
        -A established-connections -i eth1 -m comment --comment "anti-spoofing, internet site.lw:2" -j ACCEPT
        -A established-connections -i vlan10 -s 172.16.10.0/24 -m comment --comment "anti-spoofing, staff site.lw:3" -j ACCEPT
        -A established-connections -i vlan20 -s 172.16.20.0/24 -m comment --comment "anti-spoofing, lab site.lw:4" -j ACCEPT
        -A established-connections -m comment --comment "anti-spoofing" -j DROP
        -A anti-spoofing -s 0.0.0.0/32 -d 255.255.255.255/32 -p udp --sport 68 --dport 67 -m comment --comment "DHCP requests, which the rules judge" -g known-interfaces
        -A anti-spoofing -i eth1 -s 172.16.10.0/24 -m comment --comment "anti-spoofing, internet site.lw:2" -j DROP
        -A anti-spoofing -i eth1 -s 172.16.20.0/24 -m comment --comment "anti-spoofing, internet site.lw:2" -j DROP
        -A anti-spoofing -i eth1 -m comment --comment "anti-spoofing, internet site.lw:2" -j RETURN
        -A anti-spoofing -i vlan10 -s 172.16.10.0/24 -m comment --comment "anti-spoofing, staff site.lw:3" -j RETURN
        -A anti-spoofing -i vlan20 -s 172.16.20.0/24 -m comment --comment "anti-spoofing, lab site.lw:4" -j RETURN
        -A anti-spoofing -m comment --comment "anti-spoofing" -j DROP
        -A known-interfaces -i eth1 -m comment --comment "known interface, internet site.lw:2" -j RETURN
        -A known-interfaces -i vlan10 -m comment --comment "known interface, staff site.lw:3" -j RETURN
        -A known-interfaces -i vlan20 -m comment --comment "known interface, lab site.lw:4" -j RETURN
        -A known-interfaces -m comment --comment "unknown interface" -j DROP
        -A forwarding -i eth1 -s 172.16.10.0/24 -m comment --comment "anti-spoofing, internet site.lw:2" -j DROP
        -A forwarding -i eth1 -s 172.16.20.0/24 -m comment --comment "anti-spoofing, internet site.lw:2" -j DROP
        -A forwarding -i eth1 -m comment --comment "anti-spoofing, internet site.lw:2" -g destinations
        -A forwarding -i vlan10 -s 172.16.10.0/24 -m comment --comment "anti-spoofing, staff site.lw:3" -g destinations
        -A forwarding -i vlan20 -s 172.16.20.0/24 -m comment --comment "anti-spoofing, lab site.lw:4" -g destinations
        -A forwarding -m comment --comment "anti-spoofing" -j DROP
        -A destinations -o eth1 -d 172.16.10.0/24 -m comment --comment "destination, internet site.lw:2" -j DROP
        -A destinations -o eth1 -d 172.16.20.0/24 -m comment --comment "destination, internet site.lw:2" -j DROP
        -A destinations -o eth1 -m comment --comment "destination, internet site.lw:2" -j RETURN
        -A destinations -o vlan10 -d 172.16.10.0/24 -m comment --comment "destination, staff site.lw:3" -j RETURN
        -A destinations -o vlan20 -d 172.16.20.0/24 -m comment --comment "destination, lab site.lw:4" -j RETURN
        -A destinations -m comment --comment "destination" -j DROP
        -A own-destinations -o eth1 -d 172.16.10.0/24 -m comment --comment "destination, internet site.lw:2" -j ACCEPT
        -A own-destinations -o eth1 -d 172.16.20.0/24 -m comment --comment "destination, internet site.lw:2" -j ACCEPT
        -A own-destinations -o eth1 -m comment --comment "destination, internet site.lw:2" -j RETURN
        -A own-destinations -o vlan10 -d 172.16.10.0/24 -m comment --comment "destination, staff site.lw:3" -j RETURN
        -A own-destinations -o vlan20 -d 172.16.20.0/24 -m comment --comment "destination, lab site.lw:4" -j RETURN
        -A own-destinations -m comment --comment "destination" -j ACCEPT
        -A refuse -p tcp --tcp-flags FIN,SYN,RST,ACK SYN -m comment --comment "reject" -j REJECT --reject-with tcp-reset
        -A refuse -p tcp -m comment --comment "opens no connection" -j DROP
        -A refuse -m comment --comment "reject" -j REJECT --reject-with icmp-port-unreachable
        COMMIT
        # 84 lines.
        """,
        PolicyLines.file(SiteText.node(PAIR), 0));
  }

  @Test
  void ipv6OfAPairWithOneNetwork() {
    assertEquals(
        """
        # IPv6 filter, compiled from site.lw; loaded by ip6tables-restore.
        *filter
        :INPUT DROP [0:0]
        :FORWARD DROP [0:0]
        :OUTPUT DROP [0:0]
        :established-connections - [0:0]
        :anti-spoofing - [0:0]
        :known-interfaces - [0:0]
        :forwarding - [0:0]
        :destinations - [0:0]
        :neighbour-discovery - [0:0]
        -A INPUT -i lo -m comment --comment "loopback" -j ACCEPT
        -A INPUT -m conntrack --ctstate ESTABLISHED -s fe80::/10 -m comment --comment "established" -j ACCEPT
        -A INPUT -m conntrack --ctstate ESTABLISHED -m comment --comment "established" -g established-connections
        -A INPUT -p ipv6-icmp -m conntrack --ctstate RELATED -m comment --comment "errors of connections" -j ACCEPT
        -A INPUT -m conntrack --ctstate INVALID -m comment --comment "invalid" -j DROP
        -A INPUT -s fe80::/10 -m comment --comment "link-local sources, which the rules judge" -j known-interfaces
        -A INPUT ! -s fe80::/10 -m comment --comment "anti-spoofing" -j anti-spoofing
        -A INPUT -i vlan20 -s fe80::/10 -d ff02::12/128 -p 112 -m comment --comment "VRRP, lab site.lw:4" -j ACCEPT
        -A INPUT -p ipv6-icmp -m hl --hl-eq 255 -m comment --comment "neighbour-discovery" -j neighbour-discovery
        -A INPUT -s fe80::/10 -p ipv6-icmp --icmpv6-type 130 -m hl --hl-eq 1 -m comment --comment "multicast listener query" -j ACCEPT
        -A INPUT -m comment --comment "no rule" -j DROP
        -A FORWARD -m conntrack --ctstate ESTABLISHED -m comment --comment "established" -g established-connections
        -A FORWARD -p ipv6-icmp -m conntrack --ctstate RELATED -m comment --comment "errors of connections" -j ACCEPT
        -A FORWARD -m conntrack --ctstate INVALID -m comment --comment "invalid" -j DROP
        -A FORWARD -m comment --comment "forwarding" -j forwarding
        -A FORWARD -o vlan20 -d 2001:db8:20::/64 -p ipv6-icmp --icmpv6-type 128 -m comment --comment "site.lw:12" -j ACCEPT
        -A FORWARD -m comment --comment "no rule" -j DROP
        -A OUTPUT -o lo -m comment --comment "loopback" -j ACCEPT
        -A OUTPUT -m conntrack --ctstate ESTABLISHED -m comment --comment "established" -j ACCEPT
        -A OUTPUT -p ipv6-icmp -m conntrack --ctstate RELATED -m comment --comment "errors of connections" -j ACCEPT
        -A OUTPUT -m conntrack --ctstate INVALID -m comment --comment "invalid" -j DROP
        -A OUTPUT -p tcp --tcp-flags RST RST -m conntrack --ctstate RELATED -m comment --comment "resets of connections" -j ACCEPT
        -A OUTPUT -o vlan20 -s fe80::/10 -d ff02::12/128 -p 112 -m comment --comment "VRRP, lab site.lw:4" -j ACCEPT
        -A OUTPUT -p ipv6-icmp -m hl --hl-eq 255 -m comment --comment "neighbour-discovery" -j neighbour-discovery
        -A OUTPUT -m comment --comment "self may open connections" -j ACCEPT
        -A established-connections -i vlan20 -s 2001:db8:20::/64 -m comment --comment "anti-spoofing, lab site.lw:4" -j ACCEPT
        -A established-connections -m comment --comment "anti-spoofing" -j DROP
        -A anti-spoofing -s ::/128 -p ipv6-icmp --icmpv6-type 133 -m hl --hl-eq 255 -m comment --comment "neighbour discovery without an address" -g known-interfaces
        -A anti-spoofing -s ::/128 -p ipv6-icmp --icmpv6-type 135 -m hl --hl-eq 255 -m comment --comment "neighbour discovery without an address" -g known-interfaces
        -A anti-spoofing -i vlan20 -s 2001:db8:20::/64 -m comment --comment "anti-spoofing, lab site.lw:4" -j RETURN
        -A anti-spoofing -m comment --comment "anti-spoofing" -j DROP
        -A known-interfaces -i vlan20 -m comment --comment "known interface, lab site.lw:4" -j RETURN
        -A known-interfaces -m comment --comment "unknown interface" -j DROP
        -A forwarding -i vlan20 -s 2001:db8:20::/64 -m comment --comment "anti-spoofing, lab site.lw:4" -g destinations
        -A forwarding -m comment --comment "anti-spoofing" -j DROP
        -A destinations -o vlan20 -d 2001:db8:20::/64 -m comment --comment "destination, lab site.lw:4" -j RETURN
        -A destinations -m comment --comment "destination" -j DROP
        -A neighbour-discovery -p ipv6-icmp --icmpv6-type 133 -m comment --comment "router solicitation" -j ACCEPT
        -A neighbour-discovery -p ipv6-icmp --icmpv6-type 134 -m comment --comment "router advertisement" -j ACCEPT
        -A neighbour-discovery -p ipv6-icmp --icmpv6-type 135 -m comment --comment "neighbour solicitation" -j ACCEPT
        -A neighbour-discovery -p ipv6-icmp --icmpv6-type 136 -m comment --comment "neighbour advertisement" -j ACCEPT
        COMMIT
        # 54 lines.
        """,
        PolicyLines.file(SiteText.node(PAIR), 1));
  }

  @Test
  void aFamilyWithoutNetworksIsClosed() {
    Node node =
        SiteText.node("DEV staff eth0 172.16.10.0/24 172.16.10.1\nallow from any to self\n");
    assertEquals(
        """
        # IPv6 filter, compiled from site.lw; loaded by ip6tables-restore.
        # Closed, but for the loopback: this machine has no network of IPv6.
        *filter
        :INPUT DROP [0:0]
        :FORWARD DROP [0:0]
        :OUTPUT DROP [0:0]
        -A INPUT -i lo -m comment --comment "loopback" -j ACCEPT
        -A INPUT -m comment --comment "no rule" -j DROP
        -A FORWARD -m comment --comment "no rule" -j DROP
        -A OUTPUT -o lo -m comment --comment "loopback" -j ACCEPT
        -A OUTPUT -m comment --comment "no rule" -j DROP
        COMMIT
        # 13 lines.
        """,
        PolicyLines.file(node, 1));
    Node other = SiteText.node("DEV staff eth0 inet6 2001:db8:10::/64 ::1\nallow to self tcp/22\n");
    assertTrue(PolicyLines.file(other, 0).contains("# Closed, but for the loopback"));
    assertTrue(PolicyLines.file(other, 1).contains("--dport 22"));
  }

  @Test
  void rolesHaveTheSameRulesUnlessTheSourceNamesThem() {
    List<Node> same = SiteText.nodes(PAIR);
    List<Node> named = SiteText.nodes(PAIR + "deny from lab to self note \"on $ROLE\"\n");
    for (int family = 0; family < 2; family++) {
      assertEquals(PolicyLines.file(same.get(0), family), PolicyLines.file(same.get(1), family));
    }
    assertTrue(PolicyLines.file(named.get(0), 0).contains("\"site.lw:13 on master\""));
    assertEquals(
        PolicyLines.file(named.get(0), 0).replace("on master", "on backup"),
        PolicyLines.file(named.get(1), 0));
  }

  @Test
  void aRuleForOneRoleIsNotTheOthers() {
    List<Node> nodes = SiteText.nodes(PAIR + "allow from lab to self tcp/8080 only backup\n");
    assertFalse(PolicyLines.file(nodes.get(0), 0).contains("8080"));
    assertTrue(PolicyLines.file(nodes.get(1), 0).contains("8080"));
  }

  @Test
  void aMachineWithOneLegForwardsNothing() {
    String file =
        PolicyLines.file(
            SiteText.node(
                "DEV staff eth0 172.16.10.0/24 172.16.10.7 via 172.16.10.1\n"
                    + "allow from any to any\nallow from staff to self tcp/22\n"),
            0);
    assertTrue(file.contains(":FORWARD DROP"));
    assertTrue(file.contains("-A FORWARD -m comment --comment \"no rule\" -j DROP"));
    assertFalse(file.contains("-A FORWARD -m conntrack"));
    assertFalse(file.contains("destinations"));
    assertTrue(
        file.contains("-A INPUT -i eth0 -p tcp --dport 22 -m comment --comment \"site.lw:3\""));
  }
}
