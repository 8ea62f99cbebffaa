package org.labwall.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.labwall.lab.LabPlan.Election;
import org.labwall.lab.LabPlan.Port;
import org.labwall.lab.LabPlan.Router;
import org.labwall.model.Cluster;
import org.labwall.model.InterfaceSettings;
import org.labwall.model.Link;
import org.labwall.model.Network;
import org.labwall.model.Role;
import org.labwall.model.Site;
import org.labwall.model.VirtualRouter;
import org.labwall.model.VirtualRouter.Group;
import org.labwall.model.VirtualRouter.Held;
import org.labwall.model.VirtualRouter.Instance;
import org.labwall.model.VirtualRouter.Tracked;
import org.labwall.project.Node;
import org.labwall.project.NodeInterface;

/** Plans the routers of a lab. */
final class RouterPlans {
  private RouterPlans() {}

  /** The machine of {@code node}. */
  static Router router(Node node, HardwareAddresses hardware) {
    Map<String, NodeInterface> described = new LinkedHashMap<>();
    node.interfaces().forEach(it -> described.put(it.name(), it));
    Map<String, String> macs = new HashMap<>();
    Map<String, Port> ports = new LinkedHashMap<>();
    for (NodeInterface it : node.interfaces()) {
      for (String member : members(it)) {
        if (!described.containsKey(member)) {
          Port cable = cable(member, hardware);
          macs.put(member, cable.mac());
          ports.put(member, cable);
        }
      }
      // A bond or a bridge takes after its first member, and a VLAN after its trunk.
      Optional<String> inherited =
          Stream.concat(it.rawDevice().stream(), members(it).stream())
              .flatMap(name -> Optional.ofNullable(macs.get(name)).stream())
              .findFirst();
      String mac = it.settings().mac().or(() -> inherited).orElseGet(hardware::next);
      macs.put(it.name(), mac);
      ports.put(it.name(), port(it, mac, vlan(it, node)));
    }
    node.virtualRouter().map(VirtualRouter::tracked).orElse(List.of()).stream()
        .map(Tracked::interfaceName)
        .forEach(name -> ports.computeIfAbsent(name, it -> cable(it, hardware)));
    return new Router(node.role().name(), node.role().hostName(), membersFirst(ports));
  }

  /** A member may be described behind the bond that it belongs to. */
  private static List<Port> membersFirst(Map<String, Port> ports) {
    Set<Port> sorted = new LinkedHashSet<>();
    for (Port port : ports.values()) {
      port.members().stream()
          .flatMap(it -> Optional.ofNullable(ports.get(it)).stream())
          .forEach(sorted::add);
      sorted.add(port);
    }
    return new ArrayList<>(sorted);
  }

  private static Port cable(String name, HardwareAddresses hardware) {
    return new Port(
        name,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        hardware.next(),
        List.of(),
        false);
  }

  /** The 802.1Q VLAN id of an interface on a trunk, be it the port of a bridge. */
  private static OptionalInt vlan(NodeInterface it, Node node) {
    if (it.rawDevice().isEmpty()) {
      return OptionalInt.empty();
    }
    return Stream.concat(
            it.network().stream(),
            node.interfaces().stream()
                .filter(over -> members(over).contains(it.name()))
                .flatMap(over -> over.network().stream()))
        .findFirst()
        .map(Network::vlan)
        .orElse(OptionalInt.empty());
  }

  private static Port port(NodeInterface it, String mac, OptionalInt vlan) {
    return new Port(
        it.name(),
        it.rawDevice(),
        vlan,
        it.network().map(Network::name),
        mac,
        members(it),
        !(it.link() instanceof Link.Direct));
  }

  /** The interfaces that a bond or a bridge consists of; the port of a VPN alone has no cable. */
  private static List<String> members(NodeInterface it) {
    return it.link() instanceof Link.Bridge bridge
        ? List.of(bridge.port(), bridge.tap())
        : members(it.settings());
  }

  private static List<String> members(InterfaceSettings settings) {
    return settings.options().stream()
        .filter(it -> Set.of("bond-slaves", "bridge-ports").contains(it.name().replace('_', '-')))
        .flatMap(it -> List.of(it.value().split(" ", -1)).stream())
        .filter(it -> !it.equals("none"))
        .toList();
  }

  /** The elections of all clusters. */
  static List<Election> elections(Site site) {
    List<Election> elections = new ArrayList<>();
    for (Cluster cluster : site.clusters()) {
      cluster
          .virtualRouter()
          .ifPresent(
              router ->
                  router.instances().forEach(it -> elections.add(election(cluster, router, it))));
    }
    return elections;
  }

  private static Election election(Cluster cluster, VirtualRouter router, Instance instance) {
    List<Role> roles =
        cluster.roles().stream().sorted(Comparator.comparing(Role::priority).reversed()).toList();
    String group =
        router.groups().stream()
            .filter(it -> it.has(instance))
            .map(Group::name)
            .findFirst()
            .orElse("");
    return new Election(
        instance.name(),
        group,
        roles.stream().map(Role::name).toList(),
        instance.addresses().stream().map(Held::address).toList(),
        // Three intervals and the skew of RFC 5798, which is below one interval.
        Duration.ofMillis(router.advertisement() * 10L * 4));
  }
}
