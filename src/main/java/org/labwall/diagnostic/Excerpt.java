package org.labwall.diagnostic;

import java.lang.Character.UnicodeScript;
import java.util.Set;
import org.labwall.source.ClearSecrets;
import org.labwall.source.Span;

/**
 * The line of a source that holds the start of a span, and the carets that go below it.
 *
 * <p>A line too long for a terminal is cut around the span. Nothing in either text can move a
 * cursor: control characters are replaced by pictures of them.
 *
 * @param line the text of the line
 * @param carets blanks and carets, as wide as what they point at
 */
record Excerpt(String line, String carets) {
  /** How many characters of a line are shown at most. */
  static final int WIDEST = 120;

  /** How many characters before the span are shown of a longer line. */
  private static final int BEFORE = 40;

  static Excerpt of(Span span, Set<Span> concealed) {
    String line = line(span, concealed);
    int lineStart = span.file().lineStart(span.line());
    // A span may start at the end of line itself, and end lines below.
    int start = Math.min(span.start() - lineStart, line.length());
    int end = Math.clamp((long) span.end() - lineStart, start, line.length());
    int from = Math.clamp(start - BEFORE, 0, Math.max(0, line.length() - WIDEST));
    int to = whole(line, Math.min(from + WIDEST, line.length()));
    from = whole(line, from);
    String head = from > 0 ? "…" : "";
    String tail = to < line.length() ? "…" : "";
    String shown = head + visible(line.substring(from, to), true) + tail;
    String blanks = blanks(head + line.substring(from, start));
    String marked = line.substring(start, Math.min(end, to));
    return new Excerpt(shown, blanks + "^".repeat(Math.max(1, width(marked))));
  }

  /** The line without the secrets in it. */
  private static String line(Span span, Set<Span> concealed) {
    StringBuilder line = new StringBuilder(ClearSecrets.hidden(span.file().lineText(span.line())));
    int start = span.file().lineStart(span.line());
    for (Span secret : concealed) {
      if (secret.file() == span.file()) {
        ClearSecrets.hide(line, secret.start() - start, secret.end() - start);
      }
    }
    return line.toString();
  }

  /** {@code text} as a terminal may get it; a tab stays one where {@code tabs} says so. */
  static String visible(String text, boolean tabs) {
    if (text.codePoints().noneMatch(Excerpt::isUnsafe)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .map(it -> isUnsafe(it) && !(tabs && it == '\t') ? picture(it) : it)
        .forEach(out::appendCodePoint);
    return out.toString();
  }

  /** Whether a terminal would obey this character, or reorder others for its sake. */
  private static boolean isUnsafe(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }

  /** The picture that Unicode has of a control character; the replacement character for others. */
  private static int picture(int character) {
    return character < 0x20 ? 0x2400 + character : character == 0x7F ? 0x2421 : 0xFFFD;
  }

  /** Moves {@code index} off the middle of a surrogate pair. */
  private static int whole(String line, int index) {
    boolean middle =
        index > 0
            && index < line.length()
            && Character.isSurrogatePair(line.charAt(index - 1), line.charAt(index));
    return middle ? index - 1 : index;
  }

  /**
   * Blanks as wide as {@code text}; its tabs stay, for only the terminal knows how wide they are.
   */
  private static String blanks(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().forEach(it -> out.append(it == '\t' ? "\t" : " ".repeat(width(it))));
    return out.toString();
  }

  private static int width(String text) {
    return text.codePoints().map(Excerpt::width).sum();
  }

  /** The columns of a terminal that a character takes, as near as scripts tell. */
  private static int width(int character) {
    int type = Character.getType(character);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    if (character < 0x1100) {
      return 1;
    }
    return switch (UnicodeScript.of(character)) {
      case HAN, HANGUL, HIRAGANA, KATAKANA, BOPOMOFO, YI -> 2;
      default -> Character.isEmojiPresentation(character) ? 2 : 1;
    };
  }
}
