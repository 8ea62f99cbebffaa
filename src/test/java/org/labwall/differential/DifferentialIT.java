package org.labwall.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.labwall.backend.OutputFile;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.real.Namespace;

/**
 * The kernel, with the compiled filter of a random source, decides of packets as the source says.
 *
 * <p>{@code -Dlabwall.seed=N} tries one source again, {@code -Dlabwall.probes=N} sends so many
 * packets in all.
 */
class DifferentialIT {
  private static final int PROBES = Integer.getInteger("labwall.probes", 100_000);
  private static final int PROBES_A_SOURCE = 2_500;

  @BeforeEach
  void needs() throws IOException {
    Namespace.assumeUsable(
        "ip", "gcc", "nsenter", "iptables-nft-restore", "iptables-legacy-restore", "nft");
    Probe.build();
  }

  @Test
  void kernelDecidesAsTheSourceSays() throws IOException {
    Optional<Long> only = Optional.ofNullable(Long.getLong("labwall.seed"));
    long first = only.orElse(System.currentTimeMillis());
    System.out.printf("Differential test: first seed %d%n", first);
    long start = System.nanoTime();
    int probes = 0;
    long seed = first;
    do {
      probes += tryOut(seed);
      seed++;
    } while (only.isEmpty() && probes < PROBES);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        "%d probes of %d sources, no mismatch, %.0f a second%n",
        probes, seed - first, probes / seconds);
  }

  /** Tries one source, and says with how many packets. */
  private static int tryOut(long seed) throws IOException {
    SourceGenerator.Source source = SourceGenerator.generate(seed);
    FilterProgram program = FilterProgram.ALL.get((int) (seed % FilterProgram.ALL.size()));
    int probes = 0;
    for (String role : source.roles()) {
      Trial trial = trial(source, role, down(seed), seed);
      int count = PROBES_A_SOURCE / source.roles().size();
      List<Packet> packets = new PacketGenerator(seed, trial.router()).packets(count);
      List<Trial.Mismatch> mismatches = mismatches(seed, trial, program, packets);
      if (!mismatches.isEmpty()) {
        report(seed, trial, program, packets, mismatches);
      }
      probes += packets.size();
    }
    return probes;
  }

  /** Now and then an interface is down, and its packets leave by another. */
  private static Set<String> down(long seed) {
    return seed % 4 == 0 ? Set.of(seed % 8 == 0 ? "eth3" : "vlan12") : Set.of();
  }

  private static List<Trial.Mismatch> mismatches(
      long seed, Trial trial, FilterProgram program, List<Packet> packets) throws IOException {
    try {
      return trial.mismatches(program, packets);
    } catch (IllegalStateException notLoaded) {
      throw new AssertionError(
          "seed %d with %s does not load:%n%s".formatted(seed, program.name(), trial.text()),
          notLoaded);
    }
  }

  private static Trial trial(
      SourceGenerator.Source source, String role, Set<String> down, long seed) {
    Diagnostics diagnostics = new Diagnostics();
    return Trial.of(source.text(), role, down, diagnostics)
        .orElseThrow(
            () ->
                new AssertionError(
                    "seed %d was refused: %s%n%s"
                        .formatted(seed, diagnostics.all(), source.text())));
  }

  private static void report(
      long seed,
      Trial trial,
      FilterProgram program,
      List<Packet> packets,
      List<Trial.Mismatch> mismatches)
      throws IOException {
    Optional<Shrinker.Shrunk> shrunk = Shrinker.shrink(trial, program, packets, mismatches.get(0));
    fail(
        """
        %s, role %s, %s down: %d mismatches, %s
        %s
        mvn verify -Dit.test=DifferentialIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false \
        -Dlabwall.seed=%d tries it again.
        """
            .formatted(
                program.name(),
                trial.router().role().name(),
                trial.router().down(),
                mismatches.size(),
                shrunk.isPresent() ? "the first in short:" : "which do not come again:",
                shrunk
                    .map(it -> it.text() + "\n" + it.mismatch())
                    .orElse(trial.text() + "\n" + mismatches.get(0)),
                seed));
  }

  /** Without this the other could pass for want of eyes. */
  @Test
  void aWrongFilterIsFoundAndItsSourceShrinks() throws IOException {
    FilterProgram wrong = withoutReset(FilterProgram.ALL.get(0));
    for (long seed = 1; seed < 50; seed++) {
      SourceGenerator.Source source = SourceGenerator.generate(seed);
      Trial trial = trial(source, source.roles().get(0), Set.of(), seed);
      List<Packet> packets = new PacketGenerator(seed, trial.router()).packets(500);
      List<Trial.Mismatch> mismatches = trial.mismatches(wrong, packets);
      if (!mismatches.isEmpty()) {
        Trial.Mismatch mismatch = mismatches.get(0);
        Shrinker.Shrunk shrunk = Shrinker.shrink(trial, wrong, packets, mismatch).orElseThrow();
        assertEquals(mismatch.packet(), shrunk.mismatch().packet());
        assertEquals(Verdict.RESET, shrunk.mismatch().said().verdict());
        assertTrue(shrunk.text().lines().count() <= 6, shrunk.text());
        return;
      }
    }
    fail("nobody missed a reset");
  }

  /** A program that drops what it should refuse by a reset. */
  private static FilterProgram withoutReset(FilterProgram right) {
    return new FilterProgram(
        "wrong",
        node ->
            right.files().apply(node).stream()
                .map(file -> new OutputFile(file.path(), withoutReset(file.content())))
                .toList(),
        right.load());
  }

  private static String withoutReset(String content) {
    return content.replace("-j REJECT --reject-with tcp-reset", "-j DROP");
  }
}
