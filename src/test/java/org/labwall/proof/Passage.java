package org.labwall.proof;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.labwall.differential.Decision;
import org.labwall.differential.Packet;
import org.labwall.differential.Router;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Chain.Kind;
import org.labwall.packet.Diagrams;
import org.labwall.proof.Proof.Part;

/**
 * Follows the first packet of a connection through all hooks of a router, asking at each what a
 * proof says that is written, or loaded.
 */
final class Passage {
  private static final int MOST_BUCKETS = 5;

  private final Proof proof;
  private final Scene scene;

  Passage(Proof proof, Router router) {
    this.proof = proof;
    this.scene = Scene.of(proof.space(), router);
  }

  /** What the source says of a packet, whichever tokens there are. */
  Set<Decision> written(Packet packet) {
    return decisions(packet, Part::written, false);
  }

  /** What the loaded rules do with it, whichever tokens there are. */
  Set<Decision> found(Packet packet) {
    // The kernel's answers to what is invalid are so, too.
    return decisions(packet, Part::found, packet.isInvalid() || areAnswersOthers(packet));
  }

  private Set<Decision> decisions(Packet packet, ToIntFunction<Part> side, boolean unsure) {
    Set<Decision> all = new LinkedHashSet<>();
    for (IntPredicate tokens : tokens(packet)) {
      for (boolean last : new boolean[] {false, true}) {
        Way way = way(packet, side, tokens, last);
        all.add(way.decide());
        if (unsure && way.refused().isPresent()) {
          all.add(way.refused().get());
          all.add(way.refused().get().silent());
        }
      }
    }
    return all;
  }

  /** Whether refusals, which the machine itself sends, may be other packets then. */
  private boolean areAnswersOthers(Packet packet) {
    return Stream.of(
            part(packet.isOwn() ? Hook.INPUT : Hook.OUTPUT, Kind.FILTER),
            part(Hook.OUTPUT, Kind.FILTER),
            part(Hook.POSTROUTING, Kind.NAT))
        .anyMatch(it -> it.different() != Diagrams.NOTHING);
  }

  private Part part(Hook hook, Kind kind) {
    return proof.compared().stream()
        .filter(it -> it.hook() == hook && it.kind() == kind)
        .findFirst()
        .orElseThrow();
  }

  /** Whether the two differ, be it for want of a token only. */
  boolean isToldApart(Packet packet) {
    return tokens(packet).stream()
        .anyMatch(
            it ->
                !way(packet, Part::written, it, false)
                    .decide()
                    .agrees(way(packet, Part::found, it, false).decide()));
  }

  /** Which of the buckets that a packet asks may have a token: any of them, for the first few. */
  private List<IntPredicate> tokens(Packet packet) {
    Way written = way(packet, Part::written, it -> false, false);
    Way found = way(packet, Part::found, it -> false, false);
    written.decide();
    found.decide();
    Set<Integer> asked = new LinkedHashSet<>(written.asked());
    asked.addAll(found.asked());
    List<Integer> some = asked.stream().limit(MOST_BUCKETS).toList();
    List<IntPredicate> all = new ArrayList<>();
    for (int i = 0; i < 1 << some.size(); i++) {
      int which = i;
      all.add(it -> some.contains(it) && (which >> some.indexOf(it) & 1) != 0);
    }
    return all;
  }

  private Way way(Packet packet, ToIntFunction<Part> side, IntPredicate tokens, boolean last) {
    return new Way(scene, packet, (hook, kind) -> side.applyAsInt(part(hook, kind)), tokens, last);
  }
}
