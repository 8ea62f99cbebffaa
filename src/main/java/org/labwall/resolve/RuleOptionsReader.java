package org.labwall.resolve;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labwall.ast.RuleOption;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.model.Role;
import org.labwall.model.RoleText;
import org.labwall.model.Rule;
import org.labwall.source.Span;

/** Reads what follows the sides of a rule. */
final class RuleOptionsReader {
  /** The kernel keeps 29 bytes of a log prefix, two of which separate it from what follows. */
  private static final int LONGEST_LOG_TEXT = 27;

  /** The fastest rate and the largest burst that iptables(8) takes. */
  private static final int LIMIT_SCALE = 10_000;

  private static final Pattern RATE = Pattern.compile("([0-9]{1,6})/([a-z]+)");
  private static final Map<String, Rule.Limit.Unit> UNITS =
      Map.ofEntries(
          Map.entry("s", Rule.Limit.Unit.SECOND),
          Map.entry("sec", Rule.Limit.Unit.SECOND),
          Map.entry("second", Rule.Limit.Unit.SECOND),
          Map.entry("m", Rule.Limit.Unit.MINUTE),
          Map.entry("min", Rule.Limit.Unit.MINUTE),
          Map.entry("minute", Rule.Limit.Unit.MINUTE),
          Map.entry("h", Rule.Limit.Unit.HOUR),
          Map.entry("hour", Rule.Limit.Unit.HOUR),
          Map.entry("d", Rule.Limit.Unit.DAY),
          Map.entry("day", Rule.Limit.Unit.DAY));

  private static final Options NONE =
      new Options(
          Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty());

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
          log = Optional.of(new Rule.Log(it.text().flatMap(this::logText)));
        }
        case RuleOption.Limit it -> {
          reportSecond(limit.isPresent(), it.span());
          limit = limit(it);
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

  private Optional<RoleText> logText(Word word) {
    Optional<RoleText> text = values.text(word);
    int length = text.map(it -> Values.longest(it, cluster.roles())).orElse(0);
    boolean fits =
        values.accept(
            length <= LONGEST_LOG_TEXT,
            word,
            Code.BAD_TEXT,
            "A log text has at most " + LONGEST_LOG_TEXT + " bytes, and this one " + length + ".",
            "The kernel cuts what is longer.");
    return text.filter(it -> fits);
  }

  private Optional<Rule.Limit> limit(RuleOption.Limit option) {
    Optional<String> plain = values.plain(option.rate());
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    String text = plain.get().toLowerCase(Locale.ROOT);
    Matcher rate = RATE.matcher(text);
    Rule.Limit.Unit unit = rate.matches() ? UNITS.get(rate.group(2)) : null;
    if (unit == null) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      option.rate().span(),
                      Code.BAD_NUMBER,
                      "`" + Values.shown(text) + "` is not a rate.")
                  .hint(
                      "A rate is a number and a unit: `10/minute`, `3/second`, `100/hour`, `5/day`."));
      return Optional.empty();
    }
    Word number = option.rate().withText(rate.group(1));
    OptionalInt packets = values.number(number, 1, LIMIT_SCALE, Code.BAD_NUMBER, "A rate");
    OptionalInt burst =
        option.burst().isPresent()
            ? values.number(option.burst().get(), 1, LIMIT_SCALE, Code.BAD_NUMBER, "A burst")
            : OptionalInt.empty();
    return packets.isPresent()
        ? Optional.of(new Rule.Limit(packets.getAsInt(), unit, burst))
        : Optional.empty();
  }
}
