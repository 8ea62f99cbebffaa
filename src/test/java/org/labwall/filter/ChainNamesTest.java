package org.labwall.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

class ChainNamesTest {
  private final SourceFile main = SourceFile.of("site.lw", "one\ntwo\n");
  private final ChainNames names = new ChainNames(main);

  @Test
  void namesTellTheLine() {
    assertEquals("line2", names.of(new Span(main, 4, 7), ""));
    assertEquals("line2-limit", names.of(new Span(main, 4, 7), "limit"));
  }

  @Test
  void rulesOfOneLineHaveTheirOwnNames() {
    Span span = new Span(main, 0, 3);
    assertEquals("line1", names.of(span, ""));
    assertEquals("line1.2", names.of(span, ""));
    assertEquals("line1.3", names.of(span, ""));
  }

  @Test
  void filesOfOneNameHaveTheirOwnNames() {
    assertEquals("hosts-1", names.of(first("a/hosts.lw"), ""));
    assertEquals("hosts-1.2", names.of(first("b/hosts.lw"), ""));
  }

  @Test
  void everyNameFits() {
    SourceFile long1 = SourceFile.of(";-j ACCEPT; $(é) 漢字 and more.lw", "\n".repeat(2_000_000));
    Span span = new Span(long1, 1_999_999, 2_000_000);
    String name = "";
    for (int i = 0; i < 9_999; i++) {
      name = names.of(span, "limit");
    }
    assertEquals("__j_AC-2000000-limit.9999", name);
    assertTrue(name.length() <= Chain.NAME_LENGTH);
  }

  private static Span first(String file) {
    return new Span(SourceFile.of(file, "one\n"), 0, 3);
  }
}
