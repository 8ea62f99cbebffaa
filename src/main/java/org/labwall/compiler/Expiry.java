package org.labwall.compiler;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Rule;
import org.labwall.model.Site;
import org.labwall.model.Translations;
import org.labwall.source.Span;

/** Leaves out the rules and translations that no longer hold. */
final class Expiry {
  private Expiry() {}

  /** The site without those whose last day is before {@code date}; each is reported. */
  static Site drop(Site site, LocalDate date, Diagnostics diagnostics) {
    List<Cluster> clusters =
        site.clusters().stream().map(it -> drop(it, date, diagnostics)).toList();
    return new Site(site.source(), site.networks(), clusters);
  }

  private static Cluster drop(Cluster cluster, LocalDate date, Diagnostics diagnostics) {
    List<Rule> rules =
        cluster.policy().stream()
            .filter(it -> !expired("rule", it.expires(), it.span(), date, diagnostics))
            .toList();
    Translations translations =
        cluster
            .translations()
            .keep(
                it -> !expired("translation", it.terms().expires(), it.span(), date, diagnostics));
    return cluster.with(rules, translations);
  }

  private static boolean expired(
      String what,
      Optional<LocalDate> expires,
      Span span,
      LocalDate date,
      Diagnostics diagnostics) {
    boolean expired = expires.filter(last -> last.isBefore(date)).isPresent();
    if (expired) {
      String last = expires.orElseThrow().toString();
      diagnostics.add(
          span, Code.EXPIRED, "This " + what + " held until " + last + " and is left out.");
    }
    return expired;
  }
}
