package org.labwall.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.labwall.Sites;
import org.labwall.model.Site;

class ProjectorTest {

  @Test
  void putsTrunksThatStandInANetworkBeforeTheirVlans() {
    Site site =
        Sites.site(
            Sites.roles("router"),
            List.of(Sites.trunk("eth0", 1)),
            List.of(
                Sites.leg("a", "eth0", "10.0.1.0/24", 2).vlan(1).ipv4("10.0.1.1").build(),
                Sites.leg("b", "bond0", "10.0.2.0/24", 3).vlan(2).ipv4("10.0.2.1").build(),
                Sites.leg("c", "eth2", "10.0.3.0/24", 4).ipv4("10.0.3.1").build(),
                Sites.leg("d", "bond0", "10.0.4.0/24", 5).ipv4("10.0.4.1").build()),
            Optional.empty());
    assertEquals(
        List.of("eth0", "vlan1", "bond0", "vlan2", "eth2"),
        Sites.first(site).interfaces().stream().map(NodeInterface::name).toList());
  }
}
