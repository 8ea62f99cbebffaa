package org.labwall.proof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.labwall.address.Family;
import org.labwall.backend.OutputFile;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.differential.Decision;
import org.labwall.differential.Dice;
import org.labwall.differential.Packet;
import org.labwall.differential.PacketGenerator;
import org.labwall.packet.Diagrams;

/** Changes the files of one router in many ways, and tries each. */
final class MutantTrial {
  static final String CONFIRMED = "caught and confirmed";
  static final String UNSEEN = "caught but not to be probed: ";

  private static final int PACKETS = 300;
  private static final int COPIES = 12;
  private static final Set<Family> BOTH = EnumSet.allOf(Family.class);

  private final Ground ground;
  private final Dice dice;
  private final Tally tally;
  private final List<OutputFile> files;
  private final PacketGenerator generator;

  MutantTrial(Ground ground, long seed, Tally tally) {
    this.ground = ground;
    this.dice = new Dice(seed);
    this.tally = tally;
    this.files = ground.files();
    this.generator = new PacketGenerator(seed, ground.router());
  }

  /** A mutant that could be read, and the packets that tell it from its original. */
  private record Suspect(
      Mutant mutant, Map<Family, Proof> proofs, boolean equal, List<Packet> witnesses) {}

  void run(int mutants) throws IOException {
    List<Packet> packets = generator.packets(PACKETS);
    Map<Family, Proof> proofs =
        ground.compare(files, BOTH, new Diagnostics()).orElseThrow(AssertionError::new);
    for (Proof proof : proofs.values()) {
      for (Difference difference : proof.differences()) {
        tally.find(ground + " is not proved as it is compiled: " + difference);
      }
    }
    List<Suspect> suspects = new ArrayList<>();
    for (int i = 0; i < mutants; i++) {
      suspect(Mutant.of(files, dice), packets).ifPresent(suspects::add);
    }
    List<Packet> witnesses = suspects.stream().flatMap(it -> it.witnesses.stream()).toList();
    List<Packet> all = sorted(packets, witnesses);
    List<Decision> done =
        ground.decide(files, all).orElseThrow(() -> new AssertionError(ground + " does not load"));
    ground
        .disagreements(proofs, true, all, done)
        .forEach(it -> tally.find(ground + " as it is compiled: " + it.text()));
    for (Suspect suspect : suspects) {
      tryOut(suspect, packets, all, done);
    }
  }

  /** Those of the router itself last. */
  private static List<Packet> sorted(List<Packet> packets, List<Packet> witnesses) {
    return Stream.concat(packets.stream(), witnesses.stream())
        .distinct()
        .sorted(Comparator.comparing(Packet::isOwn))
        .toList();
  }

  private static boolean isEqual(Proof proof) {
    return proof.compared().stream().allMatch(it -> it.different() == Diagrams.NOTHING);
  }

  /** The kernel has its own chains whether a file declares them, with the policy that they had. */
  private static boolean isOfUndeclaredChain(Diagnostic diagnostic) {
    return diagnostic.code() == Code.RULE_REFERENCE
        && diagnostic.message().endsWith("is not declared in this table.");
  }

  private Optional<Suspect> suspect(Mutant mutant, List<Packet> packets) throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Map<Family, Proof>> proofs =
        ground.compare(mutant.files(), mutant.families(), diagnostics);
    if (proofs.isEmpty()) {
      if (diagnostics.all().stream().allMatch(MutantTrial::isOfUndeclaredChain)) {
        tally.add("of a chain whose policy no file says");
      } else if (ground.decide(mutant.files(), List.of()).isPresent()) {
        tally.add("loaded but not read");
        tally.find(ground + ", " + mutant + "\n  is loaded, but not read: " + diagnostics.all());
      } else {
        tally.add("refused");
      }
      return Optional.empty();
    }
    boolean equal = proofs.get().values().stream().allMatch(MutantTrial::isEqual);
    List<Packet> witnesses = new ArrayList<>();
    for (Proof proof : proofs.get().values()) {
      witnesses.addAll(witnesses(proof).find(packets));
    }
    return Optional.of(new Suspect(mutant, proofs.get(), equal, witnesses));
  }

  private void tryOut(
      Suspect suspect, List<Packet> packets, List<Packet> all, List<Decision> before)
      throws IOException {
    // What tells others apart lies at the edges of rules, too.
    List<Packet> some = suspect.equal ? all : sorted(packets, suspect.witnesses);
    Optional<List<Decision>> done = ground.decide(suspect.mutant.files(), some);
    if (done.isEmpty()) {
      tally.add("refused");
      return;
    }
    String name = name(suspect);
    for (var wrong : ground.disagreements(suspect.proofs, false, some, done.get())) {
      // What is translated may meet another connection there, but for one that is alone.
      tryAlone(suspect, List.of(wrong.packet()));
    }
    for (int i = 0; i < some.size(); i++) {
      Packet packet = some.get(i);
      boolean same = before.get(all.indexOf(packet)).agrees(done.get().get(i));
      if (suspect.equal && !same) {
        tally.find(name + "is proved to mean the same, but not of " + packet);
      }
      if (same && suspect.witnesses.contains(packet) && !tryAlone(suspect, List.of(packet))) {
        tally.find(name + "the kernel does the same with " + packet);
      }
    }
    tally.add(
        suspect.equal
            ? "proved equal"
            : suspect.witnesses.isEmpty() ? limited(suspect) : CONFIRMED);
  }

  /** Sends a packet of a limit again and again, alone, until there is no token left. */
  private String limited(Suspect suspect) throws IOException {
    for (Proof proof : suspect.proofs.values()) {
      Optional<Packet> witness = witnesses(proof).findLimited();
      if (witness.isPresent()) {
        List<Packet> copies =
            IntStream.range(0, COPIES).mapToObj(it -> copy(witness.get(), it)).distinct().toList();
        if (tryAlone(suspect, copies)) {
          return CONFIRMED;
        }
      }
    }
    return fate(suspect);
  }

  /**
   * Sends packets that meet no others, with which the kernel must do what the proofs say.
   *
   * @return whether it does something else with a mutant loaded
   */
  private boolean tryAlone(Suspect suspect, List<Packet> packets) throws IOException {
    List<Decision> before = ground.decide(files, packets).orElseThrow();
    List<Decision> after = ground.decide(suspect.mutant.files(), packets).orElseThrow();
    List<Ground.Disagreement> wrong =
        new ArrayList<>(ground.disagreements(suspect.proofs, true, packets, before));
    wrong.addAll(ground.disagreements(suspect.proofs, false, packets, after));
    wrong.forEach(it -> tally.find(name(suspect) + it.text()));
    return IntStream.range(0, packets.size()).anyMatch(it -> !before.get(it).agrees(after.get(it)));
  }

  private String name(Suspect suspect) {
    return ground + ", " + suspect.mutant + "\n  ";
  }

  private static Packet copy(Packet packet, int number) {
    return packet.hasPorts() ? packet.fromPort(1 + (packet.first() - 1 + number) % 65535) : packet;
  }

  private Witnesses witnesses(Proof proof) {
    return new Witnesses(proof, ground.router(), generator, dice);
  }

  private String fate(Suspect suspect) {
    String reason =
        suspect.proofs.values().stream()
            .map(it -> witnesses(it).reason())
            .max(Comparator.naturalOrder())
            .orElseThrow();
    if (Boolean.getBoolean("labwall.mutantsShown")) {
      System.out.println(reason + ": " + ground + ", " + suspect.mutant);
    }
    return UNSEEN + reason;
  }
}
