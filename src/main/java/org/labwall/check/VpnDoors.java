package org.labwall.check;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Leg;
import org.labwall.model.Service;
import org.labwall.model.Site;
import org.labwall.model.Vpn;

/** Those who may join a VPN reach it, and others do not. */
final class VpnDoors implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      cluster.vpn().ifPresent(vpn -> check(vpn, cluster, site, diagnostics));
    }
  }

  private static void check(Vpn vpn, Cluster cluster, Site site, Diagnostics diagnostics) {
    for (Vpn.Daemon daemon : vpn.daemons()) {
      reach(daemon, vpn, diagnostics);
      members(daemon, vpn, site, diagnostics);
    }
    vpn.proxy()
        .filter(it -> vpn.daemons().stream().noneMatch(to -> to.protocol() == Service.TCP))
        .ifPresent(
            it ->
                diagnostics.add(
                    it.span(), Code.VPN_UNREACHABLE, "There is no VPN of TCP behind this proxy."));
    if (!vpn.daemons().isEmpty()) {
      outside(vpn, cluster, site, diagnostics);
    }
  }

  private static void reach(Vpn.Daemon daemon, Vpn vpn, Diagnostics diagnostics) {
    boolean udp = daemon.protocol() == Service.UDP;
    if (!daemon.outside() && (vpn.proxy().isEmpty() || udp)) {
      diagnostics.add(
          Diagnostic.at(
                  daemon.span(),
                  Code.VPN_UNREACHABLE,
                  udp
                      ? "Nobody reaches this VPN: no proxy hands UDP on."
                      : "Nobody reaches this VPN: there is no proxy before it.")
              .hint(
                  udp ? "Write `listen outside`." : "Write `VPN PROXY 443`, or `listen outside`."));
    }
  }

  private static void members(Vpn.Daemon daemon, Vpn vpn, Site site, Diagnostics diagnostics) {
    boolean named = site.users().stream().anyMatch(it -> it.network() == daemon.leg().network());
    if (vpn.radius().isEmpty() && !named) {
      diagnostics.add(
          Diagnostic.at(
                  daemon.span(),
                  Code.VPN_OPEN,
                  "Whoever has a certificate may join `" + daemon.name() + "`.")
              .hint("`VPNUSER` names those who may, or `VPN RADIUS` a server that knows them."));
    }
  }

  private static void outside(Vpn vpn, Cluster cluster, Site site, Diagnostics diagnostics) {
    Vpn.Daemon first = vpn.daemons().getFirst();
    if (vpn.outside().isEmpty()) {
      diagnostics.add(
          Diagnostic.at(first.span(), Code.VPN_LEG, "These roles do not stand in a way out.")
              .hint("Clients come from there: it has `via` here, or where it is declared."));
    } else if (cluster.legs().stream().noneMatch(VpnDoors::isWayOut)) {
      Leg leg = vpn.outside().getFirst();
      diagnostics.add(
          Diagnostic.at(
                  leg.span(),
                  Code.VPN_WAY_OUT,
                  "Clients that are not in `"
                      + leg.network().name()
                      + "` itself get no answer: these roles have no way out.")
              .hint(gateway(leg, site).map(it -> "Write `via " + it + "` behind the addresses.")));
    }
  }

  private static boolean isWayOut(Leg leg) {
    return Arrays.stream(Family.values()).anyMatch(leg::wayOut);
  }

  /** The gateway of those who declare the network. */
  private static Optional<Address> gateway(Leg leg, Site site) {
    return site.clusters().stream()
        .flatMap(it -> it.legs().stream())
        .filter(it -> it.network() == leg.network() && it.declares())
        .flatMap(it -> Stream.concat(it.ipv4().stream(), it.ipv6().stream()))
        .flatMap(it -> it.gateway().stream())
        .findFirst();
  }
}
