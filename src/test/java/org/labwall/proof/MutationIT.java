package org.labwall.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.labwall.backend.Firewall;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.differential.Dice;
import org.labwall.differential.FilterProgram;
import org.labwall.differential.Probe;
import org.labwall.differential.Router;
import org.labwall.differential.SourceGenerator;
import org.labwall.differential.Trial;
import org.labwall.project.Node;
import org.labwall.real.Namespace;

/**
 * Files that are changed in one place are told from what the source says, by a packet with which
 * the kernel really does something else; or they are proved to mean the same, and it does the same.
 *
 * <p>{@code -Dlabwall.mutationSeed=N} begins with one site, {@code -Dlabwall.mutants=N} changes so
 * many files in all.
 */
class MutationIT {
  private static final int MUTANTS = Integer.getInteger("labwall.mutants", 60);
  private static final int OF_A_SITE = 10;

  /** So few tell nothing about their shares. */
  private static final int FEW = 60;

  private static final List<Path> SITES =
      Stream.of(
              "golden/ok/translation",
              "golden/ok/helpers",
              "golden/ok/rules",
              "golden/ok/logging",
              "golden/ok/library",
              "golden/ok/two-ways-out",
              "golden/ok/role-blocks",
              "golden/ok/joined-dhcp",
              "examples/campus",
              "examples/classic",
              "examples/dual-stack",
              "examples/home",
              "examples/office",
              "examples/three",
              "examples/vs-tools")
          .map(Path::of)
          .toList();

  @Test
  void everyMutantIsCaughtOrMeansTheSame() throws IOException {
    Namespace.assumeUsable(
        "ip", "gcc", "nsenter", "iptables-nft-restore", "iptables-legacy-restore", "nft", "ipset");
    Probe.build();
    long first = Long.getLong("labwall.mutationSeed", System.currentTimeMillis());
    System.out.printf("Mutation test: first seed %d%n", first);
    Tally tally = new Tally();
    long start = System.nanoTime();
    for (long seed = first; tally.mutants() < MUTANTS; seed++) {
      new MutantTrial(ground(seed), seed, tally).run(OF_A_SITE);
    }
    System.out.printf("%s, %.0f s%n", tally, (System.nanoTime() - start) / 1e9);
    // Else the search for packets to send could go blind unseen.
    int hidden = tally.count(MutantTrial.UNSEEN + Witnesses.HIDDEN);
    assertTrue(MUTANTS < FEW || tally.count(MutantTrial.CONFIRMED) >= 3 * hidden, tally::toString);
    assertEquals(List.of(), tally.findings(), () -> String.join("\n", tally.findings()));
  }

  /** A random site, or now and then one that is worth reading. */
  private static Ground ground(long seed) {
    int turn = (int) (seed % (2 * FilterProgram.ALL.size()));
    FilterProgram program = FilterProgram.ALL.get(turn % FilterProgram.ALL.size());
    return seed % 3 == 0 ? golden(seed, program) : random(seed, program);
  }

  private static Ground random(long seed, FilterProgram program) {
    SourceGenerator.Source source = SourceGenerator.generate(seed);
    String role = source.roles().get((int) (seed % source.roles().size()));
    Diagnostics diagnostics = new Diagnostics();
    return Trial.of(source.text(), role, Set.of(), diagnostics)
        .map(it -> new Ground("seed " + seed, it.router(), it.node(), program))
        .orElseThrow(() -> new AssertionError(diagnostics.all().toString()));
  }

  private static Ground golden(long seed, FilterProgram program) {
    Dice dice = new Dice(seed);
    Path directory = dice.of(SITES);
    Trees trees = Trees.of(directory, Firewall.IPTABLES);
    Node node = dice.of(trees.nodes());
    Router router = Router.of(trees.site(), node.role().name(), Set.of());
    return new Ground("seed " + seed + " " + directory, router, node, program);
  }
}
