package org.labwall.backend.iptables;

import org.labwall.source.Utf8;

/**
 * The one place that knows how iptables-restore reads words.
 *
 * <p>It takes a line apart at blanks; double quotes keep a word together, and inside them a
 * backslash stands before a quote or a backslash that is meant. A single quote means nothing
 * special. Nothing stands for the end of a line, so that a word cannot hold one.
 */
final class RestoreText {
  /** The longest comment that the kernel takes, in bytes. */
  private static final int COMMENT_LENGTH = 255;

  private RestoreText() {}

  /** A word in quotes. */
  static void quote(StringBuilder out, String text) {
    String line = line(text);
    out.append('"');
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }

  /** The comment of a set's element in quotes, in which ipset has no sign for a quote. */
  static String setComment(String text) {
    return '"' + Utf8.cut(line(text).replace('"', '\''), COMMENT_LENGTH) + '"';
  }

  /** A rule's comment in quotes, cut to what the kernel takes. */
  static void comment(StringBuilder out, String text) {
    quote(out, Utf8.cut(text, COMMENT_LENGTH));
  }

  /** The text with a blank in place of whatever could end a line or steer a terminal. */
  static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
    }
    return line.toString();
  }
}
