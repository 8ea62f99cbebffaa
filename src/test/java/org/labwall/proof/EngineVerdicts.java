package org.labwall.proof;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.labwall.address.Family;
import org.labwall.differential.Decision;
import org.labwall.differential.Packet;
import org.labwall.differential.Router;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Chain.Kind;
import org.labwall.model.Rule;
import org.labwall.project.Node;

/**
 * What the engine of proofs says of one packet after the other: it holds what the source says as
 * sets of packets, and finds each by its numbers. It remembers the tokens that were taken.
 */
public final class EngineVerdicts {
  private final Map<Family, Said> families = new EnumMap<>(Family.class);

  /** Of a machine as the compiler has it, and as it runs. */
  public EngineVerdicts(Node node, Router router) {
    for (Family family : Family.values()) {
      families.put(family, new Said(node, router, family));
    }
  }

  /** What becomes of a packet. */
  public Decision decide(Packet packet) {
    return Objects.requireNonNull(families.get(packet.family())).decide(packet);
  }

  /** What is said of one family. */
  private static final class Said {
    private final Scene scene;
    private final Written written;
    private final Map<Hook, Map<Kind, Integer>> functions = new EnumMap<>(Hook.class);
    private final Map<Integer, Integer> tokens = new HashMap<>();

    Said(Node node, Router router, Family family) {
      Fields.Words words = new Fields.Words();
      Written.collect(node, family, words);
      Space space = Space.of(family, words);
      this.scene = Scene.of(space, router);
      this.written = new Written(node, space);
      for (Rule rule : node.policy()) {
        rule.limit()
            .ifPresent(it -> tokens.put(space.fields().buckets().ofLimit(rule), it.tokens()));
      }
    }

    Decision decide(Packet packet) {
      Way way = new Way(scene, packet, this::at, this::hasToken, false);
      Decision decision = way.decide();
      for (int bucket : way.asked()) {
        tokens.computeIfPresent(bucket, (it, left) -> left - 1);
      }
      return decision;
    }

    /** Logs have always one: on theirs no verdict depends. */
    private boolean hasToken(int bucket) {
      return tokens.getOrDefault(bucket, 1) > 0;
    }

    private int at(Hook hook, Kind kind) {
      return functions
          .computeIfAbsent(hook, it -> new EnumMap<>(Kind.class))
          .computeIfAbsent(
              kind, it -> Step.together(written.steps(hook, kind), scene.space().diagrams()));
    }
  }
}
