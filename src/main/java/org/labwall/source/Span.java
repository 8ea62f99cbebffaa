package org.labwall.source;

import org.jspecify.annotations.Nullable;

/**
 * A place in a source: the characters from {@code start} up to, not including, {@code end}.
 *
 * @param file the source
 * @param start the offset of the first character, in UTF-16 units
 * @param end the offset after the last character
 */
public record Span(SourceFile file, int start, int end) implements Comparable<Span> {

  public Span {
    if (start < 0 || end < start || end > file.text().length()) {
      throw new IllegalArgumentException("span " + start + "-" + end + " of " + file.name());
    }
  }

  /** The 1-based line of the first character. */
  public int line() {
    return file.line(start);
  }

  /** The 1-based column of the first character, in code points. */
  public int column() {
    return file.column(start);
  }

  /** The 1-based line of the last character. */
  public int endLine() {
    return file.line(Math.max(start, end - 1));
  }

  /** The source text between start and end. */
  public String text() {
    return file.text().substring(start, end);
  }

  /**
   * The span from the start of this one to the end of {@code other}, which lies in the same file.
   */
  public Span to(Span other) {
    return new Span(file, start, other.end);
  }

  /** The first {@code length} characters from {@code offset} of this span. */
  public Span part(int offset, int length) {
    return new Span(file, start + offset, Math.min(end, start + offset + length));
  }

  /** The place as generated files cite it: {@code site.lw:14}. */
  public String cite() {
    return file.name() + ":" + line();
  }

  // Written out, for what records get from the compiler is linked anew at each start of the JVM.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Span that
        && file.equals(that.file)
        && start == that.start
        && end == that.end;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * file.hashCode() + start) + end;
  }

  @Override
  public int compareTo(Span other) {
    return start != other.start
        ? Integer.compare(start, other.start)
        : Integer.compare(end, other.end);
  }

  @Override
  public String toString() {
    return file.name() + ":" + line() + ":" + column();
  }
}
