package org.labwall.project;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.model.Cluster;
import org.labwall.model.Device;
import org.labwall.model.Leg;
import org.labwall.model.Role;
import org.labwall.model.Site;
import org.labwall.project.NodeInterface.InterfaceAddress;

/** Makes of the site what each of its roles is. */
public final class Projector {
  private Projector() {}

  /** The machines of {@code site}, in the order of its roles. */
  public static List<Node> nodes(Site site) {
    List<Node> nodes = new ArrayList<>();
    for (Cluster cluster : site.clusters()) {
      for (Role role : cluster.roles()) {
        nodes.add(new Node(site, cluster, role, interfaces(cluster, role)));
      }
    }
    return nodes;
  }

  private static List<NodeInterface> interfaces(Cluster cluster, Role role) {
    Map<String, NodeInterface> byName = new LinkedHashMap<>();
    for (Device device : cluster.devices()) {
      byName.put(device.name(), trunk(device));
    }
    Map<String, Leg> legs = new LinkedHashMap<>();
    cluster.legs().forEach(leg -> legs.put(leg.interfaceName(), leg));
    for (Leg leg : cluster.legs()) {
      // A trunk may stand in a network itself, which a source may name after the VLANs on it.
      Leg trunk = legs.getOrDefault(leg.device(), leg);
      byName.put(trunk.interfaceName(), standing(trunk, role));
      byName.put(leg.interfaceName(), standing(leg, role));
    }
    return lastOnes(List.copyOf(byName.values()));
  }

  /** Whoever waits for a provider waits last, for ifupdown brings up one after the other. */
  private static List<NodeInterface> lastOnes(List<NodeInterface> interfaces) {
    List<String> trunks =
        interfaces.stream().flatMap(it -> it.rawDevice().stream()).distinct().toList();
    return interfaces.stream()
        .sorted(Comparator.comparing(it -> it.dhcp() && !trunks.contains(it.name())))
        .toList();
  }

  private static NodeInterface trunk(Device device) {
    return new NodeInterface(
        device.name(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        false,
        device.settings(),
        device.span());
  }

  private static NodeInterface standing(Leg leg, Role role) {
    boolean tagged = !leg.device().equals(leg.interfaceName());
    return new NodeInterface(
        leg.interfaceName(),
        tagged ? Optional.of(leg.device()) : Optional.empty(),
        Optional.of(leg.network()),
        address(leg, role, Family.IPV4),
        address(leg, role, Family.IPV6),
        leg.dhcp(),
        leg.settings(),
        leg.span());
  }

  private static Optional<InterfaceAddress> address(Leg leg, Role role, Family family) {
    return leg.stand(family)
        .map(
            stand ->
                new InterfaceAddress(
                    stand.real().get(role.index()),
                    leg.network().prefix(family).orElseThrow().length(),
                    family == Family.IPV4 ? leg.network().broadcast() : Optional.empty(),
                    stand.gateway()));
  }
}
