package org.labwall.check;

import java.util.Set;
import org.labwall.address.Address;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Network;
import org.labwall.model.Site;

/**
 * A routed network may be a part of another one, but not the part where our own machines stand: the
 * longest prefix would send their packets, and the answers to them, elsewhere.
 */
final class RoutedAddresses implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    Set<Network> tunnels = site.tunnels();
    for (Network network : site.networks()) {
      for (Network.Route route : network.routed()) {
        Placed.all(site).stream()
            .filter(placed -> !tunnels.contains(placed.network()))
            .filter(placed -> isTaken(placed.address(), placed.network(), route))
            .findFirst()
            .ifPresent(placed -> report(route, placed, diagnostics));
      }
    }
  }

  private static boolean isTaken(Address address, Network own, Network.Route route) {
    return route.destination().contains(address)
        && own.prefix(address.family())
            .filter(prefix -> prefix.length() < route.destination().length())
            .isPresent();
  }

  private static void report(Network.Route route, Placed placed, Diagnostics diagnostics) {
    diagnostics.add(
        Diagnostic.at(
                route.span(),
                Code.OVERLAPPING_NETWORKS,
                "The routed network holds `" + placed.address() + "`, an address of these roles.")
            .related(placed.span(), "That address is given here."));
  }
}
