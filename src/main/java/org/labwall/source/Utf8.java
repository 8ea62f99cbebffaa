package org.labwall.source;

import java.nio.charset.StandardCharsets;

/** Measures and cuts texts in bytes of UTF-8, as the kernel counts them. */
public final class Utf8 {
  private Utf8() {}

  /** How many bytes the text takes. */
  public static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /**
   * The longest start of the text that takes at most {@code bytes} and ends with a whole character.
   */
  public static String cut(String text, int bytes) {
    if (text.length() * 3 <= bytes || length(text) <= bytes) {
      return text;
    }
    int end = 0;
    int taken = 0;
    while (end < text.length()) {
      int point = text.codePointAt(end);
      taken += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (taken > bytes) {
        break;
      }
      end += Character.charCount(point);
    }
    return text.substring(0, end);
  }
}
