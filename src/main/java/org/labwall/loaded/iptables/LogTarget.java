package org.labwall.loaded.iptables;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.Set;
import org.labwall.loaded.Statement;
import org.labwall.loaded.Verdict;
import org.labwall.source.Utf8;

/** The target LOG. */
final class LogTarget implements Target {
  private static final List<String> LEVELS =
      List.of("emerg", "alert", "crit", "error", "warning", "notice", "info", "debug");
  private static final int LONGEST_PREFIX = 29;

  private final Set<Statement.Flag> flags = EnumSet.noneOf(Statement.Flag.class);
  private String prefix = "";
  private int level = Statement.Log.WARNING;

  @Override
  public boolean take(String option, RuleReader rule) {
    switch (option) {
      case "--log-prefix" -> prefix = prefix(rule);
      case "--log-level" -> level = level(rule);
      case "--log-tcp-sequence" -> flags.add(Statement.Flag.TCP_SEQUENCE);
      case "--log-tcp-options" -> flags.add(Statement.Flag.TCP_OPTIONS);
      case "--log-ip-options" -> flags.add(Statement.Flag.IP_OPTIONS);
      case "--log-uid" -> flags.add(Statement.Flag.USER);
      case "--log-macdecode" -> flags.add(Statement.Flag.MAC);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static String prefix(RuleReader rule) {
    rule.once("--log-prefix");
    String prefix = rule.line().take();
    if (Utf8.length(prefix) > LONGEST_PREFIX) {
      throw rule.line().malformed("A prefix has at most " + LONGEST_PREFIX + " bytes here.");
    }
    return prefix;
  }

  private static int level(RuleReader rule) {
    rule.once("--log-level");
    String text = rule.line().value();
    OptionalInt number = Operands.number(text, LEVELS.size() - 1);
    String name = text.toLowerCase(Locale.ROOT);
    int named =
        switch (name) {
          case "panic" -> 0;
          case "err" -> 3;
          case "warn" -> Statement.Log.WARNING;
          default -> LEVELS.indexOf(name);
        };
    if (number.isEmpty() && named < 0) {
      throw rule.line().malformed("`" + text + "` is no level of the log.");
    }
    return number.orElse(named);
  }

  @Override
  public Verdict end(RuleReader rule) {
    rule.draft().add(new Statement.Log(prefix, level, flags));
    return new Verdict.Continue();
  }
}
