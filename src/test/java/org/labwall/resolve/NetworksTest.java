package org.labwall.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Every form that DEV, VLAN and ROUTE have. */
class NetworksTest {
  private static final String TWO = "ROLE master rt1, backup rt2\n";

  @Test
  void theModernSource() {
    assertEquals(
        """
        network internet 203.0.113.0/24 to 203.0.113.255
        network staff vlan 10 172.16.10.0/24 to 172.16.10.255
        network lab vlan 20 172.16.20.0/24 to 172.16.20.255 2001:db8:20::/64
        role master rt1 100
        role backup rt2 50
        device eth0
        leg internet eth1 203.0.113.2,203.0.113.3 virtual 203.0.113.4 id 101* via 203.0.113.1 out
        leg staff vlan10@eth0 172.16.10.100,172.16.10.200 virtual 172.16.10.1 id 100*
        leg lab vlan20@eth0 172.16.20.100,172.16.20.200 virtual 172.16.20.1 id 100 \
        2001:db8:20::100,2001:db8:20::200 virtual 2001:db8:20::1 id 100
        vrrp 2 every 100 password s3cret as `hostname`
        instance internet IPV4 101 on eth1 203.0.113.4@eth1
        instance staff IPV4 100 on vlan10 172.16.10.1@vlan10,172.16.20.1@vlan20
        instance lab-ipv6 IPV6 100 on vlan20 2001:db8:20::1@vlan20
        group internet-staff internet,staff,lab-ipv6
        """,
        Resolved.site(
            TWO
                + """
                VRRP_SECRET=s3cret
                VRRP AUTH PASS $VRRP_SECRET
                DEV  internet eth1 203.0.113.0/24 203.0.113.2-203.0.113.3-203.0.113.4-101* via 203.0.113.1
                VLAN 10 eth0 172.16.10.0/24 172.16.10.100-172.16.10.200-172.16.10.1-100* staff
                VLAN 20 eth0 172.16.20.0/24 172.16.20.100-172.16.20.200-172.16.20.1-100  lab inet6 2001:db8:20::/64 ::100-::200-::1
                VRRP START GROUP internet,staff
                """));
  }

  @Test
  void labelsStandForAChainInAnyOrder() {
    assertEquals(
        "leg a eth0 10.0.0.2,10.0.0.3 virtual 10.0.0.1 id 5*\n",
        Resolved.lines(
            TWO
                + "DEV a eth0 10.0.0.0/24 vrid=5 virtual=10.0.0.1 backup=10.0.0.3 master=10.0.0.2 poll\n"
                + "VRRP START\n",
            "leg"));
    assertEquals(
        "leg a eth0 10.0.0.2,10.0.0.3\n",
        Resolved.lines("DEV a eth0 10.0.0.0/24 master=10.0.0.2 backup=10.0.0.3\n", "leg"));
  }

  @Test
  void oneAddressIsEveryRolesAndAChainMayGoWithoutAVirtualAddress() {
    assertEquals(
        """
        leg a eth0 10.0.0.2,10.0.0.2
        leg b eth1 10.0.1.2,10.0.1.3
        """,
        Resolved.lines(
            TWO + "DEV a eth0 10.0.0.0/24 10.0.0.2\nDEV b eth1 10.0.1.0/24 10.0.1.2-10.0.1.3\n",
            "leg"));
  }

  @Test
  void optionsGoToTheirInterfaceAndDevicesWithoutAddressComeUp() {
    assertEquals(
        """
        device bond0 mtu 9000 bond-slaves eth0 eth1 bond-mode 802.3ad
        leg a vlan5@bond0 10.0.0.1 mtu 1400 metric 7 mac 52:54:00:12:34:56 proxy-arp
        leg world eth2 dhcp out
        """,
        Resolved.lines(
            """
            DEV bond0 bond0 mtu 9000 bond-slaves eth0,eth1 bond-mode 802.3ad
            VLAN 5 bond0 10.0.0.0/24 10.0.0.1 a mtu 1400 metric 7 mac 52:54:00:12:34:56 proxy-arp
            DEV world eth2 dhcp
            """,
            "device",
            "leg"));
  }

