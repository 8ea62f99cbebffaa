package org.labwall.loaded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.labwall.address.Family;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.TextRenderer;
import org.labwall.loaded.iptables.IpSet;
import org.labwall.loaded.iptables.IpsetReader;
import org.labwall.loaded.iptables.IptablesReader;
import org.labwall.loaded.nftables.NftReader;
import org.labwall.loaded.nftables.NftRules;
import org.labwall.source.SourceFile;

/** Reads files that must be good. */
final class LoadedFiles {
  private LoadedFiles() {}

  /** The bytes of a file. */
  static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a file. */
  static SourceFile text(Path path) {
    Diagnostics diagnostics = new Diagnostics();
    SourceFile file = LoadedText.of(path.toString(), bytes(path), diagnostics).orElseThrow();
    assertNone(diagnostics);
    return file;
  }

  /** The rules of iptables. */
  static RuleSet iptables(SourceFile file, Family family, Map<String, IpSet> sets) {
    Diagnostics diagnostics = new Diagnostics();
    RuleSet rules = IptablesReader.read(file, family, sets, diagnostics);
    assertNone(diagnostics);
    return rules;
  }

  /** The sets of ipset. */
  static Map<String, IpSet> ipsets(SourceFile file) {
    Diagnostics diagnostics = new Diagnostics();
    Map<String, IpSet> sets = IpsetReader.read(file, diagnostics);
    assertNone(diagnostics);
    return sets;
  }

  /** The rules of nftables. */
  static NftRules nftables(SourceFile file) {
    Diagnostics diagnostics = new Diagnostics();
    NftRules rules = NftReader.read(file, diagnostics);
    assertNone(diagnostics);
    return rules;
  }

  private static void assertNone(Diagnostics diagnostics) {
    assertEquals("", TextRenderer.render(diagnostics, false));
  }
}
