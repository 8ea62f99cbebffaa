package org.labwall.project;

import java.util.Locale;
import org.labwall.model.Logging;
import org.labwall.model.Role;
import org.labwall.model.Rule;
import org.labwall.source.Span;
import org.labwall.source.Utf8;

/** What the kernel writes in front of a logged packet. */
public final class LogPrefix {
  private LogPrefix() {}

  /** The text of the source, or else what is decided and by which line; cut where it must be. */
  public static String of(Rule rule, Rule.Log log, Role role, Logging logging) {
    String prefix = logging.prefix(role);
    int left = logging.target().prefixLength() - Utf8.length(prefix) - Logging.END.length();
    return prefix
        + log.text().map(text -> Utf8.cut(text.of(role), left)).orElseGet(() -> line(rule, left))
        + Logging.END;
  }

  private static String line(Rule rule, int most) {
    Span span = rule.span().outermost();
    String verdict = rule.verdict().name().toLowerCase(Locale.ROOT) + " ";
    String line = ":" + span.line();
    // A long name loses its end, never the line.
    int left = most - verdict.length() - line.length();
    return verdict + Utf8.cut(span.file().name(), left) + line;
  }
}
