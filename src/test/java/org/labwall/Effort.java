package org.labwall;

/**
 * How much random tests try: little on each run of all tests, more with {@code -Dlabwall.effort=N},
 * which multiplies it.
 */
public final class Effort {
  private static final int FACTOR = Integer.getInteger("labwall.effort", 1);

  private Effort() {}

  /** So many cases, times the effort. */
  public static int of(int cases) {
    return Math.multiplyExact(cases, FACTOR);
  }
}
