package org.labwall.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.labwall.backend.OutputFile;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.real.Namespace;

/**
 * The kernel, with the compiled filter of a random source, and the engine of proofs decide of
 * packets as the source says.
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
    FilterProgram wrong =
        wrong(content -> content.replace("-j REJECT --reject-with tcp-reset", "-j DROP"));
    Found found = firstFound(wrong, Verdict.RESET);
    Shrinker.Shrunk shrunk =
        Shrinker.shrink(found.trial(), wrong, found.packets(), found.mismatch()).orElseThrow();
    assertEquals(found.mismatch().packet(), shrunk.mismatch().packet());
    assertEquals(Verdict.RESET, shrunk.mismatch().said().verdict());
    assertTrue(shrunk.text().lines().count() <= 6, shrunk.text());
  }

  @Test
  void aWrongSourceIsFound() throws IOException {
    FilterProgram wrong =
        wrong(content -> content.replaceAll("(--to-source [0-9.]+)[0-9]\n", "$19\n"));
    Decision done = firstFound(wrong, Verdict.ALLOW).mismatch().done();
    assertEquals(Verdict.ALLOW, done.verdict());
  }

  @Test
  void whatPassesWithAForwardIsFound() throws IOException {
    String text =
        """
        DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1
        DEV lab eth2 172.16.20.0/24 172.16.20.1
        forward tcp/80 on internet to 172.16.20.80:8080
        forward tcp/81 on internet to 172.16.20.80:8080 without allow
        """;
    SourceGenerator.Source source = new SourceGenerator.Source(text, List.of("router"));
    Trial trial = trial(source, "router", Set.of(), 0);
    List<Packet> packets = new PacketGenerator(0, trial.router()).packets(200);
    assertEquals(List.of(), trial.mismatches(FilterProgram.ALL.get(0), packets));
    FilterProgram wrong =
        wrong(content -> content.replaceAll(" -m conntrack --ctorigdst(port)? \\S+", ""));
    Trial.Mismatch mismatch = trial.mismatches(wrong, packets).get(0);
    assertEquals(81, mismatch.packet().second());
    assertEquals(Verdict.DENY, mismatch.said().verdict());
    assertEquals(Verdict.ALLOW, mismatch.done().verdict());
  }

  /** A packet of which a wrong filter decides otherwise than the source, and where it was met. */
  private record Found(Trial trial, List<Packet> packets, Trial.Mismatch mismatch) {}

  /** The first that is found of which the source says so. */
  private static Found firstFound(FilterProgram wrong, Verdict said) throws IOException {
    for (long seed = 1; seed < 200; seed++) {
      SourceGenerator.Source source = SourceGenerator.generate(seed);
      Trial trial = trial(source, source.roles().get(0), Set.of(), seed);
      List<Packet> packets = new PacketGenerator(seed, trial.router()).packets(500);
      for (Trial.Mismatch mismatch : trial.mismatches(wrong, packets)) {
        if (mismatch.said().verdict() == said) {
          return new Found(trial, packets, mismatch);
        }
      }
    }
    return fail("nobody found it");
  }

  /** A program that loads something else than was compiled. */
  private static FilterProgram wrong(UnaryOperator<String> change) {
    FilterProgram right = FilterProgram.ALL.get(0);
    return new FilterProgram(
        "wrong",
        node ->
            right.files().apply(node).stream()
                .map(file -> new OutputFile(file.path(), change.apply(file.content())))
                .toList(),
        right.load());
  }
}
