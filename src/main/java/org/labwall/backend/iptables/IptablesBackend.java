package org.labwall.backend.iptables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.labwall.address.Family;
import org.labwall.backend.Backend;
import org.labwall.backend.LineCount;
import org.labwall.backend.OutputFile;
import org.labwall.filter.Chain;
import org.labwall.filter.Filter;
import org.labwall.filter.FilterRule;
import org.labwall.filter.Filters;
import org.labwall.filter.Style;
import org.labwall.project.Node;

/**
 * Writes the filter of a machine for iptables.
 *
 * <p>Without a template: the lists of rules are long and have no layout.
 */
public final class IptablesBackend implements Backend {
  private final Style style;

  /** A writer of filters of this style; sets are those of ipset(8). */
  public IptablesBackend(Style style) {
    this.style = style;
  }

  @Override
  public List<OutputFile> files(Node node) {
    Filter ipv4 = Filters.of(node, Family.IPV4, style, Trees::spelledOut);
    Filter ipv6 = Filters.of(node, Family.IPV6, style, Trees::spelledOut);
    Ipsets sets = Ipsets.of(List.of(ipv4, ipv6));
    String source = RestoreText.line(node.site().source().name());
    List<OutputFile> files = new ArrayList<>();
    files.add(new OutputFile("etc/iptables/rules.v4", rules(ipv4, source, sets.names(ipv4))));
    files.add(new OutputFile("etc/iptables/rules.v6", rules(ipv6, source, sets.names(ipv6))));
    if (!sets.isEmpty()) {
      files.add(new OutputFile("etc/iptables/ipsets", sets.text(source)));
    }
    return files;
  }

  private static String rules(Filter filter, String source, Map<String, String> setNames) {
    Family family = filter.family();
    StringBuilder out = new StringBuilder(4096);
    String name = family == Family.IPV4 ? "IPv4" : "IPv6";
    String program = family == Family.IPV4 ? "iptables-restore" : "ip6tables-restore";
    out.append("# ").append(name).append(" filter, compiled from ").append(source);
    out.append("; loaded by ").append(program).append(".\n");
    if (!filter.open()) {
      out.append("# Closed, but for the loopback: this machine has no network of ");
      out.append(name).append(".\n");
    }
    RuleText text = new RuleText(out, family, setNames);
    table(out, text, "filter", filter.chains());
    // Behind the filter, so that a box that starts is not without one where this cannot be loaded.
    if (!filter.nat().isEmpty()) {
      table(out, text, "nat", filter.nat());
    }
    if (!filter.raw().isEmpty()) {
      table(out, text, "raw", filter.raw());
    }
    return LineCount.added(out.toString());
  }

  private static void table(StringBuilder out, RuleText text, String name, List<Chain> chains) {
    out.append('*').append(name).append('\n');
    for (Chain chain : chains) {
      String policy = chain.policy().map(Enum::name).orElse("-");
      out.append(':').append(chain.name()).append(' ').append(policy).append(" [0:0]\n");
    }
    for (Chain chain : chains) {
      for (FilterRule rule : chain.rules()) {
        text.append(chain.name(), rule);
      }
    }
    out.append("COMMIT\n");
  }
}
