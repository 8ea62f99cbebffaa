package org.labwall.compiler;

import java.time.LocalDate;
import java.util.List;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Rule;
import org.labwall.model.Site;

/** Leaves out the rules that no longer hold. */
final class Expiry {
  private Expiry() {}

  /** The site without the rules whose last day is before {@code date}; each is reported. */
  static Site drop(Site site, LocalDate date, Diagnostics diagnostics) {
    List<Cluster> clusters =
        site.clusters().stream().map(it -> drop(it, date, diagnostics)).toList();
    return new Site(site.source(), site.networks(), clusters);
  }

  private static Cluster drop(Cluster cluster, LocalDate date, Diagnostics diagnostics) {
    List<Rule> rules =
        cluster.policy().stream().filter(rule -> !expired(rule, date, diagnostics)).toList();
    return new Cluster(
        cluster.roles(), cluster.devices(), cluster.legs(), cluster.virtualRouter(), rules);
  }

  private static boolean expired(Rule rule, LocalDate date, Diagnostics diagnostics) {
    boolean expired = rule.expires().filter(last -> last.isBefore(date)).isPresent();
    if (expired) {
      String last = rule.expires().orElseThrow().toString();
      diagnostics.add(
          rule.span(), Code.EXPIRED, "This rule held until " + last + " and is left out.");
    }
    return expired;
  }
}