  @Test
  void anIpv6NetworkNeedsNoIpv4() {
    String expected =
        """
        network a vlan 5 2001:db8:5::/64
        leg a vlan5@eth0 2001:db8:5::1
        """;
    assertEquals(expected, Resolved.lines("VLAN 5 eth0 2001:db8:5::/64 ::1 a\n", "network", "leg"));
    assertEquals(
        expected, Resolved.lines("VLAN 5 eth0 a inet6 2001:db8:5::/64 ::1\n", "network", "leg"));
    assertEquals(
        "leg w eth0 2001:db8::2 via 2001:db8::1 out\n",
        Resolved.lines("DEV w eth0 2001:db8::/64 ::2 via ::1\n", "leg"));
    assertEquals(
        "leg w eth0 2001:db8::2 via 2001:db8::1 out\n",
        Resolved.lines("DEV w eth0 2001:db8::/64 ::1 ::2\n", "leg"));
    assertEquals(
        """
        leg w eth0 2001:db8::2,2001:db8::3 virtual 2001:db8::4 id 7*
        instance w IPV6 7 on eth0 2001:db8::4@eth0
        """,
        Resolved.lines(
            "DEV w eth0 2001:db8::/64 ::2-::3-::4-7*\nVRRP VERSION 3\nVRRP START\n",
            "leg",
            "instance"));
  }

  @Test
  void bothFamiliesMayHaveAGateway() {
    assertEquals(
        "leg w eth0 10.0.0.2 via 10.0.0.1 2001:db8::2 via fe80::1 out\n",
        Resolved.lines(
            "DEV w eth0 10.0.0.0/24 10.0.0.1 10.0.0.2 inet6 2001:db8::/64 ::2 via fe80::1\n",
            "leg"));
  }

  @Test
  void aRouteBelongsToTheNetworkOfItsGateway() {
    assertEquals(
        """
        network a 10.0.0.0/24 to 10.0.0.255 routes 10.58.0.0/16 by 10.0.0.254,10.59.0.0/16 by 10.0.0.253
        network b 10.0.1.0/24 to 10.0.1.255 2001:db8::/64 routes 2001:db8:1::/48 by 2001:db8::9
        """,
        Resolved.lines(
            """
            ROUTE 10.58.0.0/16 via 10.0.0.254
            ROUTE 2001:db8:1::/48 via 2001:db8::9
            DEV a eth0 10.0.0.0/24 10.0.0.1
            DEV b eth1 10.0.1.0/24 10.0.1.1 inet6 2001:db8::/64 ::1
            ROUTE 10.59.0.0/16 via 10.0.0.253
            """,
            "network"));
  }

  @Test
  void aWordThatDiffersBetweenRolesIsSaidOnceToBeOutOfPlace() {
    assertEquals(
        "LW018 1:23 This word differs between the roles, and must not here."
            + " (`$ROLE` and `hostname` belong into texts: router ids, mails, notes, logs.)",
        Resolved.complaints("DEV a eth0 10.0.0.0/8 $ROLE\n"));
  }

  @Test
  void columnsThatDoNotFitAreNamed() {
    assertComplaint("VLAN 5\n", "LW030 1:1 A VLAN starts with its id and its device.");
    assertComplaint("DEV a\n", "LW030 1:1 A DEV starts with its name and its device.");
    assertComplaint(
        "VLAN 5 eth0\n", "LW030 1:1 The network is missing: a prefix such as `172.16.10.0/24`.");
    assertComplaint(
        "DEV a eth0 10.0.0.0/24\n",
        "LW030 1:1 The addresses of the roles in this network are missing.");
    assertComplaint(
        "DEV a eth0 10.0.0.0 10.0.0.1\n",
        "LW030 1:12 The netmask of this network is missing. (Write `10.0.0.0/24`, say, or a netmask"
            + " column.)");
    assertComplaint(
        "DEV a eth0 10.0.0.1 10.0.0.1 255.255.255.0 10.0.0.2\n",
        "LW021 1:12 `10.0.0.1` has bits set behind its netmask. (The network is `10.0.0.0`.)");
    assertComplaint(
        "DEV a eth0 10.0.0.0/24 10.0.0.7 10.0.0.8 10.0.0.9\n",
        "LW030 1:33 This column is one too many for a DEV.");
    assertComplaint(
        "DEV a eth0 10.0.0.0/24 255.255.0.0 10.0.0.9\n",
        "LW030 1:24 This netmask is not that of `10.0.0.0/24`.");
    assertComplaint(
        "VLAN 5 eth0 10.0.0.0/24 10.0.0.1 a b\n",
        "LW028 1:36 No option is called `b`. (The VLAN has its name already: `a`.)");
    assertComplaint(
        "VLAN 5 10.0.0.0/24 10.0.0.1\n",
        "LW017 1:8 `10.0.0.0/24` cannot be an interface. (It is made of letters, digits, `_`, `-` and `.`; `lo` is the kernel's own.)");
    assertComplaint(
        "DEV a eth0 2001:db8::/64 ::1 inet6 2001:db8:1::/64 ::1\n",
        "LW030 1:30 The IPv6 prefix of this network is written already.");
    assertComplaint(
        "DEV a eth0 10.0.0.0/24 10.0.0.1 inet6 10.0.1.0/24 10.0.1.1\n",
        "LW030 1:33 Behind `inet6` stands an IPv6 prefix.");
    assertComplaint(
        "DEV a eth0 10.0.0.0/24 10.0.0.1 dhcp\n",
        "LW028 1:1 The addresses come either from the provider or from here, not from both.");
    assertComplaint(
        "VLAN 5 eth0 2001:db8::/64 ::1 ::2\n", "LW030 1:31 IPv6 knows no broadcast address.");
  }

