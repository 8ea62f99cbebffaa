package org.labwall.diagnostic;

import java.util.Locale;

/** How much a diagnostic matters: an error stops the compiler, the others do not. */
public enum Severity {
  ERROR,
  WARNING,
  HINT;

  /** The word that the text form starts with. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
