package org.labwall.lab;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.lab.LabPlan.Path;
import org.labwall.lab.LabPlan.Plug;
import org.labwall.lab.LabPlan.Port;
import org.labwall.lab.LabPlan.Router;
import org.labwall.lab.LabPlan.Standing;
import org.labwall.lab.LabPlan.Station;

/**
 * The cables of a lab, as commands of {@code ip -batch}.
 *
 * <p>A cable is a pair of veth: one end has the interface's name in the machine, the other is
 * {@code p<number>} in the namespace of the switches, on the bridge of its network. Where the
 * kernel has VLANs a trunk is one cable, and the switches' end of it has a device for each VLAN.
 */
final class Wiring {
  private final LabPlan plan;
  private final Kernel kernel;
  private final List<Cable> cables = new ArrayList<>();

  /**
   * A cable.
   *
   * @param end the end at the switches
   * @param machine the machine
   * @param device its interface
   * @param mac the hardware address of that
   * @param network where it leads untagged
   * @param tagged where its VLANs lead
   */
  record Cable(
      String end,
      String machine,
      String device,
      String mac,
      Optional<String> network,
      Map<Integer, String> tagged) {}

  Wiring(LabPlan plan, Kernel kernel) {
    this.plan = plan;
    this.kernel = kernel;
    for (Router router : plan.routers()) {
      for (Port port : router.ports()) {
        if (!isMade(port)) {
          add(router.name(), port.name(), port.mac(), network(port, router), tagged(port, router));
        }
      }
    }
    for (Station station : plan.stations()) {
      for (Plug plug : station.plugs()) {
        add(station.name(), plug.device(), plug.mac(), Optional.of(plug.network()), Map.of());
      }
    }
  }

  private void add(
      String machine,
      String device,
      String mac,
      Optional<String> network,
      Map<Integer, String> tagged) {
    cables.add(new Cable("p" + cables.size(), machine, device, mac, network, tagged));
  }

  /** Whether the machine makes the interface, of others or of nothing. */
  private boolean isMade(Port port) {
    return port.virtual()
        || (port.vlan().isPresent() && kernel.vlans())
        || (!port.members().isEmpty() && kernel.bonds());
  }

  /** Where a cable of an interface leads: for a member of a bond, where that stands. */
  private Optional<String> network(Port port, Router router) {
    return bond(port, router).map(Port::network).orElse(port.network());
  }

  private Map<Integer, String> tagged(Port port, Router router) {
    Map<Integer, String> tagged = new LinkedHashMap<>();
    String trunk = bond(port, router).orElse(port).name();
    if (kernel.vlans()) {
      for (Port vlan : router.ports()) {
        if (vlan.trunk().filter(trunk::equals).isPresent() && vlan.vlan().isPresent()) {
          tagged.put(vlan.vlan().getAsInt(), router.network(vlan).orElseThrow());
        }
      }
    }
    return tagged;
  }

  private Optional<Port> bond(Port member, Router router) {
    return router.ports().stream()
        .filter(it -> isMade(it) && it.members().contains(member.name()))
        .findFirst();
  }

  /** All cables of a machine. */
  List<Cable> cables(String machine) {
    return cables.stream().filter(it -> it.machine().equals(machine)).toList();
  }

  /** The cables that an interface of a router hangs on, or that are its VLANs' for want of such. */
  List<Cable> cables(Router router, String device) {
    List<Cable> found = new ArrayList<>();
    for (Port port : router.ports()) {
      boolean meant =
          port.name().equals(device)
              || port.trunk().filter(device::equals).isPresent()
              || router.ports().stream()
                  .anyMatch(it -> it.name().equals(device) && it.members().contains(port.name()));
      if (meant) {
        cables(router.name()).stream()
            .filter(it -> it.device().equals(port.name()))
            .forEach(found::add);
      }
    }
    return found;
  }

  /** Makes all namespaces. */
  String namespaces() {
    StringBuilder batch = new StringBuilder();
    plan.namespaces().forEach(it -> batch.append("netns add ").append(it).append('\n'));
    return batch.toString();
  }

  /** In the namespace of the switches: makes these, and every cable. */
  String switches() {
    StringBuilder batch = new StringBuilder();
    for (String network : plan.networks()) {
      String bridge = plan.bridge(network);
      batch.append("link add %s type bridge forward_delay 0 mcast_snooping 0\n".formatted(bridge));
      batch.append("link set ").append(bridge).append(" up\n");
    }
    cables.forEach(it -> lay(it, batch));
    return batch.toString();
  }

  /** In the namespace of the switches: makes the cables of one machine. */
  String lay(String machine) {
    StringBuilder batch = new StringBuilder();
    cables(machine).forEach(it -> lay(it, batch));
    return batch.toString();
  }

  private void lay(Cable cable, StringBuilder batch) {
    batch.append(
        "link add %s type veth peer name %s address %s netns %s\n"
            .formatted(cable.end(), cable.device(), cable.mac(), plan.namespace(cable.machine())));
    cable.network().ifPresent(it -> plug(cable.end(), it, batch));
    batch.append("link set ").append(cable.end()).append(" up\n");
    cable
        .tagged()
        .forEach(
            (vlan, network) -> {
              String end = cable.end() + "." + vlan;
              batch.append(
                  "link add link %s name %s type vlan id %d\n".formatted(cable.end(), end, vlan));
              plug(end, network, batch);
              batch.append("link set ").append(end).append(" up\n");
            });
  }

  private void plug(String end, String network, StringBuilder batch) {
    batch.append("link set %s master %s\n".formatted(end, plan.bridge(network)));
  }

  /** In the namespace of a station: its addresses and routes. */
  static String station(Station station) {
    StringBuilder batch = new StringBuilder("link set lo up\n");
    for (Plug plug : station.plugs()) {
      for (Standing standing : plug.addresses()) {
        String nodad = standing.address().toString().contains(":") ? " nodad" : "";
        batch.append("addr add %s dev %s%s\n".formatted(standing, plug.device(), nodad));
      }
      batch.append("link set ").append(plug.device()).append(" up\n");
    }
    station
        .answers()
        .forEach(it -> batch.append("route add local %s dev lo table main\n".formatted(it)));
    for (Path path : station.paths()) {
      batch.append(
          "route add %s %s\n"
              .formatted(
                  path.destination(),
                  path.gateway()
                      .map(it -> "via " + it)
                      .orElse("dev " + station.plugs().get(0).device())));
    }
    return batch.toString();
  }
}
