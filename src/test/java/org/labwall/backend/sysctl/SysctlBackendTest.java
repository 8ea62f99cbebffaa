package org.labwall.backend.sysctl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.labwall.Sites;
import org.labwall.backend.OutputFile;
import org.labwall.project.Node;
import org.labwall.project.Projector;

class SysctlBackendTest {

  @Test
  void forwardsBothFamiliesWhereBothAreRouted() {
    assertEquals(
        List.of(
            new OutputFile(
                "etc/sysctl.d/60-labwall.conf",
                """
                # Compiled by LabWall from site.lw: edits here are lost.

                # Forwarding comes first, for it resets much of the rest.
                net.ipv4.ip_forward = 1
                net.ipv6.conf.all.forwarding = 1

                # The filter drops what comes in with a source of another interface. The kernel's own
                # check is the loose one, which never drops what the filter would let in.
                net.ipv4.conf.all.rp_filter = 2
                net.ipv4.conf.default.rp_filter = 2

                # No packet chooses its way, and nobody is told a way round the virtual router.
                net.ipv4.conf.*.accept_source_route = 0
                net.ipv4.conf.*.accept_redirects = 0
                net.ipv4.conf.*.secure_redirects = 0
                net.ipv4.conf.*.send_redirects = 0
                net.ipv6.conf.*.accept_source_route = 0
                net.ipv6.conf.*.accept_redirects = 0

                # Addresses and routes are what the source says, not what another router does.
                net.ipv6.conf.*.accept_ra = 0
                net.ipv6.conf.*.autoconf = 0

                # Addresses, virtual ones too, are announced and answered for on their interface only.
                net.ipv4.conf.all.arp_announce = 2
                net.ipv4.conf.all.arp_ignore = 1
                """)),
        new SysctlBackend().files(Sites.first(Sites.dualStack())));
  }

  @Test
  void forwardsNoIpv6WhereTheSourceHasNone() {
    assertEquals(List.of("1", "0"), forwarding(Sites.first(Sites.classic())));
  }

  @Test
  void forwardsNothingOnAMachineThatDoesNotRoute() {
    Node host =
        Sites.first(
            Sites.site(
                Sites.roles("host"),
                List.of(),
                List.of(
                    Sites.leg("lan", "eth0", "192.0.2.0/24", 2)
                        .ipv4("192.0.2.9")
                        .ipv6("2001:db8::/64", "2001:db8::9")
                        .build()),
                Optional.empty()));
    assertEquals(List.of("0", "0"), forwarding(host));
  }

  @Test
  void isTheSameForAllRoles() {
    List<Node> nodes = Projector.nodes(Sites.dualStack());
    SysctlBackend backend = new SysctlBackend();
    assertEquals(backend.files(nodes.get(0)), backend.files(nodes.get(1)));
  }

  private static List<String> forwarding(Node node) {
    return new SysctlBackend()
        .files(node)
        .get(0)
        .content()
        .lines()
        .filter(line -> line.contains("forward") && !line.startsWith("#"))
        .map(line -> line.substring(line.indexOf('=') + 2))
        .toList();
  }
}
