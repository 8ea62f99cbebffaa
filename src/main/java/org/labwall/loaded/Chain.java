package org.labwall.loaded;

import java.util.List;
import java.util.Optional;
import org.labwall.source.Span;

/**
 * A list of rules, which a packet meets in their order.
 *
 * @param name its name, which is its own in its table
 * @param base where the kernel calls it; empty where only rules do
 * @param rules the rules
 * @param span where it is declared
 */
public record Chain(String name, Optional<Base> base, List<Rule> rules, Span span) {
  public Chain {
    rules = List.copyOf(rules);
  }

  /**
   * Where and when the kernel calls a chain.
   *
   * @param kind what its rules can do
   * @param priority chains of one hook are called from the lowest up: -300 raw, -200 connection
   *     tracking, -150 mangle, -100 destination translation, 0 filter, 50 security, 100 source
   *     translation
   * @param accepts whether a packet that no rule decides passes; it is dropped where not
   */
  public record Base(Kind kind, Hook hook, int priority, boolean accepts) {}

  /** What a chain is for. */
  public enum Kind {
    FILTER,
    /** It sees the first packet of a connection only, and its verdict holds for the others. */
    NAT,
    /** The packet is routed anew where its rules have changed it. */
    ROUTE
  }

  /** A point on a packet's way through the kernel. */
  public enum Hook {
    PREROUTING,
    INPUT,
    FORWARD,
    OUTPUT,
    POSTROUTING
  }
}
