package org.labwall.project;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.model.Endpoint;
import org.labwall.model.Network;

/** Where the endpoints of rules lie, seen from one machine in one family. */
public final class Areas {
  private final Node node;
  private final Reach reach;
  private final NetworkRegions regions;
  private final Area everywhere;
  private final AddressSet sourcesOnLink;
  private final Map<Network, Area> networks = new IdentityHashMap<>();

  private Areas(Node node, Reach reach, Area everywhere, AddressSet sourcesOnLink) {
    this.node = node;
    this.sourcesOnLink = sourcesOnLink;
    this.reach = reach;
    this.regions = NetworkRegions.of(node.site(), reach.family());
    this.everywhere = everywhere;
  }

  /** The areas as packets through the machine, or from it, have them. */
  public static Areas of(Node node, Reach reach) {
    SortedMap<Integer, AddressSet> all = new TreeMap<>();
    for (int i = 0; i < reach.parts().size(); i++) {
      AddressSet addresses = reach.parts().get(i).addresses();
      if (!addresses.isEmpty()) {
        all.put(i, addresses);
      }
    }
    return new Areas(node, reach, new Area(all), AddressSet.empty(reach.family()));
  }

  /**
   * The areas as the sources of packets to the machine have them: these may be valid on their link
   * only, which belongs to whatever holds the whole network of the link.
   */
  public static Areas withLinkSources(Node node, Reach reach) {
    SortedMap<Integer, AddressSet> all = new TreeMap<>();
    for (int i = 0; i < reach.parts().size(); i++) {
      all.put(i, reach.parts().get(i).addresses().union(linkSources(reach.family())));
    }
    return new Areas(node, reach, new Area(all), linkSources(reach.family()));
  }

  /** Sources that anti-spoofing leaves to the rules: of DHCP requests, and IPv6's link-local. */
  private static AddressSet linkSources(Family family) {
    String text = family == Family.IPV4 ? "0.0.0.0/32" : "fe80::/10";
    return AddressSet.of(Prefix.parse(text).orElseThrow());
  }

  /** What lies behind which interface. */
  public Reach reach() {
    return reach;
  }

  /** All that lies behind any interface. */
  public Area everywhere() {
    return everywhere;
  }

  /** Where any of the endpoints lies, the machine itself apart. */
  public Area of(List<Endpoint> endpoints) {
    return Area.unionOf(each(endpoints));
  }

  /** Where each of the endpoints lies. */
  public List<Area> each(List<Endpoint> endpoints) {
    if (endpoints.size() == 1) {
      return List.of(of(endpoints.get(0)));
    }
    List<Area> areas = new ArrayList<>(endpoints.size());
    for (Endpoint endpoint : endpoints) {
      areas.add(of(endpoint));
    }
    return areas;
  }

  private Area of(Endpoint endpoint) {
    return switch (endpoint) {
      case Endpoint.Any() -> everywhere;
      case Endpoint.Self() -> Area.NOWHERE;
      case Endpoint.Not(var excluded) -> everywhere.difference(of(excluded));
      case Endpoint.OfNetwork(var network) -> networks.computeIfAbsent(network, this::ofNetwork);
      case Endpoint.OfAddresses addresses -> ofAddresses(addresses.addresses(reach.family()));
    };
  }

  private Area ofAddresses(AddressSet addresses) {
    Area behind = new Area(reach.split(addresses));
    AddressSet onLink = addresses.intersection(sourcesOnLink);
    if (onLink.isEmpty()) {
      return behind;
    }
    // What is valid on its link only is met on every link, whatever the way out.
    SortedMap<Integer, AddressSet> everyLink = new TreeMap<>();
    everywhere.parts().keySet().forEach(place -> everyLink.put(place, onLink));
    return behind.union(new Area(everyLink));
  }

  private Area ofNetwork(Network network) {
    // A network of the other family only is one of the machine's own, with nothing in it.
    boolean own =
        node.interfaces().stream()
            .anyMatch(port -> port.network().filter(it -> isSame(it, network)).isPresent());
    return own
        ? ofOwnNetwork(network)
        : new Area(reach.split(ofDistantNetwork(network).difference(sourcesOnLink)));
  }

  private Area ofOwnNetwork(Network network) {
    SortedMap<Integer, AddressSet> found = new TreeMap<>();
    everywhere
        .parts()
        .forEach(
            (place, all) -> {
              Reach.Part part = reach.parts().get(place);
              if (isSame(part.network(), network)) {
                found.put(
                    place, part.port().wayOut(reach.family()) ? behindWayOut(network, all) : all);
              }
            });
    found.values().removeIf(AddressSet::isEmpty);
    return new Area(found);
  }

  /** Whether two networks of the site are one; their names differ else, and compare fast. */
  private static boolean isSame(Network network, Network other) {
    return network.name().equals(other.name());
  }

  /** The addresses of a network in which the machine does not stand. */
  private AddressSet ofDistantNetwork(Network network) {
    return isOutside(network) ? regions.ofOthers(network).complement() : regions.of(network);
  }

  /**
   * What the name of a network means behind this machine's way out. A machine inside has its way
   * out in a network that is no way out for the site: there the name means that network alone.
   */
  private AddressSet behindWayOut(Network network, AddressSet all) {
    return isOutside(network)
        ? all.difference(regions.ofOthers(network))
        : all.intersection(regions.of(network).union(sourcesOnLink));
  }

  /** Whether those who declare the network have their way out there. */
  private boolean isOutside(Network network) {
    return node.site().clusters().stream()
        .flatMap(cluster -> cluster.legs().stream())
        .anyMatch(leg -> leg.span().equals(network.span()) && leg.wayOut(reach.family()));
  }
}
