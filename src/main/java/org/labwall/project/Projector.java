package org.labwall.project;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Family;
import org.labwall.model.Cluster;
import org.labwall.model.Device;
import org.labwall.model.InterfaceSettings;
import org.labwall.model.Leg;
import org.labwall.model.Link;
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
        nodes.add(new Node(site, cluster, role, interfaces(site, cluster, role)));
      }
    }
    return nodes;
  }

  private static List<NodeInterface> interfaces(Site site, Cluster cluster, Role role) {
    Map<String, NodeInterface> byName = new LinkedHashMap<>();
    for (Device device : cluster.devices()) {
      byName.put(device.name(), trunk(device));
    }
    Map<String, Leg> legs = new LinkedHashMap<>();
    cluster.legs().forEach(leg -> legs.put(leg.interfaceName(), leg));
    for (Leg leg : cluster.legs()) {
      // A trunk may stand in a network itself, which a source may name after the VLANs on it.
      Leg trunk = legs.getOrDefault(leg.device(), leg);
      add(standing(site, cluster, trunk, role), byName);
      add(standing(site, cluster, leg, role), byName);
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
        new Link.Direct(),
        false,
        device.settings(),
        device.span());
  }

  /** Adds an interface, and the ports of a bridge before it. */
  private static void add(NodeInterface it, Map<String, NodeInterface> byName) {
    if (it.link() instanceof Link.Bridge bridge) {
      byName.put(bridge.port(), port(bridge.port(), it.rawDevice(), new Link.Direct(), it));
      byName.put(bridge.tap(), port(bridge.tap(), Optional.empty(), new Link.Tap(), it));
    }
    byName.put(it.name(), it.link() instanceof Link.Bridge ? over(it) : it);
  }

  /**
   * A port of a bridge, which has no addresses; the one that is there without it has the options.
   */
  private static NodeInterface port(
      String name, Optional<String> rawDevice, Link link, NodeInterface bridge) {
    InterfaceSettings all = bridge.settings();
    InterfaceSettings settings =
        link instanceof Link.Tap
            ? new InterfaceSettings(
                all.mtu(), OptionalInt.empty(), Optional.empty(), false, false, List.of())
            : new InterfaceSettings(
                all.mtu(), OptionalInt.empty(), all.mac(), false, false, all.options());
    return new NodeInterface(
        name,
        rawDevice,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        link,
        false,
        settings,
        bridge.span());
  }

  /** A bridge over its ports, without what these have. */
  private static NodeInterface over(NodeInterface it) {
    InterfaceSettings all = it.settings();
    return new NodeInterface(
        it.name(),
        Optional.empty(),
        it.network(),
        it.ipv4(),
        it.ipv6(),
        it.link(),
        it.dhcp(),
        new InterfaceSettings(
            OptionalInt.empty(),
            all.metric(),
            Optional.empty(),
            all.proxyArp(),
            all.advertised(),
            List.of()),
        it.span());
  }

  private static NodeInterface standing(Site site, Cluster cluster, Leg leg, Role role) {
    boolean tagged = leg.network().vlan().isPresent();
    boolean joined = leg.link() instanceof Link.Tunnel && !leg.declares();
    return new NodeInterface(
        leg.interfaceName(),
        tagged ? Optional.of(leg.device()) : Optional.empty(),
        Optional.of(joined ? VpnRoutes.seenBy(site, cluster, leg) : leg.network()),
        address(leg, role, Family.IPV4),
        address(leg, role, Family.IPV6),
        leg.link(),
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
