package org.labwall.resolve;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.ast.Statement;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Similar;
import org.labwall.model.Logging;
import org.labwall.model.Logging.Level;
import org.labwall.model.Logging.Target;
import org.labwall.model.RoleText;
import org.labwall.model.Rule;
import org.labwall.source.Span;

/** Reads the LOGGING statements of one cluster. */
final class LoggingReader {
  /** By the names of nft(8) and those that iptables(8) has for the same. */
  private static final Map<String, Level> LEVELS = levels();

  private final Values values;
  private final ClusterDraft cluster;
  private final Map<String, Span> said = new LinkedHashMap<>();
  private Optional<Target> target = Optional.empty();
  private Optional<Word> prefix = Optional.empty();
  private Optional<Rule.Limit> rate = Optional.empty();

  LoggingReader(Values values, ClusterDraft cluster) {
    this.values = values;
    this.cluster = cluster;
  }

  private static Map<String, Level> levels() {
    Map<String, Level> levels = new LinkedHashMap<>();
    for (Level level : Level.values()) {
      levels.put(level.name().toLowerCase(Locale.ROOT), level);
    }
    levels.put("error", Level.ERR);
    levels.put("warning", Level.WARN);
    return levels;
  }

  /** How the cluster logs. */
  Logging read(List<Statement> statements) {
    for (Statement statement : statements) {
      if (statement instanceof Statement.Logging logging) {
        clause(logging);
      }
    }
    Logging logging = new Logging(target.orElse(Logging.DEFAULT.target()), Optional.empty(), rate);
    return prefix
        .flatMap(word -> prefix(word, logging.longestPrefix()))
        .map(text -> new Logging(logging.target(), Optional.of(text), rate))
        .orElse(logging);
  }

  private void clause(Statement.Logging statement) {
    switch (statement.clause()) {
      case Statement.Logging.Level it -> {
        once("target", statement.span());
        target = level(it.level()).map(Target.KernelLog::new);
      }
      case Statement.Logging.Group it -> {
        once("target", statement.span());
        OptionalInt group =
            values.number(
                it.number(), 0, Target.Nflog.HIGHEST_GROUP, Code.BAD_NUMBER, "A group of NFLOG");
        target = group.isPresent() ? Optional.of(new Target.Nflog(group.getAsInt())) : target;
      }
      case Statement.Logging.Prefix it -> {
        once("prefix", statement.span());
        prefix = Optional.of(it.text());
      }
      case Statement.Logging.Limit it -> {
        once("rate", statement.span());
        rate = RateReader.read(it.rate(), values, "");
      }
    }
  }

  private Optional<Level> level(Word word) {
    Optional<String> text = values.plain(word).map(it -> it.toLowerCase(Locale.ROOT));
    Optional<Level> level = text.map(LEVELS::get);
    if (text.isPresent() && level.isEmpty()) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      word.span(),
                      Code.BAD_OPTION,
                      "There is no level `" + Values.shown(text.get()) + "`.")
                  .hint(
                      Similar.hint(text.get(), LEVELS.keySet())
                          .orElse("There are " + String.join(", ", LEVELS.keySet()) + ".")));
    }
    return level;
  }

  private Optional<RoleText> prefix(Word word, int most) {
    Optional<RoleText> text = values.text(word);
    int length = text.map(it -> Values.longest(it, cluster.roles())).orElse(0);
    boolean fits =
        values.accept(
            length <= most,
            word,
            Code.BAD_TEXT,
            "The prefix of all has at most "
                + most
                + " bytes here, and this one has "
                + length
                + ".",
            "The texts of the rules stand behind it, and the kernel cuts what is longer.");
    return text.filter(it -> fits);
  }

  private void once(String what, Span span) {
    Span before = said.putIfAbsent(what, span);
    if (before != null) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(span, Code.BAD_OPTION, "The " + what + " of logging is set already.")
                  .related(before, "It is set here."));
    }
  }
}
