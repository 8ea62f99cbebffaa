package org.labwall.ast;

import java.util.Optional;

/**
 * A word where a secret is expected.
 *
 * @param word where it stands; once it is expanded, its text is the value
 * @param constant the name of the constant that it is, where it is one and no parameter
 * @param clear whether the value stands in a source
 */
public record SecretWord(Word word, Optional<String> constant, boolean clear) {

  /** The word as it is written. */
  public SecretWord(Word written) {
    this(written, Optional.empty(), true);
  }

  /** Whatever prints a statement prints no secret. */
  @Override
  public String toString() {
    return "a secret at " + word.span();
  }
}
