package org.labwall.loaded;

import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.source.Span;

/**
 * Leaves a line or rule that cannot be read; a reader catches it there, takes down what it says and
 * goes on behind. It never leaves a reader.
 */
public final class NotUnderstood extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Diagnostic diagnostic;

  private NotUnderstood(Diagnostic diagnostic) {
    super(diagnostic.message(), null, false, false);
    this.diagnostic = diagnostic;
  }

  /** Something is not written as the program reads it. */
  public static NotUnderstood malformed(Span span, String message) {
    return new NotUnderstood(Diagnostic.at(span, Code.RULE_FILE, message));
  }

  /** Something may be good, but is not known here. */
  public static NotUnderstood unknown(Span span, String message) {
    return new NotUnderstood(Diagnostic.at(span, Code.UNKNOWN_RULE, message));
  }

  /** A name stands for nothing, or for what cannot stand there. */
  public static NotUnderstood dangling(Span span, String message) {
    return new NotUnderstood(Diagnostic.at(span, Code.RULE_REFERENCE, message));
  }

  /** What to report. */
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
