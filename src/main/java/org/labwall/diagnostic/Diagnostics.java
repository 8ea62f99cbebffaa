package org.labwall.diagnostic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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

  /** All of them, in the order in which they came. */
  public List<Diagnostic> all() {
    return Collections.unmodifiableList(all);
  }
}
