package org.labwall.lab;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.lab.LabPlan.Kind;
import org.labwall.lab.LabPlan.Path;
import org.labwall.lab.LabPlan.Plug;
import org.labwall.lab.LabPlan.Port;
import org.labwall.lab.LabPlan.Router;
import org.labwall.lab.LabPlan.Standing;
import org.labwall.lab.LabPlan.Station;
import org.labwall.model.Cluster;
import org.labwall.model.Host;
import org.labwall.model.Leg;
import org.labwall.model.Leg.Stand;
import org.labwall.model.Network;
import org.labwall.model.Site;
import org.labwall.project.Projector;

/** Plans the lab of a site. */
public final class LabPlanner {
  private static final int LINK_LOCAL_LENGTH = 64;

  private final Site site;
  private final HardwareAddresses hardware = new HardwareAddresses();
  private final List<Router> routers = new ArrayList<>();
  private final Surroundings surroundings;
  private final List<Station> stations = new ArrayList<>();
  private final Set<Address> taken = new HashSet<>();
  private final Set<String> names = new HashSet<>();

  private LabPlanner(Site site) {
    this.site = site;
    Projector.nodes(site).forEach(it -> routers.add(RouterPlans.router(it, hardware)));
    this.surroundings = new Surroundings(site, routers);
    routers.forEach(it -> names.add(it.name()));
  }

  /**
   * The lab of {@code site}.
   *
   * @param name how it is called
   * @param hosts whether the source's {@code HOST}s stand in it
   */
  public static LabPlan plan(Site site, String name, boolean hosts) {
    LabPlanner planner = new LabPlanner(site);
    site.networks().forEach(planner::outside);
    site.networks().forEach(planner::behind);
    site.hosts().forEach(it -> planner.taken.addAll(it.addresses()));
    site.networks().forEach(planner::client);
    if (hosts) {
      site.hosts().forEach(planner::host);
    }
    return new LabPlan(
        name,
        site.networks().stream().map(Network::name).toList(),
        planner.routers,
        planner.stations,
        RouterPlans.elections(site));
  }

  /** The world behind a way out, unless the gateway is a machine of the site. */
  private void outside(Network network) {
    Map<Family, Set<Address>> gateways = new LinkedHashMap<>();
    for (Family family : Family.values()) {
      Set<Address> found = new LinkedHashSet<>();
      for (Leg leg : legs(network)) {
        leg.stand(family).flatMap(Stand::gateway).ifPresent(found::add);
      }
      surroundings.provider(network, family).ifPresent(found::add);
      found.removeIf(surroundings::isOfRole);
      if (!found.isEmpty()) {
        gateways.put(family, found);
      }
    }
    if (gateways.isEmpty()) {
      return;
    }
    List<Standing> standings = new ArrayList<>();
    List<Path> paths = new ArrayList<>();
    gateways.forEach(
        (family, found) -> {
          found.forEach(it -> standings.add(standing(network, it)));
          if (found.stream().noneMatch(it -> isIn(network, it))) {
            surroundings
                .prefix(network, family)
                .ifPresent(it -> paths.add(new Path(it, Optional.empty())));
          }
          paths.addAll(pathsInside(network, family, found));
        });
    add(
        "outside-" + network.name(),
        Kind.OUTSIDE,
        List.of(plug("eth0", network, standings)),
        paths,
        gateways.keySet().stream().map(Prefix::all).toList(),
        surroundings.leases(network));
  }

  /** The ways from a network outside to all that lies inside. */
  private List<Path> pathsInside(Network network, Family family, Set<Address> gateways) {
    Map<Prefix, Path> paths = new LinkedHashMap<>();
    for (Network.Route route : network.routed()) {
      if (route.destination().family() == family && !gateways.contains(route.gateway())) {
        paths.put(route.destination(), new Path(route.destination(), Optional.of(route.gateway())));
      }
    }
    for (Cluster cluster : site.clusters()) {
      Optional<Address> hop =
          cluster.legs().stream()
              .filter(leg -> leg.network().name().equals(network.name()) && leg.wayOut(family))
              .findFirst()
              .flatMap(leg -> surroundings.nextHop(leg, family));
      if (hop.isPresent()) {
        for (Leg leg : cluster.legs()) {
          if (!leg.wayOut(family) && !leg.network().name().equals(network.name())) {
            prefixes(leg.network(), family).forEach(it -> paths.putIfAbsent(it, new Path(it, hop)));
          }
        }
      }
    }
    return List.copyOf(paths.values());
  }

