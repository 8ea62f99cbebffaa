package org.labwall.project;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.model.Cluster;
import org.labwall.model.Leg;
import org.labwall.model.Link;
import org.labwall.model.Network;
import org.labwall.model.Site;
import org.labwall.model.Vpn;

/** What clients of a VPN reach through it. */
public final class VpnRoutes {
  private VpnRoutes() {}

  /**
   * The prefixes of one family that lie behind a VPN, besides its own network.
   *
   * <p>Where the source does not say so, these are the networks inside the site, and those behind
   * other clients. Stations of a network that is there without the VPN learn their IPv6 routes from
   * its routers.
   */
  public static List<Prefix> of(Site site, Vpn.Daemon daemon, Family family) {
    Set<Prefix> all = new LinkedHashSet<>();
    if (daemon.routes().isPresent()) {
      all.addAll(daemon.routes().get());
    } else {
      for (Network network : site.networks()) {
        if (network != daemon.leg().network() && isInside(site, network, daemon)) {
          network.ipv4().ifPresent(all::add);
          network.ipv6().ifPresent(all::add);
          network.routed().forEach(it -> all.add(it.destination()));
        }
      }
    }
    if (!daemon.bridged()) {
      daemon.leg().network().routed().forEach(it -> all.add(it.destination()));
    }
    boolean announced = daemon.bridged() && family == Family.IPV6;
    return all.stream().filter(it -> it.family() == family && !announced).toList();
  }

  /** Whether a network is one that the servers lead to: no way out, no VPN, and not a client's. */
  private static boolean isInside(Site site, Network network, Vpn.Daemon daemon) {
    for (Cluster cluster : site.clusters()) {
      for (Leg leg : cluster.legs()) {
        if (leg.network() == network && leg.declares()) {
          return !leg.wayOut(Family.IPV4)
              && !leg.wayOut(Family.IPV6)
              && !(leg.link() instanceof Link.Tunnel)
              && !joins(cluster, daemon);
        }
      }
    }
    return false;
  }

  private static boolean joins(Cluster cluster, Vpn.Daemon daemon) {
    return cluster.vpn().stream()
        .flatMap(it -> it.memberships().stream())
        .anyMatch(it -> it.leg().network() == daemon.leg().network());
  }

  /** The network of a VPN as one of its clients sees it: what the VPN leads to lies behind it. */
  static Network seenBy(Site site, Cluster client, Leg leg) {
    Vpn.Daemon daemon =
        site.servers(leg.network()).flatMap(it -> it.daemon(leg.network())).orElseThrow();
    List<Network.Route> routes = new ArrayList<>();
    for (Family family : Family.values()) {
      if (leg.stand(family).isPresent() && !daemon.isWayOut(family)) {
        for (Prefix prefix : of(site, daemon, family)) {
          if (client.legs().stream().noneMatch(own -> holds(own, prefix))) {
            routes.add(
                new Network.Route(
                    prefix,
                    daemon.leg().stand(family).orElseThrow().real().getFirst(),
                    leg.span()));
          }
        }
      }
    }
    Network network = leg.network();
    return new Network(
        network.name(),
        network.vlan(),
        network.ipv4(),
        network.ipv6(),
        network.broadcast(),
        routes,
        network.span());
  }

  private static boolean holds(Leg leg, Prefix prefix) {
    return leg.network().prefix(prefix.family()).filter(prefix::equals).isPresent();
  }
}
