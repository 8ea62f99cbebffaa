package org.labwall.check;

import java.util.OptionalInt;
import org.labwall.address.Address;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.Service;
import org.labwall.model.Site;
import org.labwall.model.Translation;
import org.labwall.model.Translation.Place;

/**
 * A host that connections are forwarded to stands in one of the networks, and is another machine.
 */
final class ForwardTargets implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      for (Translation.OfDestination forward : cluster.translations().forwards()) {
        for (Address address : forward.target().addresses()) {
          check(address, forward.target(), cluster, site, diagnostics);
          checkMove(address, forward, diagnostics);
        }
      }
    }
  }

  private static void check(
      Address address,
      Translation.Target target,
      Cluster cluster,
      Site site,
      Diagnostics diagnostics) {
    if (cluster.legs().stream().anyMatch(leg -> isOwn(address, leg))) {
      diagnostics.add(
          Diagnostic.at(
                  target.span(),
                  Code.FORWARD_TARGET,
                  "`" + address + "` is an address of these roles themselves.")
              .hint("What goes to the router needs no `forward`: a rule `to self` lets it in."));
    } else if (site.networks().stream().noneMatch(network -> holds(network, address))) {
      diagnostics.add(
          Diagnostic.at(
                  target.span(),
                  Code.FORWARD_TARGET,
                  "`" + address + "` lies outside of all networks.")
              .hint("Connections are forwarded to hosts inside, behind a `ROUTE` perhaps."));
    }
  }

  /** The kernel does not call translated what stays as it is, and would leave it to the rules. */
  private static void checkMove(
      Address address, Translation.OfDestination forward, Diagnostics diagnostics) {
    OptionalInt port = forward.target().port();
    boolean moves =
        port.isPresent()
            && forward.services().stream()
                .noneMatch(it -> it instanceof Service.Ports p && p.first() == port.getAsInt());
    for (Place place : forward.on()) {
      if (!moves && place instanceof Place.At at && at.address().equals(address)) {
        diagnostics.add(
            place.span(), Code.FORWARD_TARGET, "`" + address + "` is forwarded to itself.");
      }
    }
  }

  private static boolean isOwn(Address address, Leg leg) {
    return leg.stand(address.family())
        .filter(
            stand ->
                stand.real().contains(address)
                    || stand.virtual().filter(it -> it.address().equals(address)).isPresent())
        .isPresent();
  }

  private static boolean holds(Network network, Address address) {
    return network.prefix(address.family()).filter(it -> it.contains(address)).isPresent()
        || network.routed().stream().anyMatch(it -> it.destination().contains(address));
  }
}
