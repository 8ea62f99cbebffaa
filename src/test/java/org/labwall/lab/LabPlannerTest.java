package org.labwall.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.labwall.lab.LabPlan.Election;
import org.labwall.lab.LabPlan.Kind;
import org.labwall.lab.LabPlan.Path;
import org.labwall.lab.LabPlan.Port;
import org.labwall.lab.LabPlan.Station;

class LabPlannerTest {
  private static final String PAIR =
      """
      ROLE master rt1, backup rt2
      VRRP START GROUP internet, staff
      DEV  internet eth1 203.0.113.0/24 203.0.113.2-203.0.113.3-203.0.113.4-101* via 203.0.113.1
      VLAN 10 eth0 172.16.10.0/24 172.16.10.100-172.16.10.200-172.16.10.1-100* staff
      VLAN 20 eth0 172.16.20.0/24 172.16.20.100-172.16.20.200-172.16.20.1-100  lab
      """;

  @Test
  void aRouterHasItsTrunkAndItsVlansWithTheTrunksAddress() {
    List<Port> ports = LabSites.plan(PAIR).routers().get(1).ports();
    assertEquals(List.of("eth0", "eth1", "vlan10", "vlan20"), names(ports));
    Port vlan = ports.get(2);
    assertEquals(Optional.of("eth0"), vlan.trunk());
    assertEquals(10, vlan.vlan().orElseThrow());
    assertEquals(Optional.of("staff"), vlan.network());
    assertEquals(ports.get(0).mac(), vlan.mac());
    assertEquals(Optional.empty(), ports.get(0).network());
    assertTrue(vlan.mac().startsWith("00:16:3e:"), vlan.mac());
  }

  @Test
  void membersOfABondComeBeforeItAndTrackedInterfacesExist() {
    List<Port> ports =
        LabSites.plan(
                """
                ROLE master rt1, backup rt2
                VRRP TRACK eth7
                VRRP START
                DEV  spare eth2 mtu 9000
                DEV  trunk bond0 bond-mode active-backup bond-slaves eth1, eth2
                VLAN 10 bond0 172.16.10.0/24 172.16.10.2-172.16.10.3-172.16.10.1-100* staff
                """)
            .routers()
            .get(0)
            .ports();
    assertEquals(List.of("eth2", "eth1", "bond0", "vlan10", "eth7"), names(ports));
    assertEquals(List.of("eth1", "eth2"), ports.get(2).members());
  }

  @Test
  void noTwoInterfacesShareAHardwareAddressButVlansTheirTrunks() {
    LabPlan plan = LabSites.plan(PAIR);
    List<String> macs =
        Stream.concat(
                plan.routers().stream()
                    .flatMap(it -> it.ports().stream())
                    .filter(it -> it.trunk().isEmpty())
                    .map(Port::mac),
                plan.stations().stream().flatMap(it -> it.plugs().stream()).map(it -> it.mac()))
            .toList();
    assertEquals(macs.size(), new HashSet<>(macs).size());
  }

  @Test
  void aClientStandsInEveryNetworkBehindTheVirtualAddress() {
    LabPlan plan = LabSites.plan(PAIR);
    Station client = plan.station(Kind.CLIENT, "lab").orElseThrow();
    assertEquals("client-lab", client.name());
    assertEquals("172.16.20.50/24", client.plugs().get(0).addresses().get(0).toString());
    assertEquals(List.of("0.0.0.0/0 via 172.16.20.1"), paths(client));
    assertTrue(plan.station(Kind.CLIENT, "internet").isPresent());
  }

  @Test
  void aClientHasNoAddressThatTheSourceSpeaksOf() {
    Station client =
        LabSites.plan(
                PAIR
                    + """
                    HOST printer 172.16.10.50
                    allow from printer to internet http
                    allow from 172.16.10.48-172.16.10.63 to internet ntp
                    allow from staff to internet dns
                    """)
            .station(Kind.CLIENT, "staff")
            .orElseThrow();
    assertEquals("172.16.10.64/24", client.plugs().get(0).addresses().get(0).toString());
  }

  @Test
  void aFullNetworkHasNoClient() {
    LabPlan plan =
        LabSites.plan(
            """
            DEV uplink eth0 192.0.2.0/30 192.0.2.2 via 192.0.2.1
            DEV inside eth1 192.0.2.8/29 192.0.2.9
            """);
    assertEquals(Optional.empty(), plan.station(Kind.CLIENT, "uplink"));
    Station client = plan.station(Kind.CLIENT, "inside").orElseThrow();
    assertEquals("192.0.2.10/29", client.plugs().get(0).addresses().get(0).toString());
    assertEquals(List.of("0.0.0.0/0 via 192.0.2.9"), paths(client));
  }

  @Test
  void theOutsideHoldsTheGatewayAndLeadsAllThatIsInsideToTheVirtualAddress() {
    Station outside =
        LabSites.plan(PAIR + "ROUTE 10.58.0.0/16 via 172.16.10.254\n")
            .station(Kind.OUTSIDE, "internet")
            .orElseThrow();
    assertEquals("outside-internet", outside.name());
    assertEquals("203.0.113.1/24", outside.plugs().get(0).addresses().get(0).toString());
    assertEquals("[0.0.0.0/0]", outside.answers().toString());
    assertEquals(
        List.of(
            "172.16.10.0/24 via 203.0.113.4",
            "10.58.0.0/16 via 203.0.113.4",
            "172.16.20.0/24 via 203.0.113.4"),
        paths(outside));
  }

