package org.labwall.check;

import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Leg;
import org.labwall.model.Site;

/**
 * A chain has the addresses of the machines first and the virtual one last. Where the first machine
 * has the first address of a network, which stations mostly use as their gateway, the virtual one
 * was probably written first.
 */
final class ChainOrder implements Check {

  @Override
  public boolean onlyWarns() {
    return true;
  }

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      for (Leg leg : cluster.legs()) {
        for (Family family : Family.values()) {
          Optional<Leg.Stand> stand = leg.stand(family).filter(it -> it.virtual().isPresent());
          Optional<Prefix> prefix = leg.network().prefix(family);
          if (stand.isPresent() && prefix.isPresent() && cluster.roles().size() > 1) {
            check(stand.get(), prefix.get(), cluster, diagnostics);
          }
        }
      }
    }
  }

  private static void check(
      Leg.Stand stand, Prefix prefix, Cluster cluster, Diagnostics diagnostics) {
    Address gateway = prefix.network().plus(1);
    List<Address> real = stand.real();
    Address virtual = stand.virtual().orElseThrow().address();
    if (real.getFirst().equals(gateway) && virtual.compareTo(real.getLast()) > 0) {
      diagnostics.add(
          Diagnostic.at(
                  stand.span(),
                  Code.CHAIN_ORDER,
                  "`%s` is the address of `%s` alone, and `%s` is the virtual one."
                      .formatted(gateway, cluster.roles().getFirst().name(), virtual))
              .hint(
                  "A chain is written MASTER-BACKUP-VIRTUAL. Stations mostly use the first address"
                      + " of their network as the gateway."));
    }
  }
}
