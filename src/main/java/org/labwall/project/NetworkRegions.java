package org.labwall.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.model.Network;
import org.labwall.model.Site;
import org.labwall.project.LongestMatch.Claim;
import org.labwall.project.LongestMatch.Segment;

/** Which addresses of one family belong to which network of a whole site, by the longest match. */
public final class NetworkRegions {
  private final Family family;
  private final List<Segment<Network>> segments;

  private NetworkRegions(Family family, List<Segment<Network>> segments) {
    this.family = family;
    this.segments = segments;
  }

  /** The regions of all networks of {@code site}. */
  public static NetworkRegions of(Site site, Family family) {
    List<Claim<Network>> claims = new ArrayList<>();
    Set<Network> vpns = site.tunnels();
    for (Network network : site.networks()) {
      network.prefix(family).ifPresent(prefix -> claims.add(new Claim<>(prefix, network)));
      for (Network.Route route : network.routed()) {
        if (route.destination().family() == family && !leadsToVpn(route, network, vpns)) {
          claims.add(new Claim<>(route.destination(), network));
        }
      }
    }
    return new NetworkRegions(family, LongestMatch.segments(family, claims));
  }

  /** Whether a route is only the way to a VPN, which has its name whoever leads there. */
  private static boolean leadsToVpn(Network.Route route, Network by, Set<Network> vpns) {
    return !vpns.contains(by)
        && vpns.stream()
            .flatMap(vpn -> vpn.prefix(route.destination().family()).stream())
            .anyMatch(prefix -> prefix.contains(route.destination()));
  }

  /** The prefix of {@code network} and what is routed through it. */
  public AddressSet of(Network network) {
    return collect(network, true);
  }

  /** All that belongs to networks other than {@code network}. */
  public AddressSet ofOthers(Network network) {
    return collect(network, false);
  }

  private AddressSet collect(Network network, boolean own) {
    List<AddressRange> ranges =
        segments.stream()
            .filter(segment -> segment.owners().contains(network) == own)
            .map(Segment::range)
            .toList();
    return AddressSet.of(family, ranges);
  }
}
