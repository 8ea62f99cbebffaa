package org.labwall.loaded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.labwall.address.Family;
import org.labwall.loaded.iptables.IpSet;
import org.labwall.loaded.nftables.NftRules;

/** Every file of rules that we write is read back without a word, and whole. */
class GoldenFilesTest {
  private static final Path OK = Path.of("golden", "ok");

  /** The files below the golden cases whose paths end so. */
  static List<Path> files(String end) throws IOException {
    try (Stream<Path> all = Files.walk(OK)) {
      return all.filter(it -> it.endsWith(end)).sorted().toList();
    }
  }

  /** The sets that lie beside rules. */
  static Map<String, IpSet> setsBeside(Path rules) {
    Path sets = rules.resolveSibling("ipsets");
    return Files.exists(sets) ? LoadedFiles.ipsets(LoadedFiles.text(sets)) : Map.of();
  }

  @Test
  void rulesOfIptables() throws IOException {
    for (Family family : Family.values()) {
      List<Path> files = files(family == Family.IPV4 ? "rules.v4" : "rules.v6");
      assertTrue(files.size() > 40, "too few files: " + files.size());
      for (Path file : files) {
        RuleSet rules = LoadedFiles.iptables(LoadedFiles.text(file), family, setsBeside(file));
        long lines = Files.readString(file).lines().filter(it -> it.startsWith("-A ")).count();
        assertEquals(lines, count(rules), file.toString());
      }
    }
  }

  @Test
  void rulesOfNftables() throws IOException {
    List<Path> files = files("nftables.conf");
    assertTrue(files.size() > 40, "too few files: " + files.size());
    for (Path file : files) {
      NftRules rules = LoadedFiles.nftables(LoadedFiles.text(file));
      long lines =
          Files.readString(file)
              .lines()
              .filter(it -> it.matches("\t\t[^\t].* comment \".*\""))
              .count();
      assertEquals(lines, count(rules.ipv4()) + count(rules.ipv6()), file.toString());
    }
  }

  private static long count(RuleSet rules) {
    return rules.tables().stream()
        .flatMap(it -> it.chains().values().stream())
        .mapToLong(it -> it.rules().size())
        .sum();
  }
}
