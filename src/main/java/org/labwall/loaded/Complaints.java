package org.labwall.loaded;

import org.labwall.diagnostic.Diagnostics;

/** Takes down what one file has wrong, until that is enough to see that it is no such file. */
public final class Complaints {
  private static final int ENOUGH = 50;

  private final Diagnostics diagnostics;
  private int count;

  /** Passes what is wrong on to {@code diagnostics}. */
  public Complaints(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Takes down one thing. */
  public void add(NotUnderstood problem) {
    if (count++ < ENOUGH) {
      diagnostics.add(problem.diagnostic());
    }
  }

  /** Whether a reader may stop: what follows would be no news. */
  public boolean areEnough() {
    return count >= ENOUGH;
  }
}
