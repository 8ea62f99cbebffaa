package org.labwall.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Roles, their blocks and their virtual routers. */
class ClustersTest {
  private static final String PAIR =
      """
      DEV world eth1 192.0.2.0/24 192.0.2.2-192.0.2.3-192.0.2.4-10* via 192.0.2.1
      VLAN 7 eth0 10.7.0.0/24 10.7.0.2-10.7.0.3-10.7.0.1-11* staff
      """;

  @Test
  void rolesHaveDefaults() {
    assertEquals(
        "role router router 100\n", Resolved.lines("DEV a eth0 10.0.0.0/8 10.0.0.1\n", "role"));
    assertEquals(
        "role master master 100\nrole backup backup 50\n",
        Resolved.lines("DEV a eth0 10.0.0.0/8 10.0.0.1-10.0.0.2\n", "role"));
    assertEquals(
        "role a rt-a.example.org 100\nrole b_c b-c 70\nrole d d 25\n",
        Resolved.lines(
            "ROLE a rt-a.example.org, b_c priority 70, d\nDEV a eth0 10.0.0.0/8 10.0.0.1\n",
            "role"));
  }

  @Test
  void threeRolesMakeTheChainsLonger() {
    assertEquals(
        "leg a eth0 10.0.0.2,10.0.0.3,10.0.0.4 virtual 10.0.0.1 id 9*\n",
        Resolved.lines(
            "ROLE a, b, c\nDEV a eth0 10.0.0.0/8 10.0.0.2-10.0.0.3-10.0.0.4-10.0.0.1-9*\n"
                + "VRRP START\n",
            "leg"));
  }

  @Test
  void aBlockOfRolesIsAClusterOfItsOwnThatJoinsNetworksByNameOrNumber() {
    assertEquals(
        """
        network world 192.0.2.0/24 to 192.0.2.255
        network staff vlan 7 10.7.0.0/24 to 10.7.0.255
        role master master 100
        role backup backup 50
        device eth0
        leg world eth1 192.0.2.2,192.0.2.3 virtual 192.0.2.4 id 10* via 192.0.2.1 out
        leg staff vlan7@eth0 10.7.0.2,10.7.0.3 virtual 10.7.0.1 id 11*
        vrrp 2 every 100 as `hostname`
        instance world IPV4 10 on eth1 192.0.2.4@eth1
        instance staff IPV4 11 on vlan7 10.7.0.1@vlan7
        allow from any to staff
        role vpn1 vpn1 100
        role vpn2 v2.example.org 50
        device eth3
        leg staff vlan7@eth3 10.7.0.21,10.7.0.22
        leg world eth4 192.0.2.21,192.0.2.22 via 192.0.2.1 out
        allow from staff to self 17/1194,6/1194
        role probe probe 100
        leg staff eth0 10.7.0.31
        leg world eth1 192.0.2.31
        """,
        Resolved.site(
            PAIR
                + """
                VRRP START
                allow to staff
                ROLE vpn1, vpn2 v2.example.org {
                    VLAN 7 eth3 10.7.0.21-10.7.0.22
                    DEV world eth4 192.0.2.0/24 192.0.2.21-192.0.2.22 via 192.0.2.1
                    allow from staff to self openvpn
                }
                ROLE probe {
                    DEV staff eth0 10.7.0.31
                    DEV world eth1 192.0.2.0 255.255.255.0 192.0.2.31
                }
                """));
  }

  @Test
  void aVlanMayBeJoinedByItsNameToo() {
    assertEquals(
        "leg staff vlan7@eth0 10.7.0.1\nleg staff vlan7@eth5 10.7.0.9\n",
        Resolved.lines(
            "VLAN 7 eth0 10.7.0.0/24 10.7.0.1 staff\n"
                + "ROLE vpn {\nVLAN staff eth5 10.7.0.9 staff\n}\n",
            "leg"));
  }

  @Test
  void whatIsWrongInABlockIsSaid() {
    assertSaid(
        "ROLE vpn {\nVLAN 7 eth3 10.9.0.0/24 10.9.0.2\n}\n",
        "LW030 4:13 The network `staff` is `10.7.0.0/24` where it is declared.");
    assertSaid(
        "ROLE vpn {\nVLAN 7 eth3 2001:db8::/64 ::2\n}\n",
        "LW030 4:13 The network `staff` has no prefix of this family where it is declared.");
    assertSaid(
        "ROLE vpn {\nVLAN 7 eth3 10.7.0.9 other\n}\n",
        "LW030 4:22 This VLAN is called `staff` where it is declared.");
    assertSaid(
        "ROLE vpn {\nVLAN world eth3 192.0.2.9\n}\n",
        "LW038 4:6 A VLAN starts with its id,"
            + " not `world`. (The name stands behind the addresses, and an id is from 1 to 4094.)");
    assertSaid(
        "ROLE vpn {\nDEV world eth3\n}\n",
        "LW030 4:1 The addresses of the roles in this network are missing.");
    assertSaid(
        "ROLE vpn {\nDEV world eth3 192.0.2.9\nROUTE 10.0.0.0/8 via 192.0.2.7\n}\n",
        "LW010 5:1 A route belongs to the roles that declare the network of its gateway.");
    assertSaid(
        "ROLE vpn {\nROLE deeper\nDEV world eth3 192.0.2.9\n}\n",
        "LW010 4:1 Roles are not declared inside the block of others.");
    assertSaid(
        "ROLE vpn, VPN {\nDEV world eth3 192.0.2.9\n}\n",
        "LW013 3:11 There is another role `vpn`.");
    assertSaid(
        "ROLE a\nROLE b\n".repeat(1),
        "LW031 1:29 This chain has 4 parts, but one role asks"
            + " for 3. (A chain is `a-virtual-vrid`, or `a` alone.)",
        "LW013 4:1 The roles are declared already. (Name them all in one statement, or give these a"
            + " block of their own.)");
  }

