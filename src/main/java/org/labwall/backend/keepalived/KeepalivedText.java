package org.labwall.backend.keepalived;

import java.nio.charset.StandardCharsets;

/** Words of keepalived.conf(5). */
final class KeepalivedText {
  // Lines end after 1023 bytes.
  private static final int LONGEST = 900;

  private KeepalivedText() {}

  /**
   * The text as one word, between quotes where it needs them.
   *
   * <p>Quotes keep blanks, comment signs and the {@code @} of conditional lines together, but
   * nothing escapes a quote between them (keepalived 2.2.7 crashes on the attempt), and <code>${
   * </code> names one of keepalived's own variables even there.
   *
   * @throws IllegalArgumentException for text that no word can hold: the checks should have refused
   *     it
   */
  static String word(String text) {
    if (!holds(text)) {
      // It may be a secret, so it is not cited.
      throw new IllegalArgumentException("a text that no word of keepalived.conf(5) can hold");
    }
    return text.matches("[A-Za-z0-9_][A-Za-z0-9_.@+:-]*") ? text : '"' + text + '"';
  }

  private static boolean holds(String text) {
    return !text.isEmpty()
        && !text.equals("{")
        && !text.equals("}")
        && !text.contains("${")
        && text.indexOf('"') < 0
        && text.chars().noneMatch(c -> c < ' ' || c == 0x7f)
        && text.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
  }
}
