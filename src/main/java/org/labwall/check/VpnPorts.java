package org.labwall.check;

import java.util.HashMap;
import java.util.Map;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Service;
import org.labwall.model.Site;
import org.labwall.model.Vpn;
import org.labwall.source.Span;

/** At each port of a machine one daemon listens, or the proxy. */
final class VpnPorts implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      cluster.vpn().ifPresent(vpn -> check(vpn, diagnostics));
    }
  }

  private static void check(Vpn vpn, Diagnostics diagnostics) {
    Map<String, Span> taken = new HashMap<>();
    vpn.proxy().ifPresent(it -> take(Service.TCP, it.port(), it.span(), taken, diagnostics));
    vpn.daemons().forEach(it -> take(it.protocol(), it.port(), it.span(), taken, diagnostics));
  }

  private static void take(
      int protocol, int port, Span span, Map<String, Span> taken, Diagnostics diagnostics) {
    String name = (protocol == Service.UDP ? "udp/" : "tcp/") + port;
    Span first = taken.putIfAbsent(name, span);
    if (first != null) {
      diagnostics.add(
          Diagnostic.at(span, Code.VPN_PORT, "The port `" + name + "` is taken already.")
              .related(first, "It is taken here."));
    }
  }
}
