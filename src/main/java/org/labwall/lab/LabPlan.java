package org.labwall.lab;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.labwall.address.Address;
import org.labwall.address.Prefix;

/**
 * What a lab is made of: the routers of a site, and who stands around them.
 *
 * @param name the name of the lab
 * @param networks the networks of the site by their names; each gets a switch of its own
 * @param routers the machines that run compiled trees, one for each role
 * @param stations the machines around them
 * @param elections the virtual routers, one master for each
 */
public record LabPlan(
    String name,
    List<String> networks,
    List<Router> routers,
    List<Station> stations,
    List<Election> elections) {

  public LabPlan {
    networks = List.copyOf(networks);
    routers = List.copyOf(routers);
    stations = List.copyOf(stations);
    elections = List.copyOf(elections);
  }

  /** The names of all machines, the routers first. */
  public List<String> machines() {
    return Stream.concat(routers.stream().map(Router::name), stations.stream().map(Station::name))
        .toList();
  }

  /** The same without its routers, where these do not live in namespaces. */
  LabPlan withoutRouters() {
    return new LabPlan(name, networks, List.of(), stations, elections);
  }

  /** The network namespace of a machine, as {@code ip netns} shows it. */
  public String namespace(String machine) {
    return switchNamespace() + "." + machine;
  }

  /** The network namespace that holds the switches of all networks. */
  public String switchNamespace() {
    return "labwall-" + name;
  }

  /** All network namespaces, that of the switches first. */
  public List<String> namespaces() {
    return Stream.concat(Stream.of(switchNamespace()), machines().stream().map(this::namespace))
        .toList();
  }

  /** The bridge, in the namespace of the switches, that is a network's switch. */
  public String bridge(String network) {
    int place = networks.indexOf(network);
    if (place < 0) {
      throw new IllegalArgumentException("no network " + network);
    }
    return "n" + place;
  }

  /** The router of that role. */
  public Optional<Router> router(String role) {
    return routers.stream().filter(it -> it.name().equals(role)).findFirst();
  }

  /** The station of that name. */
  public Optional<Station> station(String station) {
    return stations.stream().filter(it -> it.name().equals(station)).findFirst();
  }

  /** The station of that kind which stands in a network, the first where there are several. */
  public Optional<Station> station(Kind kind, String network) {
    return stations.stream()
        .filter(it -> it.kind() == kind)
        .filter(it -> it.plugs().stream().anyMatch(plug -> plug.network().equals(network)))
        .findFirst();
  }

  /** The tunnels of a router to VPNs of their own, which no station of a new lab has joined. */
  public Set<String> tunnels(String role) {
    return router(role).stream()
        .flatMap(it -> it.ports().stream())
        .filter(it -> it.virtual() && it.network().isPresent() && it.members().isEmpty())
        .map(Port::name)
        .collect(Collectors.toSet());
  }

  /**
   * A machine that runs the tree of a role.
   *
   * @param name the role
   * @param hostName its host name
   * @param ports its interfaces, each before those that are made of it
   */
  public record Router(String name, String hostName, List<Port> ports) {
    public Router {
      ports = List.copyOf(ports);
    }

    /** The bridge of a VPN that an interface is a port of. */
    Optional<Port> bridge(Port port) {
      return ports.stream()
          .filter(it -> it.virtual() && it.members().contains(port.name()))
          .findFirst();
    }

    /** Where an interface leads, be it for the bridge over it. */
    public Optional<String> network(Port port) {
      return port.network().or(() -> bridge(port).flatMap(Port::network));
    }
  }

  /**
   * An interface of a router. What has a trunk or members is made of other interfaces, where the
   * kernel can do it; what is virtual is made in any case; all others have a cable.
   *
   * @param name the interface
   * @param trunk the interface that carries it, for a VLAN
   * @param vlan the 802.1Q VLAN id, where its network is a VLAN on a trunk
   * @param network the network that it stands in; none for a trunk, a member, or what is unused
   * @param mac its hardware address
   * @param members the interfaces that a bond or a bridge consists of
   * @param virtual whether it is the bridge, the tap or the tunnel of a VPN
   */
  public record Port(
      String name,
      Optional<String> trunk,
      OptionalInt vlan,
      Optional<String> network,
      String mac,
      List<String> members,
      boolean virtual) {
    public Port {
      members = List.copyOf(members);
    }
  }

  /** What a station is there for. */
  public enum Kind {
    /** A host that has an address of a network, and its default route by the routers. */
    CLIENT,
    /** The world behind a way out: holds the gateway, and answers for all that is outside. */
    OUTSIDE,
    /** Holds the gateway of routed networks, and answers for all of their addresses. */
    ROUTER,
    /** A {@code HOST} of the source. */
    HOST
  }

  /**
   * A machine that the lab adds around the routers.
   *
   * @param name its name
   * @param kind what it is there for
   * @param plugs its interfaces
   * @param paths its routes
   * @param answers prefixes, longer ones of {@code paths} and its networks apart, for whose every
   *     address it answers
   * @param leases the addresses that it gives out by DHCP
   */
  public record Station(
      String name,
      Kind kind,
      List<Plug> plugs,
      List<Path> paths,
      List<Prefix> answers,
      List<Lease> leases) {
    public Station {
      plugs = List.copyOf(plugs);
      paths = List.copyOf(paths);
      answers = List.copyOf(answers);
      leases = List.copyOf(leases);
    }

    /** All its addresses. */
    public List<Address> addresses() {
      return plugs.stream()
          .flatMap(plug -> plug.addresses().stream())
          .map(Standing::address)
          .toList();
    }
  }

  /**
   * An interface of a station.
   *
   * @param device its name
   * @param network the network that it is in
   * @param mac its hardware address
   * @param addresses its addresses
   */
  public record Plug(String device, String network, String mac, List<Standing> addresses) {
    public Plug {
      addresses = List.copyOf(addresses);
    }
  }

  /**
   * An address with the length of its network's prefix.
   *
   * @param address the address
   * @param length the length
   */
  public record Standing(Address address, int length) {
    @Override
    public String toString() {
      return address + "/" + length;
    }
  }

  /**
   * A route of a station.
   *
   * @param destination where to
   * @param gateway by whom; without one the destination is on the link
   */
  public record Path(Prefix destination, Optional<Address> gateway) {}

  /**
   * An address that a station gives out.
   *
   * @param mac the interface that gets it
   * @param address the address
   */
  public record Lease(String mac, Address address) {}

  /**
   * A virtual router, for which one of several machines is master.
   *
   * @param instance its name in keepalived.conf
   * @param group the group that it changes state with; empty where it is alone
   * @param roles who takes part, the best first
   * @param addresses what the master holds
   * @param takeover the longest time that the others wait for a master who says nothing
   */
  public record Election(
      String instance,
      String group,
      List<String> roles,
      List<Address> addresses,
      Duration takeover) {
    public Election {
      roles = List.copyOf(roles);
      addresses = List.copyOf(addresses);
    }
  }
}
