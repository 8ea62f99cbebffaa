package org.labwall.check;

import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.Site;
import org.labwall.source.Span;

/** A gateway lies in the network of its leg and is none of the cluster's own addresses. */
final class Gateways implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      for (Leg leg : cluster.legs()) {
        for (Family family : Family.values()) {
          leg.stand(family).ifPresent(stand -> check(leg, stand, family, diagnostics));
        }
        List<Network.Route> own = leg.declares() ? leg.network().routed() : List.of();
        for (Network.Route route : own) {
          leg.stand(route.gateway().family())
              .ifPresent(stand -> own(route.gateway(), stand, route.span(), diagnostics));
        }
      }
    }
  }

  private static void check(Leg leg, Leg.Stand stand, Family family, Diagnostics diagnostics) {
    Optional<Address> gateway = stand.gateway();
    Prefix prefix = leg.network().prefix(family).orElseThrow();
    if (gateway.isEmpty()) {
      return;
    }
    if (!prefix.contains(gateway.get()) && !gateway.get().isLinkLocal()) {
      diagnostics.add(
          leg.span(),
          Code.GATEWAY,
          "The gateway `" + gateway.get() + "` lies outside of `" + prefix + "`.");
    }
    own(gateway.get(), stand, leg.span(), diagnostics);
  }

  private static void own(Address gateway, Leg.Stand stand, Span span, Diagnostics diagnostics) {
    boolean virtual = stand.virtual().map(it -> it.address().equals(gateway)).orElse(false);
    if (virtual || stand.real().contains(gateway)) {
      diagnostics.add(
          span,
          Code.GATEWAY,
          "The gateway `" + gateway + "` is an address of these roles themselves.");
    }
  }
}
