package org.labwall.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.labwall.SiteText;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.model.Endpoint;

class AreasTest {
  private static final String SITE =
      """
      ROLE router rt
      DEV  internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1
      VLAN 10 eth0 172.16.10.0/24 172.16.10.1 staff
      VLAN 20 eth0 172.16.20.0/24 172.16.20.1 lab
      ROLE server {
          VLAN staff eth0 172.16.10.9 via 172.16.10.1
      }
      """;

  @Test
  void aServersWayOutIsNoWayOutOfTheSite() {
    assertEquals(prefixes("172.16.10.0/24"), area("server", "staff"));
  }

  @Test
  void whatLiesOutsideIsBehindTheServersWayOut() {
    AddressSet inside = prefixes("172.16.10.0/24").union(prefixes("172.16.20.0/24"));
    assertEquals(inside.complement(), area("server", "internet"));
    assertEquals(inside.complement(), area("router", "internet"));
  }

  @Test
  void everyNetworkOfTheSiteIsBehindTheServersWayOut() {
    assertEquals(prefixes("172.16.20.0/24"), area("server", "lab"));
  }

  @Test
  void endpointsLieTogetherWhereEachOfThemLies() {
    Node router = node("router");
    Areas areas = Areas.of(router, Reach.of(router, Family.IPV4));
    List<Endpoint> members = new ArrayList<>();
    Area expected = Area.NOWHERE;
    for (String text : List.of("172.16.20.9/32", "172.16.0.0/16", "10.0.0.0/8", "172.16.20.8/31")) {
      Endpoint member = new Endpoint.OfAddresses(prefixes(text), AddressSet.empty(Family.IPV6));
      members.add(member);
      expected = expected.union(areas.of(List.of(member)));
    }
    assertEquals(3, expected.parts().size());
    assertEquals(expected, areas.of(members));
    assertEquals(Area.NOWHERE, areas.of(List.of()));
  }

  private static Node node(String role) {
    return SiteText.nodes(SITE).stream()
        .filter(it -> it.role().name().equals(role))
        .findFirst()
        .orElseThrow();
  }

  private static AddressSet prefixes(String text) {
    return AddressSet.of(Prefix.parse(text).orElseThrow());
  }

  /** What a network's name means at a role, where all of it lies behind one interface. */
  private static AddressSet area(String role, String network) {
    Node node = node(role);
    Endpoint endpoint =
        node.site().networks().stream()
            .filter(it -> it.name().equals(network))
            .map(Endpoint.OfNetwork::new)
            .findFirst()
            .orElseThrow();
    Areas areas = Areas.of(node, Reach.of(node, Family.IPV4));
    List<AddressSet> parts = List.copyOf(areas.of(List.of(endpoint)).parts().values());
    assertEquals(1, parts.size());
    return parts.get(0);
  }
}
