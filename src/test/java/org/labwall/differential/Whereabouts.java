package org.labwall.differential;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.model.Leg;
import org.labwall.model.Network;

/** Where addresses lie around a router, found by looking at all prefixes one after the other. */
public record Whereabouts(Router router) {

  /** The legs behind which an address lies: those of the longest prefix, else the ways out. */
  public List<Leg> homes(Address address) {
    int longest = -1;
    List<Leg> found = new ArrayList<>();
    for (Leg leg : router.cluster().legs()) {
      int length = length(leg.network(), address);
      if (length > longest) {
        found.clear();
        longest = length;
      }
      if (length == longest && length >= 0) {
        found.add(leg);
      }
    }
    return longest >= 0
        ? found
        : router.cluster().legs().stream()
            .filter(leg -> Router.hasDefaultRoute(leg, address.family()))
            .toList();
  }

  /** The length of the longest prefix of a network, or behind it, that holds the address; or -1. */
  private static int length(Network network, Address address) {
    int longest = network.prefix(address.family()).map(it -> length(it, address)).orElse(-1);
    for (Network.Route route : network.routed()) {
      longest = Math.max(longest, length(route.destination(), address));
    }
    return longest;
  }

  private static int length(Prefix prefix, Address address) {
    return lies(prefix.first(), prefix.last(), address) ? prefix.length() : -1;
  }

  private static boolean lies(Address first, Address last, Address address) {
    return first.family() == address.family()
        && first.compareTo(address) <= 0
        && address.compareTo(last) <= 0;
  }

  /** The leg by which packets to an address leave. */
  public Optional<Leg> route(Address destination) {
    Optional<Leg> best = Optional.empty();
    int longest = -1;
    for (Leg leg : router.legs()) {
      boolean stands = Router.stands(leg, destination.family());
      int length = stands ? length(leg.network(), destination) : -1;
      if (length > longest) {
        longest = length;
        best = Optional.of(leg);
      }
    }
    return longest >= 0
        ? best
        : router.legs().stream()
            .filter(leg -> Router.hasDefaultRoute(leg, destination.family()))
            .min(Comparator.comparingInt(Router::metric));
  }

  static boolean contains(AddressRange range, Address address) {
    return lies(range.first(), range.last(), address);
  }

  /** What is valid on one link only lies behind every interface. */
  boolean isBehind(Address address, Leg leg) {
    return isOnLink(address) || homes(address).contains(leg);
  }

  public static boolean isOnLink(Address address) {
    return address.isUnspecified() || (address.family() == Family.IPV6 && address.isLinkLocal());
  }

  /** The networks of the whole site to which an address belongs. */
  List<Network> owners(Address address) {
    int longest =
        router.site().networks().stream().mapToInt(it -> length(it, address)).max().orElse(-1);
    return router.site().networks().stream()
        .filter(it -> longest >= 0 && length(it, address) == longest)
        .toList();
  }
}
