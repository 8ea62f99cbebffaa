package org.labwall.diagnostic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/** Collects what the stages report; the only mutable thing that they share. */
public final class Diagnostics {
  /** Of so many calls of a macro the same line is reported. */
  private static final int MOST_CALLS = 10;

  private final List<Diagnostic> all = new ArrayList<>();
  private final Map<Line, Integer> calls = new HashMap<>();
  private final Set<Span> concealed = new LinkedHashSet<>();
  private boolean errors;

  /** A line of a macro, wherever it is called, and what is said of it. */
  private record Line(Span span, Code code) {}

  /** Takes one diagnostic. */
  public void add(Diagnostic diagnostic) {
    errors |= diagnostic.severity() == Severity.ERROR;
    Optional<Line> line =
        diagnostic
            .span()
            .filter(it -> it.call().isPresent())
            .map(it -> new Line(it.in(Optional.empty()), diagnostic.code()));
    if (line.isEmpty() || calls.merge(line.get(), 1, Integer::sum) <= MOST_CALLS) {
      all.add(diagnostic);
    }
  }

  /** Takes a plain diagnostic at a place. */
  public void add(Span span, Code code, String message) {
    add(Diagnostic.at(span, code, message));
  }

  /** Takes all that another collected, and the places that it conceals. */
  public void addAll(Diagnostics other) {
    other.all.forEach(this::add);
    concealed.addAll(other.concealed);
  }

  /** Takes a place that holds a secret, and that no excerpt of a source shall show. */
  public void conceal(Span span) {
    concealed.add(span.in(Optional.empty()));
  }

  /** The places that hold secrets. */
  public Set<Span> concealed() {
    return Collections.unmodifiableSet(concealed);
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
    Map<Optional<SourceFile>, Integer> ranks = new HashMap<>();
    all.forEach(it -> ranks.putIfAbsent(it.place().map(Span::file), ranks.size()));
    Comparator<Diagnostic> order =
        (one, other) -> {
          int files = Integer.compare(rank(one, ranks), rank(other, ranks));
          return files != 0 ? files : Integer.compare(start(one), start(other));
        };
    List<Diagnostic> sorted = new ArrayList<>(all);
    sorted.sort(order);
    List<Diagnostic> distinct = new ArrayList<>(sorted.size());
    int end;
    for (int i = 0; i < sorted.size(); i = end) {
      end = i + 1;
      while (end < sorted.size() && order.compare(sorted.get(i), sorted.get(end)) == 0) {
        end++;
      }
      List<Diagnostic> here = sorted.subList(i, end);
      distinct.addAll(here.size() == 1 ? here : new LinkedHashSet<>(here));
    }
    return List.copyOf(distinct);
  }

  private static int rank(Diagnostic diagnostic, Map<Optional<SourceFile>, Integer> ranks) {
    return ranks.getOrDefault(diagnostic.place().map(Span::file), 0);
  }

  private static int start(Diagnostic diagnostic) {
    return diagnostic.place().map(Span::start).orElse(0);
  }

  /** All of them, in the order in which they came. */
  public List<Diagnostic> all() {
    return Collections.unmodifiableList(all);
  }
}
