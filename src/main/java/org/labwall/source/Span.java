package org.labwall.source;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A place in a source: the characters from {@code start} up to, not including, {@code end}.
 *
 * @param file the source
 * @param start the offset of the first character, in UTF-16 units
 * @param end the offset after the last character
 * @param call what brought it from there to where it counts, if a macro holds it
 */
public record Span(SourceFile file, int start, int end, Optional<MacroCall> call)
    implements Comparable<Span> {

  public Span {
    if (start < 0 || end < start || end > file.text().length()) {
      throw new IllegalArgumentException("span " + start + "-" + end + " of " + file.name());
    }
  }

  /** A place that no macro holds, or none that is called. */
  public Span(SourceFile file, int start, int end) {
    this(file, start, end, Optional.empty());
  }

  /** The same characters where {@code brought} puts them. */
  public Span in(Optional<MacroCall> brought) {
    return new Span(file, start, end, brought);
  }

  /** Where it counts: the outermost call, or this where no macro holds it. */
  public Span outermost() {
    Span place = this;
    while (place.call.isPresent()) {
      place = place.call.get().place();
    }
    return place;
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
    return new Span(file, start, other.end, call);
  }

  /** The first {@code length} characters from {@code offset} of this span. */
  public Span part(int offset, int length) {
    return new Span(file, start + offset, Math.min(end, start + offset + length), call);
  }

  /**
   * The place as generated files cite it: {@code site.lw:14}, and {@code site.lw:14 (dns.lw:3)} for
   * a line of a macro, whose call comes first.
   */
  public String cite() {
    String line = file.name() + ":" + line();
    return call.isEmpty() ? line : outermost().cite() + " (" + line + ")";
  }

  // Written out, for what records get from the compiler is linked anew at each start of the JVM.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Span that
        && file.equals(that.file)
        && start == that.start
        && end == that.end
        && call.equals(that.call);
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
