package org.labwall.lab.vm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.lab.LabException;
import org.labwall.lab.LabPlan;
import org.labwall.lab.LabPlan.Port;
import org.labwall.lab.LabPlan.Router;

/**
 * A switch of VDE that carries all networks of a lab: trunks for the routers, an access port for
 * each network, and a trunk that leads out.
 *
 * @param vlans the VLAN of each network; those that are none in the source get numbers here
 * @param ports the ports, by their numbers from 1
 */
public record SwitchPlan(Map<String, Integer> vlans, List<SwitchPort> ports) {
  /** What vde_switch(1) takes at most. */
  private static final int LAST_VLAN = 4093;

  /** How the port that leads out is called, where others have the name of a network. */
  private static final String UPLINK = "--trunk";

  public SwitchPlan {
    vlans = Map.copyOf(vlans);
    ports = List.copyOf(ports);
  }

  /**
   * A port.
   *
   * @param number its number, from 1
   * @param machine the router whose it is; empty for those of networks and the uplink
   * @param device the router's interface, or the name of the network
   * @param mac the hardware address of the router's interface
   * @param untagged the VLAN of what has no tag
   * @param tagged the VLANs that have one
   */
  public record SwitchPort(
      int number,
      String machine,
      String device,
      String mac,
      OptionalInt untagged,
      List<Integer> tagged) {
    public SwitchPort {
      tagged = List.copyOf(tagged);
    }
  }

  /** The switch for a lab. */
  public static SwitchPlan of(LabPlan plan) {
    Map<String, Integer> vlans = vlans(plan);
    List<SwitchPort> ports = new ArrayList<>();
    for (Router router : plan.routers()) {
      for (Port port : router.ports()) {
        if (port.trunk().isEmpty() && port.members().isEmpty() && !port.virtual()) {
          ports.add(cable(ports.size() + 1, router, port, vlans));
        }
      }
    }
    for (String network : plan.networks()) {
      OptionalInt vlan = OptionalInt.of(vlan(network, vlans));
      ports.add(new SwitchPort(ports.size() + 1, "", network, "", vlan, List.of()));
    }
    List<Integer> all = plan.networks().stream().map(it -> vlan(it, vlans)).toList();
    ports.add(new SwitchPort(ports.size() + 1, "", UPLINK, "", OptionalInt.empty(), all));
    return new SwitchPlan(vlans, ports);
  }

  private static Map<String, Integer> vlans(LabPlan plan) {
    Map<String, Integer> vlans = new LinkedHashMap<>();
    for (Router router : plan.routers()) {
      for (Port port : router.ports()) {
        Optional<String> network = router.network(port);
        if (port.vlan().isPresent() && network.isPresent()) {
          put(network.get(), port.vlan().getAsInt(), vlans);
        }
      }
    }
    int next = LAST_VLAN;
    for (String network : plan.networks()) {
      if (!vlans.containsKey(network)) {
        while (vlans.containsValue(next)) {
          next--;
        }
        vlans.put(network, next);
      }
    }
    return vlans;
  }

  private static void put(String network, int vlan, Map<String, Integer> vlans) {
    if (vlan > LAST_VLAN) {
      throw new LabException(
          "The switch of VDE cannot carry VLAN %d.".formatted(vlan),
          "Its last one is %d.".formatted(LAST_VLAN));
    }
    for (Map.Entry<String, Integer> other : vlans.entrySet()) {
      if (other.getValue() == vlan && !other.getKey().equals(network)) {
        throw new LabException(
            "`%s` and `%s` are both VLAN %d, on different trunks: one switch would join them."
                .formatted(other.getKey(), network, vlan));
      }
    }
    vlans.put(network, vlan);
  }

  private static int vlan(String network, Map<String, Integer> vlans) {
    return Optional.ofNullable(vlans.get(network)).orElseThrow();
  }

  /** The port of an interface; a member of a bond or a bridge carries what that carries. */
  private static SwitchPort cable(
      int number, Router router, Port port, Map<String, Integer> vlans) {
    Port carrier =
        router.ports().stream()
            .filter(it -> it.members().contains(port.name()))
            .findFirst()
            .orElse(port);
    List<Integer> tagged =
        router.ports().stream()
            .filter(it -> it.trunk().equals(Optional.of(carrier.name())))
            .flatMap(it -> it.vlan().stream().boxed())
            .toList();
    OptionalInt untagged =
        carrier.network().map(it -> OptionalInt.of(vlan(it, vlans))).orElse(OptionalInt.empty());
    return new SwitchPort(number, router.name(), port.name(), port.mac(), untagged, tagged);
  }

  /** The ports of a router, in the order of its interfaces. */
  public List<SwitchPort> of(String router) {
    return ports.stream().filter(it -> it.machine().equals(router)).toList();
  }

  /** The access port of a network. */
  public SwitchPort access(String network) {
    return ports.stream()
        .filter(it -> it.machine().isEmpty() && it.device().equals(network))
        .findFirst()
        .orElseThrow();
  }

  /** The port that carries all networks with tags. */
  public SwitchPort uplink() {
    return ports.getLast();
  }

  /** How many ports the switch must have: 0 is none of ours. */
  public int size() {
    return ports.size() + 1;
  }

  /** The commands that make the switch so, as vde_switch(1) takes them from a file. */
  public List<String> commands() {
    List<String> commands = new ArrayList<>();
    // What a bond moves to its other member is found there at once.
    commands.add("hash/setminper 0");
    vlans.values().stream().sorted().forEach(it -> commands.add("vlan/create " + it));
    for (SwitchPort port : ports) {
      commands.add("port/create " + port.number());
      port.untagged().ifPresent(it -> commands.add("port/setvlan " + port.number() + " " + it));
      port.tagged().forEach(it -> commands.add("vlan/addport " + it + " " + port.number()));
    }
    return commands;
  }
}
