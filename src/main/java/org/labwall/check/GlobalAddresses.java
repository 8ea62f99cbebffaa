package org.labwall.check;

import java.util.List;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Endpoint;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.Site;
import org.labwall.model.Translation;
import org.labwall.model.Translation.NewSource;

/**
 * A network by its name is translated in both families; addresses of IPv6 that are valid everywhere
 * hardly need it.
 */
final class GlobalAddresses implements Check {
  /** RFC 4291, section 2.4: what is given out to be routed everywhere. */
  private static final Prefix GLOBAL = Prefix.parse("2000::/3").orElseThrow();

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      for (Translation.OfSource it : cluster.translations().sources()) {
        if (!(it.as() instanceof NewSource.Fixed)
            && leaves(it, cluster, Family.IPV4)
            && leaves(it, cluster, Family.IPV6)) {
          global(it.from(), cluster).ifPresent(network -> report(it, network, diagnostics));
        }
      }
    }
  }

  private static boolean leaves(Translation.OfSource translation, Cluster cluster, Family family) {
    return cluster.legs().stream()
        .anyMatch(
            leg -> translation.leavesBy(leg, family) && translation.as().existsOn(leg, family));
  }

  /** A network of both families that is meant by its name, or by none. */
  private static Optional<Network> global(List<Endpoint> from, Cluster cluster) {
    return cluster.legs().stream()
        .filter(leg -> !leg.wayOut(Family.IPV4) && !leg.wayOut(Family.IPV6))
        .map(Leg::network)
        .filter(it -> it.ipv4().isPresent() && it.ipv6().filter(GLOBAL::contains).isPresent())
        .filter(it -> from.stream().anyMatch(endpoint -> means(endpoint, it)))
        .findFirst();
  }

  private static boolean means(Endpoint endpoint, Network network) {
    return switch (endpoint) {
      case Endpoint.Any() -> true;
      case Endpoint.OfNetwork(Network named) -> named.equals(network);
      case Endpoint.Not(var excluded) -> excluded.stream().noneMatch(it -> means(it, network));
      case Endpoint.OfAddresses it -> false;
      case Endpoint.Self() -> false;
    };
  }

  private static void report(
      Translation.OfSource translation, Network network, Diagnostics diagnostics) {
    diagnostics.add(
        Diagnostic.at(
                translation.span(),
                Code.GLOBAL_ADDRESSES,
                "This hides the global IPv6 addresses of `" + network.name() + "`, too.")
            .hint(
                "To leave IPv6 as it is, name the sources by their IPv4 networks: `from "
                    + network.ipv4().map(Prefix::toString).orElse("")
                    + "`."));
  }
}
