package org.labwall.filter;

import java.util.Locale;
import org.labwall.model.Role;
import org.labwall.model.Rule;
import org.labwall.source.Span;

/** What the kernel writes in front of a logged packet. */
final class LogPrefix {
  /** The longest prefix that iptables' LOG keeps whole, in bytes. */
  private static final int LENGTH = 29;

  private static final String END = ": ";

  private LogPrefix() {}

  /** The text of the source, or else what is decided and by which line. */
  static String of(Rule rule, Rule.Log log, Role role) {
    return log.text()
        .map(text -> Utf8.cut(text.of(role), LENGTH - END.length()) + END)
        .orElseGet(() -> ofLine(rule));
  }

  private static String ofLine(Rule rule) {
    Span span = rule.span().outermost();
    String verdict = rule.verdict().name().toLowerCase(Locale.ROOT) + " ";
    String line = ":" + span.line() + END;
    // A long name loses its end, never the line.
    int left = LENGTH - verdict.length() - line.length();
    return verdict + Utf8.cut(span.file().name(), left) + line;
  }
}
