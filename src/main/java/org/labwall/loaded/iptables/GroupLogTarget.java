package org.labwall.loaded.iptables;

import java.util.OptionalInt;
import org.labwall.loaded.NumberSet;
import org.labwall.loaded.Statement;
import org.labwall.loaded.Verdict;
import org.labwall.source.Utf8;

/** The target NFLOG. */
final class GroupLogTarget implements Target {
  private static final int LONGEST_PREFIX = 63;

  private String prefix = "";
  private int group;
  private OptionalInt length = OptionalInt.empty();
  private OptionalInt threshold = OptionalInt.empty();

  @Override
  public boolean take(String option, RuleReader rule) {
    switch (option) {
      case "--nflog-prefix" -> prefix = prefix(rule);
      case "--nflog-group" -> group = number(option, rule);
      case "--nflog-size" -> length = OptionalInt.of(number(option, rule));
      case "--nflog-threshold" -> threshold = OptionalInt.of(number(option, rule));
      default -> {
        return false;
      }
    }
    return true;
  }

  private static int number(String option, RuleReader rule) {
    rule.once(option);
    return rule.line().number(NumberSet.PORT);
  }

  private static String prefix(RuleReader rule) {
    rule.once("--nflog-prefix");
    String prefix = rule.line().take();
    if (Utf8.length(prefix) > LONGEST_PREFIX) {
      throw rule.line().malformed("A prefix has at most " + LONGEST_PREFIX + " bytes here.");
    }
    return prefix;
  }

  @Override
  public Verdict end(RuleReader rule) {
    rule.draft().add(new Statement.GroupLog(prefix, group, length, threshold));
    return new Verdict.Continue();
  }
}
