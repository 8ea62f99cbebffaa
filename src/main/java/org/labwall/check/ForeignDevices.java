package org.labwall.check;

import java.util.regex.Pattern;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Leg;
import org.labwall.model.Link;
import org.labwall.model.Site;

/**
 * ifupdown brings up interfaces that are there; those of other programs are not, when it starts.
 */
final class ForeignDevices implements Check {
  private static final Pattern NAME =
      Pattern.compile("(ppp|wg|tun|tap|tailscale|nebula|zt|l2tp|ipsec|vti)[0-9a-z]*");

  @Override
  public boolean onlyWarns() {
    return true;
  }

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      for (Leg leg : cluster.legs()) {
        if (leg.link() instanceof Link.Direct && NAME.matcher(leg.device()).matches()) {
          diagnostics.add(
              Diagnostic.at(
                      leg.span(),
                      Code.FOREIGN_DEVICE,
                      "Nothing that is compiled makes the interface `" + leg.device() + "`.")
                  .hint(
                      "Another program must make it before `ifup` runs, or `ifup` says that it"
                          + " cannot find the device."));
        }
      }
    }
  }
}
