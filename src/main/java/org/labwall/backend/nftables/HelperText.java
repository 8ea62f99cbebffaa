package org.labwall.backend.nftables;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.labwall.address.Family;
import org.labwall.filter.Action;
import org.labwall.filter.Chain;
import org.labwall.filter.FilterRule;
import org.labwall.model.Service;

/**
 * Writes what gives connections their helpers: an object for each helper, and chains that the
 * kernel calls between connection tracking, which must know a connection before, and the filter.
 */
final class HelperText {
  private final StringBuilder out;
  private final Family family;

  HelperText(StringBuilder out, Family family) {
    this.out = out;
    this.family = family;
  }

  /** Appends all of it, each part with an empty line behind. */
  void append(List<Chain> chains) {
    for (Action.Follow follow : follows(chains)) {
      out.append("\tct helper ").append(object(follow)).append(" {\n");
      out.append("\t\ttype \"").append(follow.helper()).append("\" protocol ");
      out.append(protocol(follow)).append(";\n\t}\n\n");
    }
    chains.forEach(this::append);
  }

  private static Set<Action.Follow> follows(List<Chain> chains) {
    Set<Action.Follow> follows = new LinkedHashSet<>();
    for (Chain chain : chains) {
      for (FilterRule rule : chain.rules()) {
        if (rule.action() instanceof Action.Follow follow) {
          follows.add(follow);
        }
      }
    }
    return follows;
  }

  private void append(Chain chain) {
    boolean called = chain.policy().isPresent();
    boolean incoming = chain.name().equals(Chain.PREROUTING);
    String name = called ? incoming ? "helpers" : "helpers-out" : NftText.chain(chain.name());
    out.append("\tchain ").append(name).append(" {\n");
    if (called) {
      out.append("\t\ttype filter hook ").append(incoming ? "prerouting" : "output");
      out.append(" priority mangle; policy accept;\n");
    }
    RuleText text = new RuleText(out, family);
    JoinedRule.of(chain.rules()).forEach(rule -> text.append(name, rule));
    out.append("\t}\n\n");
  }

  /** What a helper of one protocol is called in our tables. */
  static String object(Action.Follow follow) {
    return follow.helper() + "-" + protocol(follow);
  }

  private static String protocol(Action.Follow follow) {
    return follow.protocol() == Service.TCP ? "tcp" : "udp";
  }
}
