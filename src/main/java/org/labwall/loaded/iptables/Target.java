package org.labwall.loaded.iptables;

import org.labwall.loaded.Verdict;

/** A target that has options. */
interface Target {

  /** Reads the values of an option; false where it is none of the target's. */
  boolean take(String option, RuleReader rule);

  /** What becomes of the packet; statements are added to the rule. */
  Verdict end(RuleReader rule);
}
