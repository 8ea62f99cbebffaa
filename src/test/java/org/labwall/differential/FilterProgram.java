package org.labwall.differential;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.labwall.backend.OutputFile;
import org.labwall.backend.iptables.IptablesBackend;
import org.labwall.backend.nftables.NftablesBackend;
import org.labwall.filter.Style;
import org.labwall.project.Node;

/**
 * A way to bring a filter into the kernel.
 *
 * @param name its name
 * @param files the files that it reads
 * @param load the commands that load them, run where they lie
 */
public record FilterProgram(
    String name, Function<Node, List<OutputFile>> files, List<String> load) {
  /** Few rules are searched like many, so that small sources try all of it. */
  private static final int SEARCHED = 1;

  /** All that we write filters for, each with rules in lists and with rules that are searched. */
  public static final List<FilterProgram> ALL =
      Stream.of(Style.WITH_SETS, Style.WITHOUT_SETS)
          .flatMap(style -> Stream.of(style, new Style(style.sets(), SEARCHED)))
          .flatMap(FilterProgram::of)
          .toList();

  private static Stream<FilterProgram> of(Style style) {
    Stream<FilterProgram> iptables = Stream.of("nft", "legacy").map(kind -> iptables(kind, style));
    Style maps =
        style.equals(Style.WITH_SETS)
            ? Style.WITH_MAPS
            : Style.withMaps(style.list(), style.interfaces());
    return style.sets() ? Stream.concat(iptables, Stream.of(nftables(maps))) : iptables;
  }

  private static FilterProgram nftables(Style style) {
    return new FilterProgram(
        "nftables" + words(style),
        new NftablesBackend(style)::files,
        List.of("nft -f etc/nftables.conf"));
  }

  private static FilterProgram iptables(String kind, Style style) {
    return new FilterProgram(
        "iptables-" + kind + words(style),
        new IptablesBackend(style)::files,
        List.of(
            "if [ -e etc/iptables/ipsets ]; then ipset restore <etc/iptables/ipsets; fi",
            "iptables-" + kind + "-restore etc/iptables/rules.v4",
            "ip6tables-" + kind + "-restore etc/iptables/rules.v6"));
  }

  private static String words(Style style) {
    return (style.sets() ? "" : " without ipset") + (style.list() == SEARCHED ? ", searched" : "");
  }
}
