package org.labwall.compiler;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Rule;
import org.labwall.model.Site;
import org.labwall.model.Translation;
import org.labwall.model.Translations;
import org.labwall.source.Span;

/**
 * Leaves out the rules and translations that no longer hold, and announces those that end soon.
 *
 * @param date the day that the site is for
 * @param announced how many days more those hold that are announced; none is where there is none
 * @param diagnostics where both are reported
 */
record Expiry(LocalDate date, OptionalInt announced, Diagnostics diagnostics) {

  /** The site without those whose last day has passed. */
  Site drop(Site site) {
    if (date.equals(LocalDate.MIN) && announced.isEmpty()) {
      firstThatExpires(site).ifPresent(this::reportUndated);
      return site;
    }
    List<Cluster> clusters = site.clusters().stream().map(this::drop).toList();
    return site.with(clusters);
  }

  private static Optional<Span> firstThatExpires(Site site) {
    return site.clusters().stream()
        .flatMap(
            it ->
                Stream.concat(
                    it.policy().stream().filter(rule -> rule.expires().isPresent()).map(Rule::span),
                    it.translations().all().stream()
                        .filter(one -> one.terms().expires().isPresent())
                        .map(Translation::span)))
        .findFirst();
  }

  /** Without a day the same source would compile to other files tomorrow. */
  private void reportUndated(Span span) {
    diagnostics.add(
        Diagnostic.at(span, Code.UNDATED, "No day is named, so nothing expires.")
            .hint("`--date 2026-01-31` leaves out what has expired by then."));
  }

  private Cluster drop(Cluster cluster) {
    List<Rule> rules =
        cluster.policy().stream().filter(it -> holds("rule", it.expires(), it.span())).toList();
    Translations translations =
        cluster.translations().keep(it -> holds("translation", it.terms().expires(), it.span()));
    return cluster.with(rules, translations);
  }

  private boolean holds(String what, Optional<LocalDate> expires, Span span) {
    if (expires.isEmpty()) {
      return true;
    }
    LocalDate last = expires.get();
    boolean holds = !last.isBefore(date);
    if (!holds) {
      diagnostics.add(
          span, Code.EXPIRED, "This " + what + " held until " + last + " and is left out.");
    } else if (announced.isPresent() && date.until(last, DAYS) <= announced.getAsInt()) {
      String message = "This " + what + " ends soon: its last day is " + last + ".";
      diagnostics.add(
          Diagnostic.at(span, Code.EXPIRING, message)
              .hint("Name a later day, or remove it in time."));
    }
    return holds;
  }
}