  private static List<Prefix> prefixes(Network network, Family family) {
    List<Prefix> prefixes = new ArrayList<>();
    network.prefix(family).ifPresent(prefixes::add);
    network.routed().stream()
        .map(Network.Route::destination)
        .filter(it -> it.family() == family)
        .forEach(prefixes::add);
    return prefixes;
  }

  /** The routers that stand in a network and lead to networks behind them. */
  private void behind(Network network) {
    Map<Address, List<Prefix>> destinations = new LinkedHashMap<>();
    for (Network.Route route : network.routed()) {
      if (!surroundings.isOfRole(route.gateway()) && !taken.contains(route.gateway())) {
        destinations
            .computeIfAbsent(route.gateway(), it -> new ArrayList<>())
            .add(route.destination());
      }
    }
    destinations.forEach(
        (gateway, behind) ->
            add(
                "router-" + network.name(),
                Kind.ROUTER,
                List.of(plug("eth0", network, List.of(standing(network, gateway)))),
                defaults(network, List.of(gateway)),
                behind,
                List.of()));
  }

  private void client(Network network) {
    List<Standing> standings = new ArrayList<>();
    for (Family family : Family.values()) {
      surroundings
          .free(network, family, taken)
          .ifPresent(it -> standings.add(standing(network, it)));
    }
    if (!standings.isEmpty()) {
      add(
          "client-" + network.name(),
          Kind.CLIENT,
          List.of(plug("eth0", network, standings)),
          defaults(network, standings.stream().map(Standing::address).toList()),
          List.of(),
          List.of());
    }
  }

  /** A host of the source, if it lies in networks where the lab has no machine of its address. */
  private void host(Host host) {
    List<Address> held = stations.stream().flatMap(it -> it.addresses().stream()).toList();
    List<Plug> plugs = new ArrayList<>();
    List<Path> paths = new ArrayList<>();
    for (Network network : site.networks()) {
      List<Standing> standings =
          host.addresses().stream()
              .filter(it -> isIn(network, it))
              .filter(it -> !surroundings.isOfRole(it) && !held.contains(it))
              .map(it -> standing(network, it))
              .toList();
      if (!standings.isEmpty()) {
        if (plugs.isEmpty()) {
          paths.addAll(defaults(network, host.addresses()));
        }
        plugs.add(plug("eth" + plugs.size(), network, standings));
      }
    }
    if (!plugs.isEmpty() && HostTrees.serves(site, host) && names.add(host.name())) {
      routers.add(new Router(host.name(), host.name(), plugs.stream().map(this::port).toList()));
    } else if (!plugs.isEmpty()) {
      add(host.name(), Kind.HOST, plugs, paths, List.of(), List.of());
    }
  }

  /** The default routes of a machine that has these addresses. */
  private List<Path> defaults(Network network, List<Address> own) {
    List<Path> paths = new ArrayList<>();
    for (Family family : own.stream().map(Address::family).distinct().toList()) {
      surroundings
          .nextHop(network, family)
          .ifPresent(hop -> paths.add(new Path(Prefix.all(family), Optional.of(hop))));
    }
    return paths;
  }

  private List<Leg> legs(Network network) {
    return site.clusters().stream()
        .flatMap(cluster -> cluster.legs().stream())
        .filter(leg -> leg.network().name().equals(network.name()))
        .toList();
  }

  private boolean isIn(Network network, Address address) {
    return surroundings
        .prefix(network, address.family())
        .filter(it -> it.contains(address))
        .isPresent();
  }

  private Standing standing(Network network, Address address) {
    int length =
        isIn(network, address)
            ? surroundings.prefix(network, address.family()).orElseThrow().length()
            : LINK_LOCAL_LENGTH;
    return new Standing(address, length);
  }

  private Port port(Plug plug) {
    return new Port(
        plug.device(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.of(plug.network()),
        plug.mac(),
        List.of(),
        false);
  }

  private Plug plug(String device, Network network, List<Standing> standings) {
    return new Plug(device, network.name(), hardware.next(), standings);
  }

  private void add(
      String wanted,
      Kind kind,
      List<Plug> plugs,
      List<Path> paths,
      List<Prefix> answers,
      List<LabPlan.Lease> leases) {
    String name = wanted;
    for (int i = 2; !names.add(name); i++) {
      name = wanted + "-" + i;
    }
    Station station = new Station(name, kind, plugs, paths, answers, leases);
    taken.addAll(station.addresses());
    stations.add(station);
  }
}
