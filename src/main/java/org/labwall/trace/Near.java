package org.labwall.trace;

import org.labwall.model.Rule;

/**
 * A rule that would decide of a packet but for one thing.
 *
 * @param rule the rule
 * @param but what that is
 * @param why the same in words
 */
public record Near(Rule rule, But but, String why) {

  /** Why a rule does not decide, the nearest first. */
  public enum But {
    /** It matches, but what is asked before it decides. */
    EARLIER,
    /** It is for other roles. */
    ROLE,
    /** Its last day has passed. */
    EXPIRED,
    SERVICES,
    TO,
    FROM
  }
}
