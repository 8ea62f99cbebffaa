package org.labwall.check;

import org.labwall.address.Prefix;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Leg;
import org.labwall.model.Site;

/** A prefix that is announced to stations is one of which they can make addresses (RFC 4862). */
final class Advertisements implements Check {
  private static final int LENGTH = 64;

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      cluster.devices().stream()
          .filter(device -> device.settings().advertised())
          .forEach(
              device ->
                  diagnostics.add(
                      device.span(),
                      Code.BAD_OPTION,
                      "`" + device.name() + "` stands in no network to advertise."));
      cluster.legs().stream()
          .filter(leg -> leg.settings().advertised())
          .forEach(leg -> check(leg, diagnostics));
    }
  }

  private static void check(Leg leg, Diagnostics diagnostics) {
    String name = leg.network().name();
    if (leg.ipv6().isEmpty()) {
      diagnostics.add(
          Diagnostic.at(
                  leg.span(), Code.BAD_OPTION, "`" + name + "` has no IPv6 prefix to advertise.")
              .hint("Write `inet6`, the prefix and an address."));
    } else if (leg.network().ipv6().map(Prefix::length).orElse(LENGTH) != LENGTH) {
      diagnostics.add(
          leg.span(),
          Code.BAD_OPTION,
          "Stations make addresses of a prefix of "
              + LENGTH
              + " bits, which `"
              + name
              + "` has not.");
    } else if (leg.ipv6().flatMap(Leg.Stand::virtual).isPresent()) {
      diagnostics.add(
          Diagnostic.at(
                  leg.span(),
                  Code.BAD_OPTION,
                  "`" + name + "` has a virtual router, and each role would advertise itself.")
              .hint("Stations of a virtual router are told of its address."));
    }
  }
}
