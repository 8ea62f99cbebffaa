package org.labwall.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Network;
import org.labwall.model.Site;
import org.labwall.source.Span;

/**
 * Networks do not overlap, and no two routes lead to the same one. A routed network may hold
 * others: the longest prefix decides.
 */
final class SeparateNetworks implements Check {

  /** A prefix with its place; the wider one of two that overlap sorts first. */
  private record Located(Prefix prefix, String name, boolean routed, boolean ofVpn, Span span) {}

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    Set<Network> tunnels = site.tunnels();
    for (Family family : Family.values()) {
      List<Located> all = new ArrayList<>();
      for (Network network : site.networks()) {
        boolean ofVpn = tunnels.contains(network);
        network
            .prefix(family)
            .ifPresent(
                it ->
                    all.add(
                        new Located(it, "`" + network.name() + "`", false, ofVpn, network.span())));
        for (Network.Route route : network.routed()) {
          if (route.destination().family() == family) {
            all.add(
                new Located(
                    route.destination(),
                    "the way to it by `" + route.gateway() + "`",
                    true,
                    ofVpn,
                    route.span()));
          }
        }
      }
      all.sort(Comparator.comparing(Located::prefix));
      compare(all, diagnostics);
    }
  }

  private static void compare(List<Located> sorted, Diagnostics diagnostics) {
    List<Located> around = new ArrayList<>();
    for (Located inner : sorted) {
      around.removeIf(it -> !it.prefix.contains(inner.prefix));
      for (Located outer : around) {
        boolean same = outer.prefix.equals(inner.prefix);
        // A VPN lies behind its servers, and networks of clients behind a VPN.
        boolean led = outer.routed != inner.routed && (outer.ofVpn || inner.ofVpn);
        if ((same && !led) || !(outer.routed || inner.routed)) {
          report(outer, inner, same, diagnostics);
          break;
        }
      }
      around.add(inner);
    }
  }

  private static void report(Located outer, Located inner, boolean same, Diagnostics diagnostics) {
    boolean inOrder = outer.span.compareTo(inner.span) <= 0;
    Located first = inOrder ? outer : inner;
    Located second = inOrder ? inner : outer;
    String what = same ? "` is declared already." : "` overlaps `" + first.prefix + "`.";
    diagnostics.add(
        Diagnostic.at(second.span, Code.OVERLAPPING_NETWORKS, "`" + second.prefix + what)
            .related(first.span, "That is " + first.name + "."));
  }
}
