package org.labwall.parse;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;
import org.labwall.source.SourceFile;

/**
 * A source as ANTLR reads it, one UTF-16 unit at a time: its own streams count code points, which
 * would shift every span behind a character outside the basic plane.
 */
final class TextStream implements CharStream {
  private final SourceFile source;
  private final String text;
  private int index;

  TextStream(SourceFile source) {
    this.source = source;
    this.text = source.text();
  }

  @Override
  public void consume() {
    if (index == text.length()) {
      throw new IllegalStateException("cannot consume EOF");
    }
    index++;
  }

  @Override
  public int LA(int ahead) {
    int at = ahead > 0 ? index + ahead - 1 : index + ahead;
    return ahead != 0 && at >= 0 && at < text.length() ? text.charAt(at) : IntStream.EOF;
  }

  @Override
  public int mark() {
    return -1;
  }

  @Override
  public void release(int marker) {}

  @Override
  public int index() {
    return index;
  }

  @Override
  public void seek(int to) {
    index = Math.min(to, text.length());
  }

  @Override
  public int size() {
    return text.length();
  }

  @Override
  public String getSourceName() {
    return source.name();
  }

  @Override
  public String getText(Interval interval) {
    return interval.a >= text.length()
        ? ""
        : text.substring(interval.a, Math.min(interval.b + 1, text.length()));
  }
}
