package org.labwall.lab;

import java.util.Optional;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;

/** Says why a lab cannot do what it was asked for. */
public final class LabException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Diagnostic diagnostic;

  /** A failure that one sentence tells. */
  public LabException(String sentence) {
    this(sentence, Optional.empty());
  }

  /** What is wrong, and what to do about it. */
  public LabException(String sentence, String hint) {
    this(sentence, Optional.of(hint));
  }

  private LabException(String sentence, Optional<String> hint) {
    super(sentence);
    this.diagnostic = Diagnostic.nowhere(Code.LAB, sentence).hint(hint);
  }

  /** What is wrong, as users see it. */
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
