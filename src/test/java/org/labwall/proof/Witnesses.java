package org.labwall.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.labwall.differential.Dice;
import org.labwall.differential.Packet;
import org.labwall.differential.PacketGenerator;
import org.labwall.differential.Router;
import org.labwall.differential.Terrain;
import org.labwall.loaded.Verdict.Translate;
import org.labwall.loaded.Verdict.Translation;
import org.labwall.packet.Diagrams;
import org.labwall.proof.Proof.Part;

/** Finds packets that a probe can send among those with which a machine does something else. */
final class Witnesses {
  private static final int MOST_BOXES = 400;
  private static final int MOST = 3;
  private static final int TRIES = 12;
  static final String HIDDEN = "only what other rules or the kernel itself hide";

  private final Proof proof;
  private final Passage passage;
  private final PacketGenerator others;
  private final Terrain terrain;
  private final Diagrams diagrams;
  private final Fields fields;
  private final Sendable sendable;
  private final BoxPackets packets;

  /** Looks for packets of other connections than those of {@code others}. */
  Witnesses(Proof proof, Router router, PacketGenerator others, Dice dice) {
    this.proof = proof;
    this.passage = new Passage(proof, router);
    this.others = others;
    this.terrain = new Terrain(router);
    this.diagrams = proof.space().diagrams();
    this.fields = proof.space().fields();
    this.sendable = new Sendable(proof, router);
    this.packets = new BoxPackets(fields, router, dice);
  }

  /** A few packets, of {@code known} or others, that are told apart whatever tokens there are. */
  List<Packet> find(List<Packet> known) {
    if (different().isEmpty()) {
      return List.of();
    }
    List<Packet> found = new ArrayList<>();
    known.stream()
        .filter(it -> it.family() == fields.family() && isToldApart(it))
        .limit(MOST)
        .forEach(found::add);
    for (Part part : different()) {
      for (int where : sendable.of(part, sendable.usual())) {
        search(part, where, found, MOST, it -> isToldApart(it) && others.isNew(it));
      }
    }
    return found;
  }

  /** A packet that is told apart while there are tokens, or when there are no more. */
  Optional<Packet> findLimited() {
    List<Packet> found = new ArrayList<>();
    for (Part part : different()) {
      for (int where : sendable.of(part, sendable.opening())) {
        search(part, where, found, 1, passage::isToldApart);
      }
    }
    return found.stream().findFirst();
  }

  private List<Part> different() {
    return proof.compared().stream().filter(it -> it.different() != Diagrams.NOTHING).toList();
  }

  private void search(
      Part part, int where, List<Packet> found, int most, Predicate<Packet> isWitness) {
    int[] left = {MOST_BOXES};
    diagrams.visit(
        diagrams.when(where, part.different()),
        (first, end, value) -> {
          for (int i = 0; i < TRIES && found.size() < most; i++) {
            packets
                .of(part.hook(), first, end)
                .filter(terrain::isDecidedByFilter)
                .filter(isWitness)
                .ifPresent(found::add);
          }
          return --left[0] > 0 && found.size() < most;
        });
  }

  private boolean isToldApart(Packet packet) {
    return Collections.disjoint(passage.written(packet), passage.found(packet));
  }

  /** Why there is no packet to be sent, where none was found. */
  String reason() {
    String reason = "";
    for (Part part : different()) {
      reason = reason(part);
      if (reason.equals(HIDDEN)) {
        return reason;
      }
    }
    return reason;
  }

  private String reason(Part part) {
    int ends = diagrams.different(ends(part.written()), ends(part.found()));
    ends = diagrams.when(part.different(), ends);
    if (ends == Diagrams.NOTHING) {
      return "only logs or helpers differ";
    }
    int left = diagrams.when(sendable.opening(), ends);
    if (left == Diagrams.NOTHING) {
      return "only later packets of connections";
    }
    if (sendable.of(part, left).stream().allMatch(it -> it == Diagrams.NOTHING)) {
      return "only interfaces or routes that are not there";
    }
    if (sendable.of(part, diagrams.when(sendable.usual(), left)).stream()
        .allMatch(it -> it == Diagrams.NOTHING)) {
      return "only packets without tokens";
    }
    return masquerades(part) ? "only a masquerade that finds the same address" : HIDDEN;
  }

  /** Whether what differs is masqueraded now, whatever the source says. */
  private boolean masquerades(Part part) {
    int others =
        diagrams.map(
            part.found(),
            value ->
                proof.space().outcomes().of(value).end().orElseThrow() instanceof Translate it
                        && it.kind() == Translation.MASQUERADE
                    ? 0
                    : 1);
    return diagrams.when(others, part.different()) == Diagrams.NOTHING;
  }

  private int ends(int function) {
    return proof.space().outcomes().map(diagrams, function, it -> new Outcome(List.of(), it.end()));
  }
}
