package org.labwall.check;

import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Leg;
import org.labwall.model.Site;

/** Machines in one network have hardware addresses of their own. */
final class HardwareAddresses implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      for (Leg leg : cluster.legs()) {
        if (cluster.roles().size() > 1 && leg.settings().mac().isPresent()) {
          diagnostics.add(
              Diagnostic.at(
                      leg.span(),
                      Code.SHARED_ADDRESS,
                      "Every role has the same hardware address in `" + leg.network().name() + "`.")
                  .hint("On one link only one of them would be heard."));
        }
      }
    }
  }
}
