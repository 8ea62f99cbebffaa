package org.labwall.lab.trial;

import java.time.Duration;
import java.util.List;

/**
 * One thing that was tried.
 *
 * @param subject what was tried: a router, an election, a failure
 * @param name what was asked of it
 * @param time how long that took
 * @param facts what was measured, in words
 * @param faults what is wrong; nothing where all is well
 */
public record TrialCase(
    String subject, String name, Duration time, List<String> facts, List<Fault> faults) {
  public TrialCase {
    facts = List.copyOf(facts);
    faults = List.copyOf(faults);
  }

  /** Whether all is well. */
  public boolean passed() {
    return faults.isEmpty();
  }
}
