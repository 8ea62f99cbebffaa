package org.labwall.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Family;
import org.labwall.backend.OutputFile;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.differential.Dice;
import org.labwall.loaded.RuleSet;
import org.labwall.loaded.iptables.IpSet;
import org.labwall.loaded.iptables.IpsetReader;
import org.labwall.loaded.iptables.IptablesReader;
import org.labwall.loaded.nftables.NftReader;
import org.labwall.source.SourceFile;

/**
 * Files of rules in which one place is not as it was.
 *
 * @param what what was done to them
 * @param place the lines that are others now, after and before
 * @param files all files that are loaded
 * @param families the families whose rules may be others
 */
record Mutant(String what, String place, List<OutputFile> files, Set<Family> families) {
  private static final int TRIES = 200;

  /** Changes one of the files in one way. */
  static Mutant of(List<OutputFile> files, Dice dice) {
    for (int i = 0; i < TRIES; i++) {
      Mutation mutation = dice.of(Mutations.ALL);
      int number = dice.below(files.size());
      OutputFile file = files.get(number);
      List<String> lines = file.content().lines().toList();
      Optional<List<String>> changed = mutation.change().of(lines, dice);
      if (changed.isPresent() && !changed.get().equals(lines)) {
        List<OutputFile> all = new ArrayList<>(files);
        all.set(number, new OutputFile(file.path(), String.join("\n", changed.get()) + "\n"));
        return new Mutant(
            mutation.name(), difference(lines, changed.get()), all, families(file.path()));
      }
    }
    throw new IllegalArgumentException("nothing to change");
  }

  private static Set<Family> families(String path) {
    return path.endsWith("rules.v4")
        ? Set.of(Family.IPV4)
        : path.endsWith("rules.v6") ? Set.of(Family.IPV6) : Set.of(Family.values());
  }

  private static String difference(List<String> before, List<String> after) {
    int start = 0;
    while (start < Math.min(before.size(), after.size())
        && before.get(start).equals(after.get(start))) {
      start++;
    }
    int end = 0;
    while (end < Math.min(before.size(), after.size()) - start
        && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
      end++;
    }
    return "  - "
        + String.join("\n  - ", before.subList(start, before.size() - end))
        + "\n  + "
        + String.join("\n  + ", after.subList(start, after.size() - end));
  }

  /** The rules of a family in files, or what is wrong with them. */
  static RuleSet rules(List<OutputFile> files, Family family, Diagnostics diagnostics) {
    Optional<SourceFile> nftables = file(files, "nftables.conf");
    if (nftables.isPresent()) {
      return NftReader.read(nftables.get(), diagnostics).of(family);
    }
    Map<String, IpSet> sets =
        file(files, "ipsets").map(it -> IpsetReader.read(it, diagnostics)).orElse(Map.of());
    SourceFile rules = file(files, family == Family.IPV4 ? "rules.v4" : "rules.v6").orElseThrow();
    return IptablesReader.read(rules, family, sets, diagnostics);
  }

  private static Optional<SourceFile> file(List<OutputFile> files, String end) {
    return files.stream()
        .filter(it -> it.path().endsWith(end))
        .findFirst()
        .map(it -> SourceFile.of(end, it.content()));
  }

  @Override
  public String toString() {
    return what + ":\n" + place;
  }
}
