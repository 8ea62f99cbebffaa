package org.labwall.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.labwall.ast.Statement;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/**
 * The two halves of a long source, parsed at the same time.
 *
 * <p>They are cut between two lines that look like statements of their own. No token goes from one
 * line to the next but a continuation, which is not cut; so if nothing is to be said of either
 * half, together they are what the whole is. Else somebody has to read the whole.
 */
record Halves(Span first, Span second) {
  /** Shorter sources are parsed sooner than another thread has started, in characters. */
  private static final int LONG = 100_000;

  /** The halves of {@code source}, where it is long enough and there is a place to cut. */
  static Optional<Halves> of(SourceFile source) {
    String text = source.text();
    if (text.length() < LONG) {
      return Optional.empty();
    }
    int cut = text.indexOf('\n', text.length() / 2) + 1;
    while (cut > 0 && cut < text.length() && !isBetweenStatements(text, cut)) {
      cut = text.indexOf('\n', cut) + 1;
    }
    return cut > 0 && cut < text.length()
        ? Optional.of(new Halves(new Span(source, 0, cut), new Span(source, cut, text.length())))
        : Optional.empty();
  }

  /** Whether the line that starts at {@code cut} is neither indented nor continues another. */
  private static boolean isBetweenStatements(String text, int cut) {
    int before = cut - 1;
    while (before > 0 && Character.isWhitespace(text.charAt(before - 1))) {
      before--;
    }
    return Character.isLetter(text.charAt(cut)) && text.charAt(Math.max(0, before - 1)) != '\\';
  }

  /** The statements of both; nothing where anything would be reported. */
  Optional<List<Statement>> parse() {
    Diagnostics ofFirst = new Diagnostics();
    Diagnostics ofSecond = new Diagnostics();
    CompletableFuture<List<Statement>> beside =
        CompletableFuture.supplyAsync(
            () -> Parser.parse(second, ofSecond), work -> new Thread(work, "parser").start());
    List<Statement> statements = new ArrayList<>(Parser.parse(first, ofFirst));
    statements.addAll(beside.join());
    return ofFirst.all().isEmpty() && ofSecond.all().isEmpty()
        ? Optional.of(statements)
        : Optional.empty();
  }
}
