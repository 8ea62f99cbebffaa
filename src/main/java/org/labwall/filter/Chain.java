package org.labwall.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list of rules, of which the first that matches decides.
 *
 * @param name its name, 28 characters at most
 * @param policy what becomes of packets that no rule decides; none where they return
 * @param rules the rules
 */
public record Chain(String name, Optional<Policy> policy, List<FilterRule> rules) {
  /** The length that the kernel allows for the name of a chain. */
  public static final int NAME_LENGTH = 28;

  /** Translates destinations, before it is known where packets go. */
  public static final String PREROUTING = "PREROUTING";

  /** Translates sources of what leaves. */
  public static final String POSTROUTING = "POSTROUTING";

  public Chain {
    if (name.length() > NAME_LENGTH) {
      throw new IllegalArgumentException("a chain named " + name);
    }
    rules = List.copyOf(rules);
  }

  /** What becomes of packets at the end of a chain that the kernel calls. */
  public enum Policy {
    ACCEPT,
    DROP
  }

  /** A chain that other chains call. */
  static Chain own(String name, List<FilterRule> rules) {
    return new Chain(name, Optional.empty(), rules);
  }

  /** A chain of translations that the kernel calls; what it leaves alone passes. */
  static Chain translating(String name, List<FilterRule> rules) {
    return new Chain(name, Optional.of(Policy.ACCEPT), rules);
  }

  /**
   * A chain that the kernel calls and that ends with a rule for every packet. While a policy is
   * loaded again, nf_tables applies the rules of a new chain before its policy, so the policy alone
   * would let packets pass.
   */
  static Chain closed(Hook hook, List<FilterRule> rules) {
    List<FilterRule> all = new ArrayList<>(rules);
    if (rules.isEmpty() || !rules.getLast().decidesAll()) {
      all.add(new FilterRule(List.of(), new Action.Drop(), "no rule"));
    }
    return new Chain(hook.name(), Optional.of(Policy.DROP), all);
  }
}
