package org.labwall.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The sources of LabWall as they stood in 2009, and what they mean now. */
class ClassicSourcesTest {
  private static final String DEVICES =
      """
      EXTERNALDEV=eth1
      INTERNALDEV=eth0
      NETINIT $EXTERNALDEV $INTERNALDEV
      """;

  @Test
  void oneRouter() {
    assertEquals(
        """
        network VLAN10 vlan 10 172.16.10.0/24 to 172.16.255.255
        network VLAN20 vlan 20 172.16.20.0/24 to 172.16.255.255
        role router router 100
        device eth1
        device eth0
        leg VLAN10 vlan10@eth0 172.16.10.1
        leg VLAN20 vlan20@eth0 172.16.20.1
        """,
        Resolved.site(
            DEVICES
                + """
                #VLAN NVlan device       @IPnetwork  @IPgateway  netmask       broadcast      Nom
                VLAN  10    $INTERNALDEV 172.16.10.0 172.16.10.1 255.255.255.0 172.16.255.255 VLAN10
                VLAN  20    $INTERNALDEV 172.16.20.0 172.16.20.1 255.255.255.0 172.16.255.255 VLAN20
                """));
  }

  @Test
  void twoRouters() {
    assertEquals(
        """
        network INTER 10.1.1.0/24 to 10.1.1.255
        network VLAN10 vlan 10 172.16.10.0/24 to 172.16.255.255
        network VLAN20 vlan 20 172.16.20.0/24 to 172.16.255.255
        role master master 100
        role backup backup 50
        device eth0
        leg INTER eth1 10.1.1.2,10.1.1.3 virtual 10.1.1.4 id 101* via 10.1.1.1 out
        leg VLAN10 vlan10@eth0 172.16.10.100,172.16.10.200 virtual 172.16.10.1 id 100*
        leg VLAN20 vlan20@eth0 172.16.20.100,172.16.20.200 virtual 172.16.20.1 id 100
        vrrp 2 every 500 password XYZ as `hostname` mail admin@test.fr by 172.16.10.12
        instance INTER IPV4 101 on eth1 10.1.1.4@eth1
        instance VLAN10 IPV4 100 on vlan10 172.16.10.1@vlan10,172.16.20.1@vlan20
        group INTER-VLAN10 INTER,VLAN10
        """,
        Resolved.site(
            DEVICES
                + """
                SET ROLE=$ROLE
                VRRP AUTH PASS XYZ `hostname` 172.16.10.12 admin@test.fr pooling 5
                DEV  INTER $EXTERNALDEV 10.1.1.0 10.1.1.1 255.255.255.0 10.1.1.2-10.1.1.3-10.1.1.4-101*
                VLAN 10    $INTERNALDEV 172.16.10.0 172.16.10.100-172.16.10.200-172.16.10.1-100* 255.255.255.0 172.16.255.255 VLAN10
                VLAN 20    $INTERNALDEV 172.16.20.0 172.16.20.100-172.16.20.200-172.16.20.1-100  255.255.255.0 172.16.255.255 VLAN20
                VRRP START GROUP eth1-vlan10
                """));
  }

  @Test
  void theAuthenticationLineTakesAnyOfItsParts() {
    String rest = "VLAN 7 eth0 10.7.0.0/24 10.7.0.2-10.7.0.3-10.7.0.1-9*\nVRRP START\n";
    assertEquals(
        "vrrp 2 every 100 password a as `hostname`\n",
        Resolved.lines("VRRP AUTH PASS a\n" + rest, "vrrp"));
    assertEquals(
        "vrrp 2 every 300 password a as campus\n",
        Resolved.lines("vrrp auth pass a campus POLLING 3\n" + rest, "vrrp"));
    assertEquals(
        "vrrp 2 every 100 password a as gw-$ROLE mail `hostname`@example.org by 10.7.0.9\n",
        Resolved.lines(
            "VRRP AUTH PASS a gw-$ROLE 10.7.0.9 `hostname`@example.org\n" + rest, "vrrp"));
  }
}