  @Test
  void virtualRoutersAreSetUp() {
    assertEquals(
        """
        vrrp 3 every 10 delay 30 as `hostname` mail admin@example.org by 10.7.0.12
        track eth2 -20
        track vlan7
        instance world IPV4 10 on eth1 192.0.2.4@eth1
        instance staff IPV4 11 on vlan7 10.7.0.1@vlan7
        group world-staff world,staff
        """,
        Resolved.lines(
            PAIR
                + """
                NETINIT eth2
                VRRP VERSION 3
                VRRP ADVERT 0.1
                VRRP PREEMPT delay 30
                VRRP NOTIFY admin@example.org via 10.7.0.12
                VRRP TRACK eth2 weight -20
                VRRP TRACK staff
                VRRP START GROUP eth1-staff
                """,
            "vrrp",
            "track",
            "instance",
            "group"));
  }

  @Test
  void wrongVirtualRoutersAreSaidToBe() {
    assertSaid(
        "",
        "LW057 1:29 Nobody holds this virtual address. (`VRRP START` makes keepalived"
            + " hold it.)");
    assertSaid(
        "VRRP START GROUP world,staf\n",
        "LW012 3:24 `staf` names no network or interface of"
            + " these roles. (Did you mean `staff`?)");
    assertSaid("VRRP START GROUP " + "staff-".repeat(2_000) + "x\n", "LW012");
    assertSaid("VRRP START GROUP $ROLE\n", "LW018 3:18");
    assertSaid(
        "VRRP START\nVRRP TRACK eth9\n",
        "LW061 4:12 No statement brings `eth9` up, and"
            + " keepalived needs it. (Did you mean `eth1`?)");
    assertSaid(
        "VRRP START\nVRRP TRACK world weight 300\n",
        "LW023 4:25 A weight is a number from -253 to 253, not `300`.");
    assertSaid(
        "VRRP START\nVRRP AUTH PASS 123456789\n",
        "LW052 4:16 A VRRP password has at most 8 bytes, and this one has more.");
    assertSaid(
        "VRRP START\nVRRP VERSION 4\n",
        "LW023 4:14 A VRRP version is a number from 2 to 3, not `4`.");
    assertSaid(
        "VRRP START\nVRRP VERSION 3\nVRRP AUTH PASS x\n",
        "LW053 5:16 VRRP version 3 knows no"
            + " authentication (RFC 5798). (Leave `VRRP AUTH` out, or speak version 2.)");
    assertSaid(
        "VRRP START\nVRRP ADVERT 0.1\n",
        "LW058 4:13 VRRP version 2 advertises in whole"
            + " seconds, from 1 to 255. (`VRRP VERSION 3` knows shorter intervals.)");
    assertSaid(
        "VRRP START\nVRRP ADVERT soon\n",
        "LW023 4:13 An advertisement interval is in"
            + " seconds, such as `5` or `0.1`, not `soon`.");
    assertSaid("VRRP START\nVRRP NOTIFY nobody\n", "LW026 4:13 `nobody` is not a mail address.");
    assertSaid(
        "VRRP START\nVLAN 8 eth0 10.8.0.0/24 10.8.0.2-10.8.0.3-10.8.0.1-11* lab\n",
        "LW056 4:25 The virtual router 11 polls through two interfaces.");
    assertSaid(
        "VRRP START\nVLAN 8 eth0 10.8.0.0/24 10.8.0.2-10.8.0.3-10.8.0.1-12\n"
            + "VLAN 9 eth0 10.9.0.0/24 10.9.0.2-10.9.0.3-10.9.0.1-12\n",
        "LW056 4:25 The virtual router 12 polls through no interface."
            + " (Mark one of its networks by a `*` behind the id, or by `poll`.)");
  }

  private static void assertSaid(String more, String... expected) {
    String all = Resolved.complaints(PAIR + more);
    for (String line : expected) {
      assertEquals(
          line,
          all.lines().filter(it -> it.startsWith(line)).findFirst().map(it -> line).orElse(all),
          more);
    }
  }
}
