package org.labwall.backend.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.labwall.SiteText;
import org.labwall.Sites;
import org.labwall.backend.OutputFile;
import org.labwall.model.Device;
import org.labwall.model.InterfaceSettings;
import org.labwall.model.InterfaceSettings.Option;
import org.labwall.project.Node;

class ModulesBackendTest {

  @Test
  void loadsVlansWhereThereAreSome() {
    assertEquals(
        List.of(
            new OutputFile(
                "etc/modules-load.d/labwall.conf",
                """
                # Compiled by LabWall from site.lw: edits here are lost.

                8021q
                nf_conntrack
                """)),
        new ModulesBackend().files(Sites.first(Sites.classic())));
  }

  @Test
  void loadsWhatTheOptionsOfDevicesNeed() {
    Node node =
        Sites.first(
            Sites.site(
                Sites.roles("router"),
                List.of(device("bond0", "bond-mode"), device("br0", "bridge_ports")),
                List.of(),
                Optional.empty()));
    assertEquals(
        """
        # Compiled by LabWall from site.lw: edits here are lost.

        bonding
        bridge
        nf_conntrack
        """,
        new ModulesBackend().files(node).get(0).content());
  }

  @Test
  void loadsTheHelpersOfServicesThatAreAllowed() {
    String site =
        """
        DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1
        DEV staff eth0 172.16.10.0/24 172.16.10.1
        SERVICE voice tcp/1720, udp/1719 helper h323
        allow from staff to internet ftp, voice, snmp
        allow from self to staff netbios-ns
        deny from staff to self tftp
        """;
    assertEquals(
        """
        # Compiled by LabWall from site.lw: edits here are lost.

        nf_conntrack
        nf_conntrack_ftp
        nf_conntrack_h323
        nf_conntrack_netbios_ns
        """,
        new ModulesBackend().files(SiteText.node(site)).get(0).content());
  }

  @Test
  void loadsWhatTranslatesForHelpersWhereThereIsTranslation() {
    String site =
        """
        DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1
        DEV staff eth0 172.16.10.0/24 172.16.10.1
        masquerade from staff to internet
        forward tftp on internet to 172.16.10.9
        allow from staff to internet sane
        SERVICE sane tcp/6566 helper sane
        """;
    assertEquals(
        """
        # Compiled by LabWall from site.lw: edits here are lost.

        nf_conntrack
        nf_conntrack_sane
        nf_conntrack_tftp
        nf_nat_tftp
        """,
        new ModulesBackend().files(SiteText.node(site)).get(0).content());
  }

  private static Device device(String name, String option) {
    return new Device(
        name,
        new InterfaceSettings(
            OptionalInt.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            false,
            false,
            List.of(new Option(option, "x"))),
        Sites.line(2));
  }
}
