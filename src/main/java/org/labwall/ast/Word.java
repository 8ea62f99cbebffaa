package org.labwall.ast;

import org.labwall.source.Span;

/**
 * A word or a string of a source.
 *
 * <p>The parser leaves {@code $NAME} and back-quotes in the text; after the expansion the text is
 * final, but for {@link #ROLE} and {@link #HOST_NAME}, which stand for what differs between roles
 * and which no source can hold itself.
 *
 * @param span where it stands, quotes included
 * @param text the characters, without quotes and, once expanded, without escapes
 * @param quoted whether it was written as a string
 */
public record Word(Span span, String text, boolean quoted) {
  /** Stands for the name of the role in an expanded text. */
  public static final char ROLE = '\u0001';

  /** Stands for the role's host name in an expanded text. */
  public static final char HOST_NAME = '\u0002';

  /** The same place with another text. */
  public Word withText(String other) {
    return new Word(span, other, quoted);
  }

  /** Whether the text differs between roles. */
  public boolean differsByRole() {
    return text.indexOf(ROLE) >= 0 || text.indexOf(HOST_NAME) >= 0;
  }

  /** The text for a reader, with what differs by role as it is written. */
  @Override
  public String toString() {
    return readable(text);
  }

  /** An expanded text with {@code $ROLE} and {@code hostname} as sources write them. */
  public static String readable(String text) {
    return text.replace(String.valueOf(ROLE), "$ROLE")
        .replace(String.valueOf(HOST_NAME), "`hostname`");
  }
}
