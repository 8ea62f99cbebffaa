package org.labwall.check;

import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Host;
import org.labwall.model.Network;
import org.labwall.model.Site;
import org.labwall.model.Translation;
import org.labwall.source.Span;

/**
 * No machine, host or target of a forward has the address of its network, its broadcast address or
 * a multicast one.
 */
final class HostAddresses implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    hosts(site, diagnostics);
    for (Placed placed : Placed.all(site)) {
      what(placed.address(), placed.network())
          .ifPresent(
              what ->
                  diagnostics.add(
                      placed.span(),
                      Code.NOT_A_HOST_ADDRESS,
                      "`" + placed.address() + "` is " + what + ", not a machine's address."));
    }
  }

  private static void hosts(Site site, Diagnostics diagnostics) {
    for (Host host : site.hosts()) {
      for (Address address : host.addresses()) {
        what(address, site).ifPresent(it -> report(address, it, host.span(), diagnostics));
      }
    }
    for (Cluster cluster : site.clusters()) {
      for (Translation.OfDestination forward : cluster.translations().forwards()) {
        Translation.Target target = forward.target();
        for (Address address : target.addresses()) {
          what(address, site).ifPresent(it -> report(address, it, target.span(), diagnostics));
        }
      }
    }
  }

  private static void report(Address address, String what, Span span, Diagnostics diagnostics) {
    diagnostics.add(
        span,
        Code.NOT_A_HOST_ADDRESS,
        "`" + address + "` is " + what + ", not a machine's address.");
  }

  /** What an address is that no machine has, in whichever network it lies. */
  private static Optional<String> what(Address address, Site site) {
    if (address.family() == Family.IPV6 && address.isLinkLocal()) {
      return Optional.of("good on its link only");
    }
    if (address.equals(Family.IPV4.highest())) {
      return Optional.of("the broadcast address of every link");
    }
    return site.networks().stream().flatMap(network -> what(address, network).stream()).findFirst();
  }

  private static Optional<String> what(Address address, Network network) {
    if (address.isMulticast()) {
      return Optional.of("a multicast address");
    }
    if (address.isLoopback() || address.isUnspecified()) {
      return Optional.of("a reserved address");
    }
    Optional<Prefix> prefix = network.prefix(address.family()).filter(it -> it.contains(address));
    boolean wide = prefix.map(it -> it.family().bits() - it.length() > 1).orElse(false);
    if (wide && address.equals(prefix.orElseThrow().first())) {
      return Optional.of(
          address.family() == Family.IPV4
              ? "the address of the network"
              : "the anycast address of all routers");
    }
    boolean broadcast =
        address.family() == Family.IPV4
            && (network.broadcast().equals(Optional.of(address))
                || (wide && address.equals(prefix.orElseThrow().last())));
    return broadcast ? Optional.of("the broadcast address") : Optional.empty();
  }
}
