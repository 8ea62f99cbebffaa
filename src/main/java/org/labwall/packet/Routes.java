package org.labwall.packet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.model.Leg;
import org.labwall.project.Node;
import org.labwall.project.NodeInterface;

/** The addresses of a machine that holds its virtual ones, and where it sends packets. */
public final class Routes {
  private final Node node;
  private final Map<String, Address> leases;
  private final Set<Address> own = new LinkedHashSet<>();

  /**
   * The routes of {@code node}.
   *
   * @param leases by interface: the address that a provider gave out
   */
  public Routes(Node node, Map<String, Address> leases) {
    this.node = node;
    this.leases = Map.copyOf(leases);
    for (Family family : Family.values()) {
      node.cluster().legs().forEach(leg -> own.addAll(at(leg, family)));
    }
  }

  /** All addresses of the machine. */
  public Set<Address> own() {
    return Collections.unmodifiableSet(own);
  }

  /** The addresses of the machine by an interface, the virtual ones last. */
  public List<Address> at(String interfaceName) {
    List<Address> addresses = new ArrayList<>();
    for (Leg leg : node.cluster().legs()) {
      if (leg.interfaceName().equals(interfaceName)) {
        for (Family family : Family.values()) {
          addresses.addAll(at(leg, family));
        }
      }
    }
    return addresses;
  }

  /** The addresses that the machine has by a leg, in their order; the virtual one is the last. */
  List<Address> at(Leg leg, Family family) {
    List<Address> addresses = new ArrayList<>();
    leg.stand(family).ifPresent(stand -> addresses.addAll(stand.of(node.role())));
    Address lease = leases.get(leg.interfaceName());
    if (lease != null && lease.family() == family) {
      addresses.add(lease);
    }
    return addresses;
  }

  /** Whether an answer to a packet finds its sender. */
  public boolean leadBack(Datagram packet) {
    Address source = packet.source();
    if (own.contains(source) || source.isOnEveryLink()) {
      return true;
    }
    Optional<String> way = to(source).map(NodeInterface::name);
    boolean ofLink = source.family() == Family.IPV6 && source.isLinkLocal();
    return !source.isUnspecified() && way.isPresent() && (!ofLink || way.equals(packet.entry()));
  }

  /** The interface by which packets to an address leave: the longest prefix, else the way out. */
  public Optional<NodeInterface> to(Address destination) {
    Family family = destination.family();
    Optional<NodeInterface> best = Optional.empty();
    int longest = -1;
    for (NodeInterface port : node.interfaces()) {
      boolean addressed = port.address(family).isPresent() || leases.containsKey(port.name());
      int length = addressed ? longestPrefix(port, destination) : -1;
      if (length > longest) {
        longest = length;
        best = Optional.of(port);
      }
    }
    return best.isPresent() ? best : defaultRoute(family);
  }

  private static int longestPrefix(NodeInterface port, Address address) {
    List<Prefix> prefixes = new ArrayList<>();
    port.network().flatMap(it -> it.prefix(address.family())).ifPresent(prefixes::add);
    port.routes(address.family()).forEach(it -> prefixes.add(it.destination()));
    return prefixes.stream()
        .filter(it -> it.contains(address))
        .mapToInt(Prefix::length)
        .max()
        .orElse(-1);
  }

  /** The way out with the lowest metric, the first of equals. */
  private Optional<NodeInterface> defaultRoute(Family family) {
    Optional<NodeInterface> best = Optional.empty();
    for (Leg leg : node.cluster().legs()) {
      for (NodeInterface port : node.interfaces()) {
        boolean leaves = port.name().equals(leg.interfaceName()) && port.wayOut(family);
        if (leaves && (best.isEmpty() || metric(port) < metric(best.get()))) {
          best = Optional.of(port);
        }
      }
    }
    return best;
  }

  private static int metric(NodeInterface port) {
    return port.settings().metric().orElse(0);
  }
}
