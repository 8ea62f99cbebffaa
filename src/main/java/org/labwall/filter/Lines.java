package org.labwall.filter;

import java.util.List;
import org.labwall.source.Span;

/**
 * The lines of the source that several generated rules come from.
 *
 * @param first the first of them
 * @param last the last
 */
record Lines(Span first, Span last) {

  static Lines of(Clause clause) {
    return new Lines(clause.rule().span(), clause.rule().span());
  }

  static Lines of(List<Clause> clauses) {
    Lines lines = of(clauses.get(0));
    for (Clause clause : clauses) {
      lines = lines.and(of(clause));
    }
    return lines;
  }

  /** From the first line of either to the last. */
  Lines and(Lines other) {
    return new Lines(
        isBefore(other.first, first) ? other.first : first,
        isBefore(last, other.last) ? other.last : last);
  }

  private static boolean isBefore(Span one, Span other) {
    return one.file().equals(other.file())
        ? one.line() < other.line()
        : one.file().name().compareTo(other.file().name()) < 0;
  }

  /** As comments have it: {@code site.lw:14-210}. */
  String cite() {
    if (first.file().equals(last.file())) {
      return first.line() == last.line() ? first.cite() : first.cite() + "-" + last.line();
    }
    return first.cite() + " to " + last.cite();
  }
}