  @Test
  void addressesThatAreNoneAreShown() {
    assertComplaint(
        "DEV a eth0 10.0.0.0/24 10.0.0.300\n", "LW020 1:24 `10.0.0.300` is not an address.");
    assertComplaint(
        "DEV a eth0 10.0.0.0/33 10.0.0.1\n", "LW021 1:12 `10.0.0.0/33` is not a network.");
    assertComplaint(
        "DEV a eth0 10.0.0.1/24 10.0.0.1\n",
        "LW021 1:12 `10.0.0.1/24` has bits set behind its prefix length."
            + " (The network is `10.0.0.0/24`.)");
    assertComplaint(
        "DEV a eth0 10.0.0.0/24 2001:db8::1\n",
        "LW032 1:24 `2001:db8::1` lies outside of `10.0.0.0/24`.");
    assertComplaint(
        TWO + "DEV a eth0 10.0.0.0/24 10.0.0.2-10.0.0.999-10.0.0.1-7*\nVRRP START\n",
        "LW020 2:33 `10.0.0.999` is not an address.");
    assertComplaint(
        "ROUTE 10.0.0.0/8 via 10.9.9.9\nDEV a eth0 192.0.2.0/24 192.0.2.1\n",
        "LW041 1:22 The gateway `10.9.9.9` lies in no network of these roles.");
    assertComplaint(
        "ROUTE 0.0.0.0/0 via 192.0.2.9\nDEV a eth0 192.0.2.0/24 192.0.2.1\n",
        "LW041 1:7 The default route is not a routed network."
            + " (Write `via 192.0.2.9` behind the addresses of the way out.)");
    assertComplaint(
        "DEV a eth0 192.0.2.0/24 192.0.2.9 192.0.2.1 via 192.0.2.8\n",
        "LW041 1:49 There is another gateway already.");
  }

  @Test
  void aChainHasAPartForEachRole() {
    assertComplaint(
        TWO + "DEV a eth0 10.0.0.0/24 10.0.0.2-10.0.0.3-10.0.0.1\nVRRP START\n",
        "LW031 2:24 This chain has 3 parts, but 2 roles ask for 4."
            + " (A chain is `master-backup-virtual-vrid`, or `master-backup` alone.)");
    assertComplaint(
        TWO + "DEV a eth0 10.0.0.0/24 master=10.0.0.2 virtual=10.0.0.1\nVRRP START\n",
        "LW031 2:24 The address of the role `backup` is missing.\n"
            + "LW031 2:24 The `vrid=` of the virtual address is missing.");
    assertComplaint(
        TWO + "DEV a eth0 10.0.0.0/24 master=10.0.0.2 backup=10.0.0.3 vrid=7\n",
        "LW031 2:24 The `virtual=` of the virtual router is missing.");
    assertComplaint(
        TWO + "DEV a eth0 10.0.0.0/24 master=10.0.0.2 bakcup=10.0.0.3 backup=10.0.0.3\n",
        "LW012 2:40 There is no role `bakcup`. (Did you mean `backup`?)");
    assertComplaint(
        TWO + "DEV a eth0 10.0.0.0/24 10.0.0.2-10.0.0.3*\n",
        "LW056 2:24 There is no virtual address here for which to poll.");
    assertComplaint(
        "DEV a eth0 10.0.0.0/24 10.0.0.2 poll\n",
        "LW056 1:24 There is no virtual address here for which to poll.");
    assertComplaint(
        TWO + "DEV a eth0 10.0.0.0/24 10.0.0.2-10.0.0.3-10.0.0.1-256*\nVRRP START\n",
        "LW055 2:51 A virtual router id is a number from 1 to 255, not `256`.");
  }

  private static void assertComplaint(String source, String expected) {
    assertEquals(expected, Resolved.complaints(source), source);
  }
}
