package org.labwall.differential;

import java.util.List;
import org.labwall.backend.OutputFile;
import org.labwall.backend.iptables.IptablesBackend;
import org.labwall.backend.nftables.NftablesBackend;
import org.labwall.project.Node;

/** A way to bring a filter into the kernel: who writes its files, and what loads them. */
interface Firewall {

  /** Rules in lists, loaded by the programs of one of iptables' kinds, nft or legacy. */
  static Firewall iptables(String kind) {
    return new Firewall() {
      @Override
      public List<OutputFile> files(Node node) {
        return new IptablesBackend().files(node);
      }

      @Override
      public List<String> load() {
        return List.of(
            "iptables-" + kind + "-restore etc/iptables/rules.v4",
            "ip6tables-" + kind + "-restore etc/iptables/rules.v6");
      }

      @Override
      public String toString() {
        return "iptables-" + kind;
      }
    };
  }

  /** Rules with sets, loaded by nft. */
  static Firewall nftables() {
    return new Firewall() {
      @Override
      public List<OutputFile> files(Node node) {
        return new NftablesBackend().files(node);
      }

      @Override
      public List<String> load() {
        return List.of("nft -f etc/nftables.conf");
      }

      @Override
      public String toString() {
        return "nftables";
      }
    };
  }

  /** The files of a machine. */
  List<OutputFile> files(Node node);

  /** The commands that load them, run in the directory where they lie. */
  List<String> load();
}
