package org.labwall.filter;

import java.util.List;
import org.labwall.project.Node;
import org.labwall.project.Reach;

/**
 * What the translations of one machine and family are in a filter.
 *
 * @param passing the rules, before those of the policy, that let forwarded connections pass
 * @param chains the chains that these call
 * @param nat the chains that translate
 */
record Translated(List<FilterRule> passing, List<Chain> chains, List<Chain> nat) {
  private static final Translated NOTHING = new Translated(List.of(), List.of(), List.of());

  static Translated of(Node node, Reach reach) {
    if (node.translations().isEmpty()) {
      return NOTHING;
    }
    Forwards forwards = Forwards.of(node, reach.family());
    ForwardedConnections forwarded = new ForwardedConnections(node, forwards);
    return new Translated(
        forwarded.rules(), forwarded.chains(), NatChains.of(node, reach, forwards));
  }
}
