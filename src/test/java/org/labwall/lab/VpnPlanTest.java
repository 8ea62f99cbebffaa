package org.labwall.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.labwall.backend.Firewall;
import org.labwall.backend.OutputFile;
import org.labwall.backend.OutputTree;
import org.labwall.compiler.Compiler;
import org.labwall.lab.LabPlan.Port;
import org.labwall.lab.LabPlan.Router;
import org.labwall.model.Site;

/** The machines of VPNs in the plan of a lab. */
class VpnPlanTest {
  private static final Site SITE =
      LabSites.site(
          """
          RADIUS_SECRET=kz7-fluent-42
          ROLE rt rt1.demo.fr
          DEV  internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1
          VLAN 10 eth0 172.16.10.0/24 172.16.10.1 staff
          HOST radius 172.16.10.5
          HOST www    172.16.10.80
          ROLE vpn1 vpn1.demo.fr {
              DEV  internet eth1 203.0.113.21 via 203.0.113.1
              VLAN staff eth0 172.16.10.12
              VPN PROXY 443
              VPN RADIUS 172.16.10.5 secret $RADIUS_SECRET
              VPN staff port 1110
          }
          VPNUSER u101 staff 172.16.10.210
          """);

  private static final LabPlan PLAN = LabPlanner.plan(SITE, "test", true);
  private static final OutputTree TREE = Compiler.tree(SITE, Firewall.IPTABLES);

  private static Port port(String name) {
    return PLAN.router("vpn1").orElseThrow().ports().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static OutputFile file(String path) {
    OutputTree tree = LabFiles.of(SITE, PLAN, TREE, Optional.empty()).tree();
    return Objects.requireNonNull(tree.files().get(path));
  }

  @Test
  void aBridgeIsMadeOverTheCableOfItsNetwork() {
    Router server = PLAN.router("vpn1").orElseThrow();
    Port bridge = port("br-vlan10");
    Port below = port("vlan10");
    assertEquals(List.of("vlan10", "tap-vlan10"), bridge.members());
    assertEquals(Optional.of("staff"), bridge.network());
    assertTrue(bridge.virtual() && port("tap-vlan10").virtual());
    assertEquals(OptionalInt.of(10), below.vlan());
    assertEquals(Optional.empty(), below.network());
    assertEquals(Optional.of("staff"), server.network(below));
    assertEquals(bridge.mac(), below.mac());
    assertEquals(PLAN, PlanText.read(PlanText.write(PLAN)));
  }

  @Test
  void aHostThatServesRunsWhatWasWrittenForIt() {
    assertEquals(
        List.of("rt", "vpn1", "radius"), PLAN.routers().stream().map(Router::name).toList());
    assertTrue(PLAN.station("www").isPresent());
    assertEquals(
        """
        auto lo
        iface lo inet loopback
        auto eth0
        iface eth0 inet static
            address 172.16.10.5/24
            gateway 172.16.10.1
        """,
        file("radius/etc/network/interfaces").content());
    assertTrue(file("radius/etc/freeradius/3.0/labwall/clients.conf").isSecret());
  }

  @Test
  void whoeverIsOutsideKnowsTheServers() {
    assertEquals(
        "127.0.0.1 localhost\n::1 localhost\n203.0.113.21 vpn1.demo.fr\n",
        LabFiles.of(SITE, PLAN, TREE, Optional.empty()).names());
  }
}
