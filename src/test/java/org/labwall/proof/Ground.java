package org.labwall.proof;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Family;
import org.labwall.backend.OutputFile;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.differential.Decision;
import org.labwall.differential.FilterProgram;
import org.labwall.differential.Packet;
import org.labwall.differential.Probe;
import org.labwall.differential.Router;
import org.labwall.project.Node;

/**
 * A router whose files are changed.
 *
 * @param name what tells it from others
 * @param router the router as it runs
 * @param node the same as the compiler has it
 * @param program what loads its files
 */
record Ground(String name, Router router, Node node, FilterProgram program) {

  List<OutputFile> files() {
    return program.files().apply(node);
  }

  /** What the kernel does with packets when these files are loaded; nothing where they are not. */
  Optional<List<Decision>> decide(List<OutputFile> files, List<Packet> packets) throws IOException {
    try {
      return Optional.of(Probe.decide(router, program, files, packets));
    } catch (IllegalStateException refused) {
      if (String.valueOf(refused.getMessage()).contains("router.sh failed")) {
        return Optional.empty();
      }
      throw refused;
    }
  }

  /** Compares files with what the source says; nothing where they cannot be read. */
  Optional<Map<Family, Proof>> compare(
      List<OutputFile> files, Set<Family> families, Diagnostics diagnostics) {
    Map<Family, Proof> proofs = new EnumMap<>(Family.class);
    for (Family family : Family.values()) {
      if (families.contains(family)) {
        var rules = Mutant.rules(files, family, diagnostics);
        if (diagnostics.hasErrors()) {
          return Optional.empty();
        }
        proofs.put(family, Proof.comparing(node, rules));
      }
    }
    return Optional.of(proofs);
  }

  /** A packet of which a proof says something else than the kernel did, and both in words. */
  record Disagreement(Packet packet, String text) {}

  /** Those packets of which {@code proofs} say something else than the kernel did. */
  List<Disagreement> disagreements(
      Map<Family, Proof> proofs, boolean written, List<Packet> packets, List<Decision> done) {
    Map<Family, Passage> passages = new EnumMap<>(Family.class);
    proofs.forEach((family, proof) -> passages.put(family, new Passage(proof, router)));
    List<Disagreement> all = new ArrayList<>();
    for (int i = 0; i < packets.size(); i++) {
      Packet packet = packets.get(i);
      Passage passage = passages.get(packet.family());
      if (passage != null) {
        Set<Decision> said = written ? passage.written(packet) : passage.found(packet);
        Decision seen = done.get(i);
        if (said.stream().noneMatch(seen::agrees)) {
          all.add(
              new Disagreement(
                  packet,
                  packet + "\n    the proof says " + said + "\n    the kernel does " + seen));
        }
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return name + ", role " + router.role().name() + ", " + program.name();
  }
}
