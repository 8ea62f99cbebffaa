package org.labwall.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.labwall.model.Endpoint;
import org.labwall.model.Logging;
import org.labwall.model.Role;
import org.labwall.model.RoleText;
import org.labwall.model.Rule;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;
import org.labwall.source.Utf8;

class LogPrefixTest {

  @Test
  void aTextEndsWithItsColon() {
    assertEquals("web: ", prefix("site.lw", "web"));
  }

  @Test
  void aLongTextIsCutToWhatTheKernelKeeps() {
    String prefix = prefix("site.lw", "é".repeat(40));
    assertEquals("é".repeat(13) + ": ", prefix);
    assertEquals(28, Utf8.length(prefix));
    assertEquals("😀".repeat(6) + ": ", prefix("site.lw", "😀".repeat(7)));
  }

  @Test
  void withoutATextTheLineSpeaks() {
    assertEquals("deny site.lw:3: ", prefix("site.lw"));
  }

  @Test
  void aLongFileNameNeverCostsTheLine() {
    String prefix = prefix("a-very-long-directory/policy-of-the-campus.lw");
    assertEquals("deny a-very-long-director:3: ", prefix);
    assertEquals(29, prefix.length());
  }

  private static String prefix(String name, String... text) {
    Span span = new Span(SourceFile.of(name, "\n\nline\n"), 2, 6);
    Rule.Log log =
        new Rule.Log(
            Optional.of(List.of(text))
                .filter(it -> !it.isEmpty())
                .map(it -> new RoleText(it.get(0))),
            Optional.empty());
    Rule rule =
        new Rule(
            Rule.Verdict.DENY,
            List.of(new Endpoint.Any()),
            List.of(new Endpoint.Any()),
            List.of(),
            Optional.of(log),
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            span);
    return LogPrefix.of(rule, log, new Role("master", "rt1", 100, 0, span), Logging.DEFAULT);
  }
}
