package org.labwall.check;

import org.labwall.address.Family;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Rule;
import org.labwall.model.Site;

/** A rule whose sides and services have no family in common matches nothing, and is left out. */
final class EmptyRules implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      for (Rule rule : cluster.policy()) {
        if (!matches(rule, cluster, site, Family.IPV4)
            && !matches(rule, cluster, site, Family.IPV6)) {
          diagnostics.add(
              Diagnostic.at(rule.span(), Code.EMPTY_RULE, "This rule matches no packet.")
                  .hint("Its sides and services have no address family in common."));
        }
      }
    }
  }

  private static boolean matches(Rule rule, Cluster cluster, Site site, Family family) {
    return Families.have(rule.from(), cluster, site, family)
        && Families.have(rule.to(), cluster, site, family)
        && Families.haveKind(rule.services(), family);
  }
}
