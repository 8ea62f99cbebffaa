package org.labwall.loaded;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.labwall.address.Family;
import org.labwall.loaded.iptables.IpSet;
import org.labwall.loaded.nftables.NftRules;
import org.labwall.real.Namespace;
import org.labwall.source.SourceFile;

/** What the kernel has after a file of ours is loaded, as its programs print it, is the file. */
class LoadedDumpsIT {
  private static final Path OTHERS = Path.of("src", "test", "resources", "loaded");

  @BeforeAll
  static void programs() {
    Namespace.assumeUsable("iptables-legacy-restore", "iptables-nft-restore", "ipset", "nft", "ip");
  }

  @Test
  void iptables() throws IOException {
    List<Path> files = GoldenFilesTest.files("rules.v4");
    check("legacy", OTHERS.resolve("rules.v4"));
    check("nft", OTHERS.resolve("rules.v4"));
    assertTrue(files.size() > 40, "too few files: " + files.size());
    for (Path file : files) {
      // Each in a namespace of its own, for each warns of the other's tables.
      check("legacy", file);
      check("nft", file);
    }
  }

  private static void check(String kind, Path file) {
    Map<String, IpSet> sets = GoldenFilesTest.setsBeside(file);
    Map<String, IpSet> loaded = Map.of();
    try (Namespace namespace = Namespace.with(List.of())) {
      if (!sets.isEmpty()) {
        String path = file.resolveSibling("ipsets").toString();
        namespace.run("ipset", "restore", "-file", path).check();
        loaded = LoadedFiles.ipsets(dump(namespace, "ipset", "save"));
      }
      check(namespace, "iptables-" + kind, file, Family.IPV4, sets, loaded);
      Path six = file.resolveSibling("rules.v6");
      check(namespace, "ip6tables-" + kind, six, Family.IPV6, sets, loaded);
    }
  }

  private static void check(
      Namespace namespace,
      String program,
      Path file,
      Family family,
      Map<String, IpSet> sets,
      Map<String, IpSet> loaded) {
    namespace.run(program + "-restore", file.toString()).check();
    RuleSet written = LoadedFiles.iptables(LoadedFiles.text(file), family, sets);
    SourceFile plain = dump(namespace, program + "-save");
    SourceFile counted = dump(namespace, program + "-save", "-c");
    for (SourceFile dump : List.of(plain, counted)) {
      RuleSet dumped = LoadedFiles.iptables(dump, family, loaded);
      assertSame(written, dumped, file + " by " + dump);
    }
  }

  @Test
  void nftables() throws IOException {
    List<Path> files = new ArrayList<>(List.of(OTHERS.resolve("all.nft")));
    files.addAll(GoldenFilesTest.files("nftables.conf"));
    assertTrue(files.size() > 40, "too few files: " + files.size());
    for (Path file : files) {
      try (Namespace namespace = Namespace.with(List.of())) {
        namespace.run("nft", "-f", file.toString()).check();
        NftRules written = LoadedFiles.nftables(LoadedFiles.text(file));
        // Without counters; and with numbers for all names.
        for (String option : List.of("-s", "-n")) {
          NftRules dumped = LoadedFiles.nftables(dump(namespace, "nft", option, "list", "ruleset"));
          for (Family family : Family.values()) {
            assertSame(written.of(family), dumped.of(family), file + " " + option);
          }
        }
      }
    }
  }

  private static SourceFile dump(Namespace namespace, String... command) {
    return SourceFile.of(String.join(" ", command), namespace.run(command).check().output());
  }

  /** Fails where a line of one is not in its place in the other, and shows only such lines. */
  private static void assertSame(RuleSet written, RuleSet dumped, String message) {
    List<String> expected = new ArrayList<>(Canonical.lines(written));
    List<String> actual = new ArrayList<>(Canonical.lines(dumped));
    if (!expected.equals(actual)) {
      List<String> all = List.copyOf(expected);
      expected.removeAll(actual);
      actual.removeAll(all);
      fail(message + "\nwritten: " + expected + "\nloaded: " + actual);
    }
  }
}
