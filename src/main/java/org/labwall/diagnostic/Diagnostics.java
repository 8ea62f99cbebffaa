package org.labwall.diagnostic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/** Collects what the stages report; the only mutable thing that they share. */
public final class Diagnostics {
  private final List<Diagnostic> all = new ArrayList<>();
  private boolean errors;

  /** Takes one diagnostic. */
  public void add(Diagnostic diagnostic) {
    all.add(diagnostic);
    errors |= diagnostic.severity() == Severity.ERROR;
  }

  /** Takes a plain diagnostic at a place. */
  public void add(Span span, Code code, String message) {
    add(Diagnostic.at(span, code, message));
  }

  /** Whether an error is among them; no later stage starts then. */
  public boolean hasErrors() {
    return errors;
  }

  /** Makes errors of the warnings, as {@code --strict} wants them. */
  public void raiseWarnings() {
    all.replaceAll(it -> it.severity() == Severity.WARNING ? it.asError() : it);
    errors = all.stream().anyMatch(it -> it.severity() == Severity.ERROR);
  }

  /**
   * All of them as they are shown: each once, file by file in the order in which the files came up,
   * in the order of the text.
   */
  public List<Diagnostic> sorted() {
    List<Optional<SourceFile>> files =
        all.stream().map(it -> it.span().map(Span::file)).distinct().toList();
    Map<Optional<SourceFile>, Integer> ranks = new HashMap<>();
    files.forEach(file -> ranks.put(file, ranks.size()));
    return all.stream()
        .distinct()
        .sorted(
            Comparator.comparing((Diagnostic it) -> ranks.get(it.span().map(Span::file)))
                .thenComparing(it -> it.span().map(Span::start).orElse(0)))
        .toList();
  }

  /** All of them, in the order in which they came. */
  public List<Diagnostic> all() {
    return Collections.unmodifiableList(all);
  }
}
