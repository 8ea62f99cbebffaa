package org.labwall.lab.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.labwall.lab.LabException;
import org.labwall.lab.LabPlan;
import org.labwall.lab.LabPlan.Port;
import org.labwall.lab.LabPlan.Router;
import org.labwall.lab.vm.SwitchPlan.SwitchPort;

class SwitchPlanTest {
  private static final List<Port> PORTS =
      List.of(
          port("eth0", "", 0, "internet"),
          port("eth1", "", 0, ""),
          port("eth2", "", 0, ""),
          new Port(
              "bond0",
              Optional.empty(),
              OptionalInt.empty(),
              Optional.empty(),
              "00:16:3e:00:00:09",
              List.of("eth1", "eth2"),
              false),
          port("vlan10", "bond0", 10, "staff"),
          port("vlan20", "bond0", 20, "lab"));

  @Test
  void routersHaveTrunksAndNetworksAccessPorts() {
    SwitchPlan plan = SwitchPlan.of(plan(PORTS));
    assertEquals(
        """
        hash/setminper 0
        vlan/create 10
        vlan/create 20
        vlan/create 4093
        port/create 1
        port/setvlan 1 4093
        port/create 2
        vlan/addport 10 2
        vlan/addport 20 2
        port/create 3
        vlan/addport 10 3
        vlan/addport 20 3
        port/create 4
        port/setvlan 4 4093
        port/create 5
        port/setvlan 5 10
        port/create 6
        port/setvlan 6 20
        port/create 7
        vlan/addport 4093 7
        vlan/addport 10 7
        vlan/addport 20 7
        """,
        String.join("\n", plan.commands()) + "\n");
    assertEquals(8, plan.size());
    assertEquals(5, plan.access("staff").number());
    assertEquals(7, plan.uplink().number());
  }

  @Test
  void everyCardHasAnAddressOfItsOwn() {
    List<SwitchPort> ports = SwitchPlan.of(plan(PORTS)).of("master");
    assertEquals(3, ports.size());
    assertEquals(3, new HashSet<>(ports.stream().map(SwitchPort::mac).toList()).size());
    assertTrue(Qemu.cards(ports, "ctl").contains("vde,id=port2,sock=ctl,port=2"));
    assertEquals(
        " labwall.nic=eth0,00:16:3e:00:00:00 labwall.nic=eth1,00:16:3e:00:00:01"
            + " labwall.nic=eth2,00:16:3e:00:00:02",
        Qemu.names(ports));
  }

  @Test
  void whatTheSwitchCannotCarryIsAnError() {
    LabException large =
        assertThrows(
            LabException.class,
            () -> SwitchPlan.of(plan(List.of(port("vlan4094", "eth0", 4094, "staff")))));
    assertEquals("The switch of VDE cannot carry VLAN 4094.", large.diagnostic().message());
    LabException twice =
        assertThrows(
            LabException.class,
            () ->
                SwitchPlan.of(
                    plan(
                        List.of(
                            port("vlan10", "eth0", 10, "staff"),
                            port("eth1.10", "eth1", 10, "lab")))));
    assertTrue(twice.diagnostic().message().startsWith("`staff` and `lab` are both VLAN 10,"));
  }

  private static LabPlan plan(List<Port> ports) {
    return new LabPlan(
        "lab",
        List.of("internet", "staff", "lab"),
        List.of(new Router("master", "rt1", ports)),
        List.of(),
        List.of());
  }

  private static Port port(String name, String trunk, int vlan, String network) {
    return new Port(
        name,
        Optional.of(trunk).filter(it -> !it.isEmpty()),
        vlan > 0 ? OptionalInt.of(vlan) : OptionalInt.empty(),
        Optional.of(network).filter(it -> !it.isEmpty()),
        "00:16:3e:00:00:0" + name.charAt(name.length() - 1),
        List.of(),
        false);
  }
}
