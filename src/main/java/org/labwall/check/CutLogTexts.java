package org.labwall.check;

import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Logging;
import org.labwall.model.Role;
import org.labwall.model.Rule;
import org.labwall.model.Site;
import org.labwall.source.Utf8;

/** Whoever reads the log sees all of a text. */
final class CutLogTexts implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      for (Rule rule : cluster.policy()) {
        if (rule.log().flatMap(Rule.Log::text).isPresent()) {
          check(rule, cluster, diagnostics);
        }
      }
    }
  }

  private static void check(Rule rule, Cluster cluster, Diagnostics diagnostics) {
    Logging logging = cluster.logging();
    for (Role role : cluster.roles()) {
      String text = rule.log().flatMap(Rule.Log::text).orElseThrow().of(role);
      int before = Utf8.length(logging.prefix(role));
      int left = logging.target().prefixLength() - before - Logging.END.length();
      if (rule.appliesTo(role) && Utf8.length(text) > left) {
        diagnostics.add(
            Diagnostic.at(
                    rule.span(),
                    Code.CUT_TEXT,
                    "This log text is cut behind `" + Utf8.cut(text, left) + "`.")
                .hint(
                    (before == 0 ? "A log text" : "Behind `LOGGING PREFIX` a log text")
                        + " has at most "
                        + left
                        + " bytes."));
        return;
      }
    }
  }
}
