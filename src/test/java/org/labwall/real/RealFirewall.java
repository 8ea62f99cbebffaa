package org.labwall.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.labwall.backend.Backend;
import org.labwall.backend.OutputFile;
import org.labwall.backend.iptables.IptablesBackend;
import org.labwall.backend.nftables.NftablesBackend;
import org.labwall.filter.Style;
import org.labwall.project.Node;

/** The programs that load compiled filters. */
enum RealFirewall {
  IPTABLES {
    @Override
    Backend backend() {
      return new IptablesBackend(Style.WITH_SETS);
    }

    @Override
    void check(RoleTree tree, Namespace namespace) throws IOException {
      Iptables.check(tree, namespace);
    }

    @Override
    void load(RoleTree tree, Namespace namespace) {
      Iptables.bringSets(tree, namespace);
      namespace.run("iptables-nft-restore", tree.rules4().toString()).check();
      namespace.run("ip6tables-nft-restore", tree.rules6().toString()).check();
    }

    @Override
    List<String> rules(RoleTree tree) throws IOException {
      return Iptables.rules(Files.readString(tree.rules4()));
    }

    @Override
    String chain(String hook) {
      return hook;
    }

    @Override
    int dropped(Namespace namespace, String chain) {
      String saved = namespace.run("iptables-nft-save", "-c", "-t", "filter").check().output();
      return sum("(?m)^\\[(\\d+):\\d+] -A " + chain + " .* -j DROP$", saved);
    }
  },
  NFTABLES {
    @Override
    Backend backend() {
      return new NftablesBackend(Style.WITH_MAPS);
    }

    @Override
    void check(RoleTree tree, Namespace namespace) throws IOException {
      Nftables.check(tree, namespace);
    }

    @Override
    void load(RoleTree tree, Namespace namespace) {
      namespace.run("nft", "-f", tree.nftables().toString()).check();
    }

    @Override
    List<String> rules(RoleTree tree) throws IOException {
      return Nftables.rules(Files.readString(tree.nftables()));
    }

    @Override
    String chain(String hook) {
      return hook.toLowerCase(Locale.ROOT);
    }

    @Override
    int dropped(Namespace namespace, String chain) {
      String[] command = {"nft", "list", "chain", "ip", "labwall", chain};
      String listed = namespace.run(command).check().output();
      return sum("counter packets (\\d+) bytes \\d+ drop ", listed);
    }
  };

  abstract Backend backend();

  /** Writes the filter of a machine into a directory. */
  RoleTree write(Path directory, Node node) throws IOException {
    for (OutputFile file : backend().files(node)) {
      Path path = directory.resolve(file.path());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.content());
    }
    return new RoleTree(directory);
  }

  /** Tests and loads the files of a tree, and compares what the kernel says it has. */
  abstract void check(RoleTree tree, Namespace namespace) throws IOException;

  abstract void load(RoleTree tree, Namespace namespace);

  /** The chain and the comment of each rule of IPv4, perhaps with those of IPv6. */
  abstract List<String> rules(RoleTree tree) throws IOException;

  /** What the chain at a hook is called. */
  abstract String chain(String hook);

  /** How many packets of IPv4 a chain has dropped. */
  abstract int dropped(Namespace namespace, String chain);

  private static int sum(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .mapToInt(it -> Integer.parseInt(it.group(1)))
        .sum();
  }
}
