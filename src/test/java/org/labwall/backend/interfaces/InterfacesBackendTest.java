package org.labwall.backend.interfaces;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labwall.LegBuilder;
import org.labwall.Sites;
import org.labwall.backend.OutputFile;
import org.labwall.model.Device;
import org.labwall.model.InterfaceSettings;
import org.labwall.model.InterfaceSettings.Option;
import org.labwall.model.Site;
import org.labwall.project.Node;
import org.labwall.project.Projector;

class InterfacesBackendTest {

  @Test
  void writesTheClassicMaster() {
    assertEquals(
        """
        # Compiled by LabWall from site.lw: edits here are lost.

        auto lo
        iface lo inet loopback

        # trunk (site.lw:3)
        auto eth0
        iface eth0 inet manual

        # INTER (site.lw:7)
        auto eth1
        iface eth1 inet static
            address 10.1.1.2/24
            broadcast 10.1.1.255
            gateway 10.1.1.1

        # VLAN10 (site.lw:8)
        auto vlan10
        iface vlan10 inet static
            address 172.16.10.100/24
            broadcast 172.16.255.255
            vlan-raw-device eth0

        # VLAN20 (site.lw:9)
        auto vlan20
        iface vlan20 inet static
            address 172.16.20.100/24
            broadcast 172.16.255.255
            vlan-raw-device eth0
        """,
        content(Sites.first(Sites.classic())));
  }

  @Test
  void backupDiffersInItsAddressesOnly() {
    List<Node> nodes = Projector.nodes(Sites.classic());
    assertEquals(
        content(nodes.get(0))
            .replace("10.1.1.2/", "10.1.1.3/")
            .replace("172.16.10.100/", "172.16.10.200/")
            .replace("172.16.20.100/", "172.16.20.200/"),
        content(nodes.get(1)));
  }

  @Test
  void writesBothFamiliesOfAnInterface() {
    assertEquals(
        """
        # lab (site.lw:5)
        auto vlan20
        iface vlan20 inet static
            address 172.16.20.100/24
            broadcast 172.16.20.255
            vlan-raw-device eth0
        iface vlan20 inet6 static
            address 2001:db8:20::100/64
            accept_ra 0
            autoconf 0
            dad-attempts 0
        """,
        paragraph(Sites.first(Sites.dualStack()), 5));
  }

  @Test
  void writesAnIpv6NetworkWithoutAnIpv4Stanza() {
    LegBuilder leg =
        Sites.leg("six", "eth0", "2001:db8:6::/64", 4)
            .vlan(6)
            .ipv6("2001:db8:6::/64", "2001:db8:6::2")
            .via("2001:db8:6::1")
            .route("2001:db8:7::/64", "2001:db8:6::7")
            .settings(settings(1400, 20, false));
    assertEquals(
        """
        # six (site.lw:4)
        auto vlan6
        iface vlan6 inet6 static
            address 2001:db8:6::2/64
            gateway 2001:db8:6::1
            metric 20
            accept_ra 0
            autoconf 0
            dad-attempts 0
            vlan-raw-device eth0
            mtu 1400
            hwaddress 02:00:00:00:00:01
            up ip -6 route replace 2001:db8:7::/64 via 2001:db8:6::7 dev $IFACE || true
            down ip -6 route del 2001:db8:7::/64 via 2001:db8:6::7 dev $IFACE || true
        """,
        paragraph(single(leg), 2));
  }

  @Test
  void writesWhatIsSaidOfAnInterface() {
    LegBuilder leg =
        Sites.leg("office", "eth1", "192.0.2.0/24", 4)
            .ipv4("192.0.2.2")
            .via("192.0.2.1")
            .route("10.58.0.0/16", "192.0.2.254")
            .settings(settings(9000, 20, true));
    assertEquals(
        """
        # office (site.lw:4)
        auto eth1
        iface eth1 inet static
            address 192.0.2.2/24
            broadcast 192.0.2.255
            gateway 192.0.2.1
            metric 20
            mtu 9000
            hwaddress 02:00:00:00:00:01
            up sysctl -q -w net/ipv4/conf/$IFACE/proxy_arp=1 || true
            up ip route replace 10.58.0.0/16 via 192.0.2.254 dev $IFACE || true
            down ip route del 10.58.0.0/16 via 192.0.2.254 dev $IFACE || true
        """,
        paragraph(single(leg), 2));
  }

  @Test
  void setsTheMtuOfAnAddressFromTheProviderItself() {
    LegBuilder leg =
        Sites.leg("world", "eth1", "0.0.0.0/0", 4).dhcp().settings(settings(1400, 20, false));
    assertEquals(
        """
        # world (site.lw:4)
        auto eth1
        iface eth1 inet dhcp
            metric 20
            pre-up ip link set dev $IFACE mtu 1400
            hwaddress 02:00:00:00:00:01
        """,
        paragraph(single(leg), 2));
  }

  @Test
  void writesOptionsAsTheyAre() {
    Device bond =
        device(
            "bond0",
            new Option("bond-slaves", "eth0 eth1"),
            new Option("bond-mode", "active-backup"));
    assertEquals(
        """
        # no address (site.lw:3)
        auto bond0
        iface bond0 inet manual
            bond-slaves eth0 eth1
            bond-mode active-backup
        """,
        paragraph(node(bond), 2));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a;reboot",
        "$(reboot)",
        "`reboot`",
        "a\nup reboot",
        "a\\",
        "a|b",
        "a&",
        "a>b",
        "",
        "a  b",
        "a'b",
        "a\"b",
        "a\tb",
        "#",
        "a*",
        "é"
      })
  void refusesValuesThatAShellWouldRead(String value) {
    Node node = node(device("bond0", new Option("bond-mode", value)));
    assertThrows(IllegalArgumentException.class, () -> content(node));
  }

  @Test
  void refusesNamesThatAShellWouldRead() {
    Node node = node(device("eth0;reboot"));
    assertThrows(IllegalArgumentException.class, () -> content(node));
  }

  @Test
  void keepsNamesOfNetworksInTheirComment() {
    LegBuilder leg = Sites.leg("a\nup reboot\\", "eth1", "192.0.2.0/24", 4).ipv4("192.0.2.2");
    assertEquals("# a up reboot/ (site.lw:4)", paragraph(single(leg), 2).lines().findFirst().get());
  }

  private static Device device(String name, Option... options) {
    InterfaceSettings settings =
        new InterfaceSettings(
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            false,
            false,
            List.of(options));
    return new Device(name, settings, Sites.line(3));
  }

  private static InterfaceSettings settings(int mtu, int metric, boolean proxyArp) {
    return new InterfaceSettings(
        OptionalInt.of(mtu),
        OptionalInt.of(metric),
        Optional.of("02:00:00:00:00:01"),
        proxyArp,
        false,
        List.of());
  }

  private static Node node(Device device) {
    return Sites.first(
        Sites.site(Sites.roles("router"), List.of(device), List.of(), Optional.empty()));
  }

  private static Node single(LegBuilder leg) {
    Site site =
        Sites.site(Sites.roles("router"), List.of(), List.of(leg.build()), Optional.empty());
    return Sites.first(site);
  }

  /** The paragraph of this index, which the heading and the loopback interface start. */
  private static String paragraph(Node node, int index) {
    return content(node).split("\n\n", -1)[index].stripTrailing() + "\n";
  }

  private static String content(Node node) {
    List<OutputFile> files = new InterfacesBackend().files(node);
    assertEquals(List.of("etc/network/interfaces"), files.stream().map(OutputFile::path).toList());
    return files.get(0).content();
  }
}
