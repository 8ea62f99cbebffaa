package org.labwall.resolve;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.ast.RuleOption;
import org.labwall.diagnostic.Code;
import org.labwall.model.Role;
import org.labwall.model.RoleText;
import org.labwall.model.Rule;
import org.labwall.source.Span;

/** Reads what follows the sides of a rule. */
final class RuleOptionsReader {
  private static final Options NONE =
      new Options(
          Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

  private static final String NO_TEXT = " A text stands in double quotes.";

  private final Values values;
  private final ClusterDraft cluster;

  RuleOptionsReader(Values values, ClusterDraft cluster) {
    this.values = values;
    this.cluster = cluster;
  }

  /** The options of one rule. */
  record Options(
      Optional<Rule.Log> log,
      Optional<Rule.Limit> limit,
      Optional<LocalDate> expires,
      List<Role> only,
      Optional<RoleText> note) {}

  Options read(List<RuleOption> options) {
    return options.isEmpty() ? NONE : readAll(options);
  }

  private Options readAll(List<RuleOption> options) {
    Optional<Rule.Log> log = Optional.empty();
    Optional<Rule.Limit> limit = Optional.empty();
    Optional<LocalDate> expires = Optional.empty();
    List<Role> only = new ArrayList<>();
    Optional<RoleText> note = Optional.empty();
    for (RuleOption option : options) {
      switch (option) {
        case RuleOption.Log it -> {
          reportSecond(log.isPresent(), it.span());
          log =
              Optional.of(
                  new Rule.Log(
                      it.text().flatMap(values::text),
                      it.rate().flatMap(rate -> RateReader.read(rate, values, NO_TEXT))));
        }
        case RuleOption.Limit it -> {
          reportSecond(limit.isPresent(), it.span());
          limit = RateReader.read(it.rate(), values, "");
        }
        case RuleOption.Expires it -> {
          reportSecond(expires.isPresent(), it.span());
          expires = values.date(it.date());
        }
        case RuleOption.Only it -> {
          reportSecond(!only.isEmpty(), it.span());
          it.roles().forEach(word -> cluster.role(word, values).ifPresent(only::add));
        }
        case RuleOption.Note it -> {
          reportSecond(note.isPresent(), it.span());
          note = values.text(it.text());
        }
      }
    }
    return new Options(log, limit, expires, only, note);
  }

  private void reportSecond(boolean second, Span span) {
    if (second) {
      values.diagnostics().add(span, Code.BAD_OPTION, "This option stands here twice.");
    }
  }
}
