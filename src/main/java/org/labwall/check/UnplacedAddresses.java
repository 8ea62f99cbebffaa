package org.labwall.check;

import java.util.ArrayList;
import java.util.List;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Endpoint;
import org.labwall.model.Network;
import org.labwall.model.Rule;
import org.labwall.model.Site;

/**
 * Private addresses that a rule allows lie in a network of the source or behind a route: else they
 * would mean machines in the Internet, where nobody has them.
 */
final class UnplacedAddresses implements Check {

  @Override
  public boolean onlyWarns() {
    return true;
  }

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Family family : Family.values()) {
      AddressSet lost = PrivateAddresses.of(family).difference(placed(site, family));
      for (Cluster cluster : site.clusters()) {
        for (Rule rule : cluster.policy()) {
          if (rule.verdict() == Rule.Verdict.ALLOW) {
            check(rule, lost, diagnostics);
          }
        }
      }
    }
  }

  private static AddressSet placed(Site site, Family family) {
    List<AddressRange> ranges = new ArrayList<>();
    for (Network network : site.networks()) {
      network.prefix(family).ifPresent(it -> ranges.add(it.range()));
      network.routed().stream()
          .filter(it -> it.destination().family() == family)
          .forEach(it -> ranges.add(it.destination().range()));
    }
    return AddressSet.of(family, ranges);
  }

  private static void check(Rule rule, AddressSet lost, Diagnostics diagnostics) {
    for (List<Endpoint> side : List.of(rule.from(), rule.to())) {
      for (Endpoint endpoint : side) {
        if (endpoint instanceof Endpoint.OfAddresses it) {
          AddressSet addresses = it.addresses(lost.family());
          if (!addresses.isEmpty() && lost.containsAll(addresses)) {
            AddressRange first = addresses.ranges().get(0);
            diagnostics.add(
                Diagnostic.at(
                        rule.span(),
                        Code.UNPLACED_ADDRESS,
                        "`" + first.first() + "` lies in no network, and behind no route.")
                    .hint(
                        "So the rule means private addresses in the Internet. A `ROUTE` says behind"
                            + " which next hop they are."));
            return;
          }
        }
      }
    }
  }
}
