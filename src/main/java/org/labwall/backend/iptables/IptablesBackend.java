package org.labwall.backend.iptables;

import java.util.List;
import org.labwall.address.Family;
import org.labwall.backend.Backend;
import org.labwall.backend.OutputFile;
import org.labwall.filter.Chain;
import org.labwall.filter.Filter;
import org.labwall.filter.FilterRule;
import org.labwall.filter.Filters;
import org.labwall.project.Node;

/**
 * Writes the filter of a machine for iptables.
 *
 * <p>Without a template: the lists of rules are long and have no layout.
 */
public final class IptablesBackend implements Backend {

  @Override
  public List<OutputFile> files(Node node) {
    return List.of(
        new OutputFile("etc/iptables/rules.v4", rules(node, Family.IPV4)),
        new OutputFile("etc/iptables/rules.v6", rules(node, Family.IPV6)));
  }

  private static String rules(Node node, Family family) {
    Filter filter = Filters.of(node, family);
    StringBuilder out = new StringBuilder(4096);
    String source = RestoreText.line(node.site().source().name());
    String name = family == Family.IPV4 ? "IPv4" : "IPv6";
    String program = family == Family.IPV4 ? "iptables-restore" : "ip6tables-restore";
    out.append("# ").append(name).append(" filter, compiled from ").append(source);
    out.append("; loaded by ").append(program).append(".\n");
    if (!filter.open()) {
      out.append("# Closed, but for the loopback: this machine has no network of ");
      out.append(name).append(".\n");
    }
    table(out, family, "filter", filter.chains());
    // Behind the filter, so that a box that starts is not without one where this cannot be loaded.
    if (!filter.nat().isEmpty()) {
      table(out, family, "nat", filter.nat());
    }
    return out.toString();
  }

  private static void table(StringBuilder out, Family family, String name, List<Chain> chains) {
    out.append('*').append(name).append('\n');
    for (Chain chain : chains) {
      String policy = chain.policy().map(Enum::name).orElse("-");
      out.append(':').append(chain.name()).append(' ').append(policy).append(" [0:0]\n");
    }
    RuleText text = new RuleText(out, family);
    for (Chain chain : chains) {
      for (FilterRule rule : chain.rules()) {
        text.append(chain.name(), rule);
      }
    }
    out.append("COMMIT\n");
  }
}
