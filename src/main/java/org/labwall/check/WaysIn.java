package org.labwall.check;

import java.util.List;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Endpoint;
import org.labwall.model.Role;
import org.labwall.model.Rule;
import org.labwall.model.Site;
import org.labwall.source.Span;

/** A policy that lets nobody in to a machine locks its administrator out when it is loaded. */
final class WaysIn implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      List<Rule> policy = cluster.policy().stream().filter(it -> !isOfVpn(it, cluster)).toList();
      List<Role> locked =
          cluster.roles().stream()
              .filter(role -> policy.stream().noneMatch(it -> letsIn(it, role)))
              .toList();
      if (!locked.isEmpty()) {
        Span place = policy.isEmpty() ? locked.get(0).span() : policy.getLast().span();
        report(locked, place, diagnostics);
      }
    }
  }

  /** Whether a statement about VPNs stands for the rule, which lets in no administrator. */
  private static boolean isOfVpn(Rule rule, Cluster cluster) {
    return cluster.vpn().filter(it -> it.saysAt(rule.span())).isPresent();
  }

  private static boolean letsIn(Rule rule, Role role) {
    return rule.verdict() == Rule.Verdict.ALLOW
        && rule.appliesTo(role)
        && rule.to().stream().anyMatch(Endpoint.Self.class::isInstance);
  }

  private static void report(List<Role> roles, Span place, Diagnostics diagnostics) {
    String names = String.join("`, `", roles.stream().map(Role::name).toList());
    diagnostics.add(
        Diagnostic.at(place, Code.NO_WAY_IN, "No rule lets anybody in to `" + names + "`.")
            .hint("`allow from … to self ssh` keeps you from locking yourself out."));
  }
}
