package org.labwall.backend.nftables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.labwall.address.Family;
import org.labwall.backend.Backend;
import org.labwall.backend.Comment;
import org.labwall.backend.LineCount;
import org.labwall.backend.OutputFile;
import org.labwall.filter.Chain;
import org.labwall.filter.Filter;
import org.labwall.filter.Filters;
import org.labwall.filter.Style;
import org.labwall.project.Node;

/**
 * Writes the filter of a machine for nftables: a table for each family, for the filters of the
 * families differ.
 *
 * <p>Without a template: the lists of rules are long and have no layout.
 */
public final class NftablesBackend implements Backend {
  /** The name of our tables; those of any other name are not touched. */
  private static final String TABLE = "labwall";

  private final Style style;

  /** A writer of filters of this style. */
  public NftablesBackend(Style style) {
    this.style = style;
  }

  @Override
  public List<OutputFile> files(Node node) {
    List<Filter> filters = new ArrayList<>();
    for (Family family : Family.values()) {
      filters.add(Filters.of(node, family, style));
    }
    StringBuilder out = new StringBuilder(4096);
    out.append("# Packet filter, compiled from ");
    out.append(Comment.of(node.site().source().name()));
    out.append("; loaded by nft -f, in one step.\n\n");
    out.append("# Only a table that is there can be deleted. Other tables are not touched.\n");
    for (Filter filter : filters) {
      String name = table(filter.family());
      out.append("table ").append(name).append("\ndelete table ").append(name).append('\n');
    }
    filters.forEach(filter -> append(out, filter));
    return List.of(new OutputFile("etc/nftables.conf", LineCount.added(out.toString())));
  }

  private static String table(Family family) {
    return switch (family) {
      case IPV4 -> "ip " + TABLE;
      case IPV6 -> "ip6 " + TABLE;
    };
  }

  private static void append(StringBuilder out, Filter filter) {
    out.append('\n');
    if (!filter.open()) {
      out.append("# Closed, but for the loopback: this machine has no network of ");
      out.append(filter.family() == Family.IPV4 ? "IPv4" : "IPv6").append(".\n");
    }
    out.append("table ").append(table(filter.family())).append(" {\n");
    new SetText(out, filter.family()).append(filter);
    new HelperText(out, filter.family()).append(filter.raw());
    String separator = "";
    for (Chain chain : filter.chains()) {
      out.append(separator);
      append(out, chain, filter.family(), "filter");
      separator = "\n";
    }
    for (Chain chain : filter.nat()) {
      out.append(separator);
      append(out, chain, filter.family(), "nat");
    }
    out.append("}\n");
  }

  private static void append(StringBuilder out, Chain chain, Family family, String type) {
    out.append("\tchain ").append(NftText.chain(chain.name())).append(" {\n");
    chain
        .policy()
        .ifPresent(
            policy -> {
              out.append("\t\ttype ").append(type).append(" hook ");
              out.append(NftText.chain(chain.name()));
              out.append(" priority ").append(priority(chain)).append("; policy ");
              out.append(policy.name().toLowerCase(Locale.ROOT)).append(";\n");
            });
    RuleText text = new RuleText(out, family);
    JoinedRule.of(chain.rules()).forEach(rule -> text.append(chain.name(), rule));
    out.append("\t}\n");
  }

  private static String priority(Chain chain) {
    return switch (chain.name()) {
      case Chain.PREROUTING -> "dstnat";
      case Chain.POSTROUTING -> "srcnat";
      default -> "filter";
    };
  }
}
