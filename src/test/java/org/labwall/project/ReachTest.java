package org.labwall.project;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.labwall.SiteText;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;

class ReachTest {
  private static final String ROUTER =
      """
      ROLE router rt
      DEV world eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1
      DEV staff eth0 172.16.10.0/24 172.16.10.1 inet6 2001:db8:10::/64 ::1
      """;

  @Test
  void anInterfaceHasItsPrefixAndTheWayOutTheRest() {
    Reach reach = reach(ROUTER, Family.IPV4);
    assertEquals(
        Map.of(
            "eth0", "172.16.10.0/24", "eth1", "0.0.0.0-172.16.9.255 172.16.11.0-255.255.255.255"),
        text(reach));
  }

  @Test
  void whatIsRoutedThroughANetworkLiesBehindItsInterface() {
    Reach reach = reach(ROUTER + "ROUTE 10.0.0.0/8 via 172.16.10.254\n", Family.IPV4);
    assertEquals("10.0.0.0/8 172.16.10.0/24", text(reach).get("eth0"));
    assertTrue(!reach.parts().get(0).addresses().contains(address("10.1.2.3")));
  }

  @Test
  void theLongerPrefixWins() {
    String more =
        "DEV dmz eth2 10.5.0.0/16 10.5.0.1\nROUTE 10.0.0.0/8 via 172.16.10.254\n"
            + "ROUTE 172.16.10.64/26 via 10.5.0.9\n";
    Map<String, String> reach = text(reach(ROUTER + more, Family.IPV4));
    assertEquals("10.5.0.0/16 172.16.10.64/26", reach.get("eth2"));
    assertEquals(
        "10.0.0.0-10.4.255.255 10.6.0.0-10.255.255.255 172.16.10.0/26 172.16.10.128/25",
        reach.get("eth0"));
  }

  @Test
  void aRouteInsideTheWayOutsPrefixIsNotTheWayOuts() {
    Map<String, String> reach =
        text(reach(ROUTER + "ROUTE 203.0.113.128/25 via 172.16.10.254\n", Family.IPV4));
    assertEquals("172.16.10.0/24 203.0.113.128/25", reach.get("eth0"));
  }

  @Test
  void aWayOutOfOneFamilyIsNoneOfTheOther() {
    String six =
        "DEV both eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1 inet6 2001:db8:1::/64 ::2\n";
    assertEquals(Map.of("eth1", "2001:db8:1::/64"), text(reach(six, Family.IPV6)));
    assertEquals(Map.of("eth1", "0.0.0.0/0"), text(reach(six, Family.IPV4)));
  }

  @Test
  void severalWaysOutShareTheRestAndKeepTheirOwn() {
    Reach reach =
        reach(ROUTER + "DEV second eth2 192.0.2.0/24 192.0.2.2 via 192.0.2.1\n", Family.IPV4);
    Map<String, AddressSet> parts =
        reach.parts().stream()
            .collect(Collectors.toMap(it -> it.port().name(), Reach.Part::addresses));
    assertTrue(part(parts, "eth1").contains(address("8.8.8.8")));
    assertTrue(part(parts, "eth2").contains(address("8.8.8.8")));
    assertTrue(!part(parts, "eth1").contains(address("192.0.2.7")));
    assertTrue(!part(parts, "eth2").contains(address("203.0.113.7")));
    assertTrue(part(parts, "eth2").contains(address("192.0.2.7")));
    AddressSet one = AddressSet.of(new AddressRange(address("8.8.8.8"), address("8.8.8.8")));
    assertEquals(2, reach.split(one).size());
  }

  @Test
  void aProviderTakesAllThatIsNotInside() {
    Map<String, String> reach =
        text(
            reach("DEV world eth1 dhcp\nDEV staff eth0 172.16.10.0/24 172.16.10.1\n", Family.IPV4));
    assertEquals("0.0.0.0-172.16.9.255 172.16.11.0-255.255.255.255", reach.get("eth1"));
  }

  @Test
  void aWayOutWithoutIpv6IsNoneForIpv6() {
    Reach reach = reach(ROUTER, Family.IPV6);
    assertEquals(Map.of("eth0", "2001:db8:10::/64"), text(reach));
    AddressRange elsewhere = new AddressRange(address("2001:db8:99::1"), address("2001:db8:99::2"));
    assertEquals(Map.of(), reach.split(AddressSet.of(elsewhere)));
  }

  @Test
  void aSetIsSplitWhereItsAddressesLie() {
    Reach reach = reach(ROUTER, Family.IPV4);
    AddressSet across =
        AddressSet.of(new AddressRange(address("172.16.9.250"), address("172.16.10.5")));
    assertEquals(
        Map.of(
            0, AddressSet.of(new AddressRange(address("172.16.9.250"), address("172.16.9.255"))),
            1, AddressSet.of(new AddressRange(address("172.16.10.0"), address("172.16.10.5")))),
        reach.split(across));
  }

  private static Reach reach(String text, Family family) {
    return Reach.of(SiteText.node(text), family);
  }

  private static AddressSet part(Map<String, AddressSet> parts, String name) {
    return parts.getOrDefault(name, AddressSet.empty(Family.IPV4));
  }

  private static Address address(String text) {
    return Address.parse(text).orElseThrow();
  }

  private static Map<String, String> text(Reach reach) {
    Map<String, String> text = new TreeMap<>();
    for (Reach.Part part : reach.parts()) {
      text.put(
          part.port().name(),
          part.addresses().ranges().stream()
              .map(it -> it.toPrefixes().size() == 1 ? it.toPrefixes().get(0).toString() : "" + it)
              .collect(Collectors.joining(" ")));
    }
    return text;
  }
}
