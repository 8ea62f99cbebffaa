package org.labwall.backend.iptables;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RestoreTextTest {

  @Test
  void quotesAndBackslashesAreMeantAsTheyStand() {
    assertEquals("\"a \\\"b\\\" \\\\ c\\\\\"", quoted("a \"b\" \\ c\\"));
    assertEquals("\"it's $(so) `here`\"", quoted("it's $(so) `here`"));
  }

  @Test
  void nothingEndsTheLine() {
    assertEquals("\"a b c d e \"", quoted("a\nb\rc\u0085d\u2028e\u0000"));
  }

  @Test
  void aCommentIsCutBetweenCharacters() {
    StringBuilder out = new StringBuilder();
    RestoreText.comment(out, "漢".repeat(100));
    assertEquals(3 * 85 + 2, out.toString().getBytes(StandardCharsets.UTF_8).length);
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder();
    RestoreText.quote(out, text);
    return out.toString();
  }
}
