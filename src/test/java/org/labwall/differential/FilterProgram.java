package org.labwall.differential;

import java.util.List;
import java.util.function.Function;
import org.labwall.backend.OutputFile;
import org.labwall.backend.iptables.IptablesBackend;
import org.labwall.backend.nftables.NftablesBackend;
import org.labwall.project.Node;

/**
 * A way to bring a filter into the kernel.
 *
 * @param name its name
 * @param files the files that it reads
 * @param load the commands that load them, run where they lie
 */
record FilterProgram(String name, Function<Node, List<OutputFile>> files, List<String> load) {
  /** All that we write filters for. */
  static final List<FilterProgram> ALL =
      List.of(
          iptables("nft"),
          iptables("legacy"),
          new FilterProgram(
              "nftables", new NftablesBackend()::files, List.of("nft -f etc/nftables.conf")));

  private static FilterProgram iptables(String kind) {
    return new FilterProgram(
        "iptables-" + kind,
        new IptablesBackend()::files,
        List.of(
            "iptables-" + kind + "-restore etc/iptables/rules.v4",
            "ip6tables-" + kind + "-restore etc/iptables/rules.v6"));
  }
}
