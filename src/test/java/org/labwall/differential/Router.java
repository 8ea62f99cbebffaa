package org.labwall.differential;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.model.Cluster;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.Role;
import org.labwall.model.Site;

/**
 * One role of a site as it runs, with the virtual addresses in its hands and some of its interfaces
 * down.
 *
 * @param site the site as the source has it, expired rules included
 * @param cluster the machines that the role is of
 * @param role the role
 * @param down the interfaces that are down, with what would be routed by them
 */
public record Router(Site site, Cluster cluster, Role role, Set<String> down) {
  /** The first of those that a provider gives a router that asks for an address. */
  private static final Address LEASE = Address.of(192, 0, 2, 77);

  /** An address that the source does not know, where it names no network of the family. */
  private static final Address STRAY4 = Address.of(192, 0, 2, 70);

  private static final Address STRAY6 = Address.parse("2001:db8:ffff::77").orElseThrow();

  /**
   * The router that a site describes under the name of a role. Its interfaces stay up where it has
   * few, for with none there is nothing to decide.
   */
  public static Router of(Site site, String role, Set<String> down) {
    for (Cluster cluster : site.clusters()) {
      for (Role each : cluster.roles()) {
        if (each.name().equals(role)) {
          return new Router(site, cluster, each, cluster.legs().size() > 2 ? down : Set.of());
        }
      }
    }
    throw new IllegalArgumentException("no role " + role);
  }

  /** Whether it stands in a network of the family. */
  public boolean has(Family family) {
    return cluster.legs().stream().anyMatch(leg -> stands(leg, family));
  }

  static boolean stands(Leg leg, Family family) {
    return leg.stand(family).isPresent() || (leg.dhcp() && family == Family.IPV4);
  }

  /** Where it stands and is up. */
  public List<Leg> legs() {
    return cluster.legs().stream().filter(leg -> !down.contains(leg.interfaceName())).toList();
  }

  /** All its addresses. */
  public Set<Address> addresses() {
    Set<Address> all = new LinkedHashSet<>();
    for (Leg leg : legs()) {
      for (Family family : Family.values()) {
        all.addAll(addresses(leg, family));
      }
    }
    return all;
  }

  /** Its addresses in a network. */
  public List<Address> addresses(Network network) {
    List<Address> all = new ArrayList<>();
    for (Leg leg : legs()) {
      if (leg.network().name().equals(network.name())) {
        for (Family family : Family.values()) {
          all.addAll(addresses(leg, family));
        }
      }
    }
    return all;
  }

  private List<Address> addresses(Leg leg, Family family) {
    List<Address> all = new ArrayList<>();
    leg.stand(family)
        .ifPresent(
            stand -> {
              all.add(stand.real().get(role.index()));
              stand.virtual().ifPresent(it -> all.add(it.address()));
            });
    if (leg.dhcp() && family == Family.IPV4) {
      all.add(lease(leg));
    }
    if (!has(family) && leg.equals(legs().get(0))) {
      all.add(family == Family.IPV4 ? STRAY4 : STRAY6);
    }
    return all;
  }

  /** What the provider gives the router where it asks for an address. */
  Address lease(Leg leg) {
    return LEASE.plus(cluster.legs().indexOf(leg));
  }

  public List<String> interfaces() {
    return legs().stream().map(Leg::interfaceName).toList();
  }

  /** The lines by which ip(8) gives it its addresses and routes. */
  List<String> settings() {
    List<String> lines = new ArrayList<>();
    for (Leg leg : legs()) {
      for (Family family : Family.values()) {
        int length = leg.network().prefix(family).map(it -> it.length()).orElse(family.bits());
        for (Address address : addresses(leg, family)) {
          lines.add("address add %s/%d dev %s".formatted(address, length, leg.interfaceName()));
        }
      }
    }
    for (Leg leg : legs()) {
      for (Network.Route route : leg.network().routed()) {
        if (stands(leg, route.destination().family())) {
          lines.add("route add %s dev %s".formatted(route.destination(), leg.interfaceName()));
        }
      }
      for (Family family : Family.values()) {
        if (hasDefaultRoute(leg, family)) {
          lines.add(
              "route add %s/0 dev %s metric %d"
                  .formatted(family.lowest(), leg.interfaceName(), rank(leg)));
        }
      }
    }
    return lines;
  }

  static boolean hasDefaultRoute(Leg leg, Family family) {
    return leg.stand(family).flatMap(Leg.Stand::gateway).isPresent()
        || (leg.dhcp() && family == Family.IPV4);
  }

  /** A metric for the kernel, which of two that are equal wants to know one: the first. */
  private int rank(Leg leg) {
    int order = legs().indexOf(leg);
    return metric(leg) * legs().size() + order + 1;
  }

  /** The metric of its default route; the lowest is taken. */
  static int metric(Leg leg) {
    return leg.settings().metric().orElse(1);
  }
}
