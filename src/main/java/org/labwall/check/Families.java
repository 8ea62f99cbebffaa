package org.labwall.check;

import java.util.List;
import org.labwall.address.Family;
import org.labwall.model.Cluster;
import org.labwall.model.Endpoint;
import org.labwall.model.Leg;
import org.labwall.model.Service;
import org.labwall.model.Site;

/** Of which families the parts of a statement are. */
final class Families {
  private Families() {}

  /** Whether a packet of the family can be of any of these kinds; there are none for all. */
  static boolean haveKind(List<Service> services, Family family) {
    for (Service service : services) {
      if (service.existsIn(family)) {
        return true;
      }
    }
    return services.isEmpty();
  }

  /** Whether any of the endpoints has an address of the family, seen by these machines. */
  static boolean have(List<Endpoint> endpoints, Cluster cluster, Site site, Family family) {
    for (Endpoint endpoint : endpoints) {
      if (has(endpoint, cluster, site, family)) {
        return true;
      }
    }
    return false;
  }

  private static boolean has(Endpoint endpoint, Cluster cluster, Site site, Family family) {
    return switch (endpoint) {
      case Endpoint.OfNetwork it ->
          it.network().prefix(family).isPresent()
              || site.clusters().stream()
                  .flatMap(any -> any.legs().stream())
                  .anyMatch(leg -> leg.network() == it.network() && leg.dhcp());
      case Endpoint.OfAddresses it -> !it.addresses(family).isEmpty();
      case Endpoint.Self it -> lives(cluster, family);
      case Endpoint.Any it -> lives(cluster, family);
      case Endpoint.Not it -> lives(cluster, family) && !excludesAll(it.excluded(), family);
    };
  }

  private static boolean lives(Cluster cluster, Family family) {
    return cluster.legs().stream()
        .anyMatch(leg -> leg.stand(family).isPresent() || isDhcp(leg, family));
  }

  private static boolean isDhcp(Leg leg, Family family) {
    return leg.dhcp() && family == Family.IPV4;
  }

  private static boolean excludesAll(List<Endpoint> excluded, Family family) {
    return excluded.stream()
        .anyMatch(
            it ->
                it instanceof Endpoint.Any
                    || (it instanceof Endpoint.OfAddresses set && set.addresses(family).isAll()));
  }
}
