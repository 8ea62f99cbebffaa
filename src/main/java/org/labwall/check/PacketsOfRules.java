package org.labwall.check;

import java.util.List;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Site;
import org.labwall.packet.BoxSpace;
import org.labwall.packet.PolicySpaces;

/** Every rule has packets to decide; which those are is found out once for all that is asked. */
final class PacketsOfRules implements Check {

  @Override
  public boolean onlyWarns() {
    return true;
  }

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      if (!cluster.policy().isEmpty()) {
        List<BoxSpace> spaces = PolicySpaces.of(site, cluster);
        new EmptyRules(site, cluster, spaces).check(diagnostics);
        ShadowedRules.check(cluster, spaces, diagnostics);
      }
    }
  }
}