  @Test
  void aLinkLocalGatewayReachesItsNetworkOnTheLink() {
    Station outside =
        LabSites.plan(
                """
                DEV six eth0 2001:db8:1::/64 ::2 via fe80::1
                DEV inside eth1 2001:db8:2::/64 ::1
                """)
            .station(Kind.OUTSIDE, "six")
            .orElseThrow();
    assertEquals("fe80::1/64", outside.plugs().get(0).addresses().get(0).toString());
    assertEquals(
        List.of("2001:db8:1::/64 on link", "2001:db8:2::/64 via 2001:db8:1::2"), paths(outside));
  }

  @Test
  void aProviderGivesOutAddressesThatTheSiteDoesNotUse() {
    LabPlan plan =
        LabSites.plan(
            """
            ROLE router gate
            DEV  world eth0 dhcp
            DEV  odd eth2 100.64.0.0/25 100.64.0.1
            VLAN 10 eth1 192.168.10.0/24 192.168.10.1 family
            """);
    Station outside = plan.station(Kind.OUTSIDE, "world").orElseThrow();
    assertEquals("100.64.1.1/24", outside.plugs().get(0).addresses().get(0).toString());
    assertEquals("100.64.1.11", outside.leases().get(0).address().toString());
    String mac =
        plan.routers().get(0).ports().stream()
            .filter(it -> it.name().equals("eth0"))
            .findFirst()
            .orElseThrow()
            .mac();
    assertEquals(mac, outside.leases().get(0).mac());
    assertTrue(
        paths(outside).contains("192.168.10.0/24 via 100.64.1.11"), paths(outside)::toString);
  }

  @Test
  void theGatewayOfARouteAnswersForAllBehindIt() {
    LabPlan plan =
        LabSites.plan(
            PAIR
                + """
                ROUTE 10.58.0.0/16 via 172.16.10.254
                ROUTE 10.59.0.0/16 via 172.16.10.254
                ROUTE 10.60.0.0/16 via 172.16.10.253
                """);
    Station router = plan.station("router-staff").orElseThrow();
    assertEquals("[10.58.0.0/16, 10.59.0.0/16]", router.answers().toString());
    assertEquals(List.of("0.0.0.0/0 via 172.16.10.1"), paths(router));
    assertEquals(
        "172.16.10.253/24",
        plan.station("router-staff-2").orElseThrow().plugs().get(0).addresses().get(0).toString());
  }

  @Test
  void aGatewayThatIsAMachineOfTheSiteIsNoOther() {
    LabPlan plan =
        LabSites.plan(
            PAIR
                + """
                ROLE vpn1 vpn1.example.org {
                    DEV  internet eth0 203.0.113.11 via 203.0.113.4
                    VLAN 10 eth1 172.16.10.11
                }
                """);
    assertEquals(3, plan.routers().size());
    assertEquals(1, plan.stations().stream().filter(it -> it.kind() == Kind.OUTSIDE).count());
    assertEquals(
        1, plan.station(Kind.OUTSIDE, "internet").orElseThrow().plugs().get(0).addresses().size());
  }

  @Test
  void hostsOfTheSourceStandWhereTheirAddressesAre() {
    String source =
        PAIR
            + """
            HOST www  172.16.20.80
            HOST both 172.16.10.9, 172.16.20.9
            HOST far  198.51.100.7
            HOST rt1  172.16.10.100
            """;
    assertEquals(
        0, LabSites.plan(source).stations().stream().filter(it -> it.kind() == Kind.HOST).count());
    LabPlan plan = LabPlanner.plan(LabSites.site(source), "test", true);
    assertEquals(
        List.of("www", "both"),
        plan.stations().stream().filter(it -> it.kind() == Kind.HOST).map(Station::name).toList());
    Station both = plan.station("both").orElseThrow();
    assertEquals(List.of("staff", "lab"), both.plugs().stream().map(it -> it.network()).toList());
    assertEquals(List.of("0.0.0.0/0 via 172.16.10.1"), paths(both));
  }

  @Test
  void anElectionHasTheBestRoleFirst() {
    Election election =
        LabSites.plan(
                """
                ROLE one priority 10, two priority 20
                VRRP VERSION 3
                VRRP ADVERT 0.1
                VRRP START GROUP staff
                VLAN 10 eth0 172.16.10.0/24 172.16.10.2-172.16.10.3-172.16.10.1-100* staff
                """)
            .elections()
            .get(0);
    assertEquals(List.of("two", "one"), election.roles());
    assertEquals("[172.16.10.1]", election.addresses().toString());
    assertEquals(Duration.ofMillis(400), election.takeover());
    assertFalse(election.group().isEmpty());
  }

  private static List<String> names(List<Port> ports) {
    return ports.stream().map(Port::name).toList();
  }

  private static List<String> paths(Station station) {
    return station.paths().stream().map(LabPlannerTest::text).toList();
  }

  private static String text(Path path) {
    return path.destination() + path.gateway().map(it -> " via " + it).orElse(" on link");
  }
}
