package org.labwall.check;

import java.util.Locale;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Role;
import org.labwall.model.Site;
import org.labwall.model.VirtualRouter;

/**
 * The backup takes over when it has missed three advertisements, and a little more the lower its
 * priority is (RFC 3768, 6.1; RFC 5798, 6.1): advertisements that are rare make long outages.
 */
final class FailoverTimes implements Check {
  /** The interval where nothing is said, in hundredths of a second. */
  private static final int USUAL = 100;

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      cluster
          .virtualRouter()
          .filter(it -> it.advertisement() > USUAL && cluster.roles().size() > 1)
          .ifPresent(it -> report(it, cluster, diagnostics));
    }
  }

  private static void report(VirtualRouter router, Cluster cluster, Diagnostics diagnostics) {
    double advertisement = router.advertisement() / 100.0;
    String outage =
        String.format(
            Locale.ROOT, "%.1f", 3 * advertisement + skew(router, cluster, advertisement));
    diagnostics.add(
        Diagnostic.at(
                router.span(),
                Code.SLOW_FAILOVER,
                "Where a router fails, nobody answers for up to " + outage + " s.")
            .hint("With `VRRP VERSION 3` and `VRRP ADVERT 0.1` it is less than half a second."));
  }

  /** How much longer than three intervals the next router waits, in seconds. */
  private static double skew(VirtualRouter router, Cluster cluster, double advertisement) {
    int next =
        cluster.roles().stream()
            .map(Role::priority)
            .sorted()
            .skip(cluster.roles().size() - 2L)
            .findFirst()
            .orElseThrow();
    double part = (256 - next) / 256.0;
    return router.version() == 2 ? part : part * advertisement;
  }
}
