package org.labwall.expand;

import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.source.Span;

/**
 * How many words constants and macros may still bring into a source, for a few lines can ask for
 * more than any memory holds.
 */
final class Allowance {
  /** Three times what 100,000 rules need. */
  private static final int MOST = 2_000_000;

  /** How many words a statement of a macro counts for. */
  private static final int STATEMENT = 4;

  /** How many characters of a text count as a word. */
  private static final int WORD = 16;

  private final Diagnostics diagnostics;
  private int left = MOST;

  Allowance(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Whether a text of {@code length} characters may still be brought to {@code place}. */
  boolean coversText(int length, Span place) {
    return covers(1 + length / WORD, place);
  }

  /** Whether a statement of a macro may still be brought to {@code place}, or a call. */
  boolean coversStatement(Span place) {
    return covers(STATEMENT, place);
  }

  /** The first that may not is reported. */
  private boolean covers(int words, Span place) {
    if (left >= words) {
      left -= words;
      return true;
    }
    if (left >= 0) {
      left = -1;
      diagnostics.add(
          place,
          Code.DEEP_NESTING,
          "Constants and macros make more than " + MOST + " words of this source.");
    }
    return false;
  }
}
