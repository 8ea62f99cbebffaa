package org.labwall.backend.iptables;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.labwall.SiteText;
import org.labwall.backend.OutputFile;
import org.labwall.filter.Style;

/** Machines with many interfaces know what lies behind each by one set. */
class NetworkSetTest {
  private static final String WAYS_OUT =
      """
      DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1
      DEV second eth2 192.0.2.0/24 192.0.2.2 via 192.0.2.1
      """;

  private static final String ROUTES =
      """
      ROUTE 10.58.0.0/16 via 10.1.0.9
      ROUTE 10.58.7.0/24 via 10.2.0.9
      """;

  @Test
  void aLongerPrefixSaysOfAllInterfacesAroundItWhetherItIsTheirs() {
    List<String> set = lines("etc/iptables/ipsets", WAYS_OUT + vlans(7) + ROUTES);
    assertEquals("hash:net,iface", set.get(1).split(" ")[2]);
    assertEquals(List.of("0.0.0.0/0,eth1", "0.0.0.0/0,eth2"), elements(set, "0.0.0.0/0").toList());
    assertEquals(
        List.of("203.0.113.0/24,eth1", "203.0.113.0/24,eth2 nomatch"),
        elements(set, "203.0.113.0/24").toList());
    assertEquals(
        List.of("10.58.0.0/16,vlan1", "10.58.0.0/16,eth1 nomatch", "10.58.0.0/16,eth2 nomatch"),
        elements(set, "10.58.0.0/16").toList());
    assertEquals(
        List.of(
            "10.58.7.0/24,vlan2",
            "10.58.7.0/24,eth1 nomatch",
            "10.58.7.0/24,eth2 nomatch",
            "10.58.7.0/24,vlan1 nomatch"),
        elements(set, "10.58.7.0/24").toList());
  }

  @Test
  void packetsThroughTheMachineMeetTheSetAtBothEnds() {
    String rules = String.join("\n", lines("etc/iptables/rules.v4", WAYS_OUT + vlans(7)));
    String name = rules.replaceFirst("(?s).*(lw-networks-[0-9a-v]{16}).*", "$1");
    assertTrue(
        rules.contains(
            """
            -A FORWARD -m conntrack --ctstate ESTABLISHED -m set ! --match-set NAME src,src \
            -m comment --comment "anti-spoofing" -j DROP
            -A FORWARD -m conntrack --ctstate ESTABLISHED -m comment --comment "established" -j ACCEPT
            -A FORWARD -p icmp -m conntrack --ctstate RELATED \
            -m comment --comment "errors of connections" -j ACCEPT
            -A FORWARD -m conntrack --ctstate INVALID -m comment --comment "invalid" -j DROP
            -A FORWARD -m set ! --match-set NAME src,src -m comment --comment "anti-spoofing" -j DROP
            -A FORWARD -m set ! --match-set NAME dst,dst -m comment --comment "destination" -j DROP
            """
                .replace("NAME", name)),
        rules);
    assertTrue(rules.contains("-A anti-spoofing -m set ! --match-set " + name + " src,src"));
    assertFalse(rules.contains(":forwarding"));
    assertFalse(rules.contains(":destinations"));
  }

  @Test
  void fewInterfacesStandInARow() {
    String rules = String.join("\n", lines("etc/iptables/rules.v4", WAYS_OUT + vlans(6)));
    assertFalse(rules.contains("lw-networks"));
    assertTrue(rules.contains("-A forwarding -i vlan6 -s 10.6.0.0/16"));
  }

  /** ipset has no room for more than 64 interfaces at one prefix. */
  @Test
  void moreWaysOutThanASetHasRoomForAreSearched() {
    String fit = waysOut(59) + vlans(1);
    String rest = waysOut(60) + vlans(1);
    assertTrue(String.join("\n", lines("etc/iptables/rules.v4", fit)).contains("lw-networks"));
    String rules = String.join("\n", lines("etc/iptables/rules.v4", rest));
    assertFalse(rules.contains("lw-networks"));
    assertTrue(rules.contains("-A in-vlan1 -s 10.1.0.0/16"), rules);
  }

  private static String vlans(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(it -> "VLAN %d eth0 10.%d.0.0/16 10.%d.0.1 net%d\n".formatted(it, it, it, it))
        .collect(Collectors.joining());
  }

  private static String waysOut(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            it ->
                "DEV out%d eth%d 172.16.%d.0/24 172.16.%d.2 via 172.16.%d.1 metric %d\n"
                    .formatted(it, it + 1, it, it, it, it))
        .collect(Collectors.joining());
  }

  private static List<String> lines(String path, String source) {
    return new IptablesBackend(Style.WITH_SETS)
        .files(SiteText.node(source + "allow from net1 to self tcp/22\n")).stream()
            .filter(it -> it.path().equals(path))
            .map(OutputFile::content)
            .flatMap(String::lines)
            .toList();
  }

  private static Stream<String> elements(List<String> set, String prefix) {
    return set.stream()
        .filter(it -> it.contains(" " + prefix + ","))
        .map(it -> it.replaceFirst("add \\S+ ", "").replaceFirst(" comment .*", ""));
  }
}
