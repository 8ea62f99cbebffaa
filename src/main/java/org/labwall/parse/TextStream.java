package org.labwall.parse;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.IntStream;
import org.antlr.v4.runtime.misc.Interval;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/**
 * A source as ANTLR reads it, one UTF-16 unit at a time: its own streams count code points, which
 * would shift every span behind a character outside the basic plane.
 */
final class TextStream implements CharStream {
  private final SourceFile source;
  private final String text;
  private final int end;
  private int index;

  TextStream(SourceFile source) {
    this(new Span(source, 0, source.text().length()));
  }

  /** A part of a source, whose characters count from the start of the whole. */
  TextStream(Span part) {
    this.source = part.file();
    this.text = source.text();
    this.index = part.start();
    this.end = part.end();
  }

  @Override
  public void consume() {
    if (index == end) {
      throw new IllegalStateException("cannot consume EOF");
    }
    index++;
  }

  @Override
  public int LA(int ahead) {
    int at = ahead > 0 ? index + ahead - 1 : index + ahead;
    return ahead != 0 && at >= 0 && at < end ? text.charAt(at) : IntStream.EOF;
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
    index = Math.min(to, end);
  }

  @Override
  public int size() {
    return end;
  }

  @Override
  public String getSourceName() {
    return source.name();
  }

  @Override
  public String getText(Interval interval) {
    return interval.a >= end ? "" : text.substring(interval.a, Math.min(interval.b + 1, end));
  }
}
