package org.labwall.pki;

import java.util.Optional;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;

/** Says why keys or certificates cannot be made or used. */
public final class PkiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Diagnostic diagnostic;

  /** A failure that one sentence tells. */
  public PkiException(String sentence) {
    this(sentence, Optional.empty());
  }

  /** What is wrong, and what to do about it. */
  public PkiException(String sentence, String hint) {
    this(sentence, Optional.of(hint));
  }

  /** What is wrong, and what to do about it if anybody knows. */
  public PkiException(String sentence, Optional<String> hint) {
    super(sentence);
    this.diagnostic = Diagnostic.nowhere(Code.PKI, sentence).hint(hint);
  }

  /** What is wrong, as users see it. */
  public Diagnostic diagnostic() {
    return diagnostic;
  }
}
