package org.labwall.compiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.loaded.LoadedText;
import org.labwall.loaded.RuleSet;
import org.labwall.loaded.iptables.IpSet;
import org.labwall.loaded.iptables.IpsetReader;
import org.labwall.loaded.iptables.IptablesReader;
import org.labwall.loaded.nftables.NftReader;
import org.labwall.loaded.nftables.NftRules;
import org.labwall.model.Site;
import org.labwall.project.Node;
import org.labwall.project.Projector;
import org.labwall.proof.Proof;
import org.labwall.source.SourceFile;

/**
 * Reads the rules of machines back and proves that they do with every packet what the source says;
 * what differs is a diagnostic with a packet, and so is what cannot be read.
 */
public final class Verification {
  private final Path directory;
  private final Diagnostics diagnostics;

  /** Of the files below a directory as {@code labwall compile} writes it. */
  public Verification(Path directory, Diagnostics diagnostics) {
    this.directory = directory;
    this.diagnostics = diagnostics;
  }

  /** Verifies the rules of these roles of a site. */
  public void verify(Site site, List<String> roles) throws IOException {
    for (Node node : Projector.nodes(site)) {
      if (roles.contains(node.role().name())) {
        verify(node);
      }
    }
  }

  private void verify(Node node) throws IOException {
    Path etc = directory.resolve(node.role().name()).resolve("etc");
    Path nftables = etc.resolve("nftables.conf");
    Path iptables = etc.resolve("iptables");
    if (Files.exists(nftables) && Files.isDirectory(iptables)) {
      diagnostics.add(
          Diagnostic.nowhere(
                  Code.RULE_FILE,
                  "There are rules of `" + node.role().name() + "` for two programs.")
              .hint(
                  "Leave `%s` or `%s`: a machine loads one of them."
                      .formatted(iptables, nftables)));
    } else if (Files.exists(nftables)) {
      verifyNftables(node, nftables);
    } else if (Files.isDirectory(iptables)) {
      verifyIptables(node, iptables);
    } else {
      diagnostics.add(
          Diagnostic.nowhere(Code.RULE_FILE, "There are no rules of `" + node.role().name() + "`.")
              .hint("`%s` would have them, or `%s`.".formatted(iptables, nftables)));
    }
  }

  private void verifyNftables(Node node, Path path) throws IOException {
    Diagnostics reading = new Diagnostics();
    Optional<SourceFile> file = read(path, reading);
    if (file.isPresent()) {
      NftRules rules = NftReader.read(file.get(), reading);
      for (Family family : Family.values()) {
        compare(node, rules.of(family), file.get(), reading);
      }
    }
    reading.all().forEach(diagnostics::add);
  }

  private void verifyIptables(Node node, Path iptables) throws IOException {
    Path ipsets = iptables.resolve("ipsets");
    Diagnostics ofSets = new Diagnostics();
    Map<String, IpSet> sets =
        Files.exists(ipsets)
            ? read(ipsets, ofSets).map(it -> IpsetReader.read(it, ofSets)).orElse(Map.of())
            : Map.of();
    ofSets.all().forEach(diagnostics::add);
    if (ofSets.hasErrors()) {
      return;
    }
    for (Family family : Family.values()) {
      Path path = iptables.resolve(family == Family.IPV4 ? "rules.v4" : "rules.v6");
      Diagnostics reading = new Diagnostics();
      Optional<SourceFile> file = read(path, reading);
      if (file.isPresent()) {
        RuleSet rules = IptablesReader.read(file.get(), family, sets, reading);
        compare(node, rules, file.get(), reading);
      }
      reading.all().forEach(diagnostics::add);
    }
  }

  /** Rules that could not be read whole mean nothing. */
  private void compare(Node node, RuleSet rules, SourceFile file, Diagnostics reading) {
    if (!reading.hasErrors()) {
      Proof.of(node, rules).forEach(it -> diagnostics.add(it.in(file)));
    }
  }

  private static Optional<SourceFile> read(Path path, Diagnostics reading) throws IOException {
    if (!Files.isReadable(path)) {
      reading.add(Diagnostic.nowhere(Code.RULE_FILE, "`" + path + "` cannot be read."));
      return Optional.empty();
    }
    return LoadedText.of(path.toString(), Files.readAllBytes(path), reading);
  }
}
