package org.labwall.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * One rule of a chain.
 *
 * @param matches the conditions, all of which a packet must meet; every packet does where there is
 *     none
 * @param action what becomes of it
 * @param comment what the rule comes from: a line of the source or what is implied
 */
public record FilterRule(List<Match> matches, Action action, String comment) {
  public FilterRule {
    matches = List.copyOf(matches);
  }

  /** Whether no packet comes to the rules behind it. */
  boolean decidesAll() {
    return matches.isEmpty() && (action instanceof Action.Accept || action instanceof Action.Drop);
  }

  /** The same rule behind further conditions. */
  FilterRule after(List<Match> conditions) {
    if (conditions.isEmpty()) {
      return this;
    }
    List<Match> all = new ArrayList<>(conditions);
    all.addAll(matches);
    return new FilterRule(all, action, comment);
  }
}
