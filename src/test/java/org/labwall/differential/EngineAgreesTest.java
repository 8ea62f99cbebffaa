package org.labwall.differential;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.labwall.Effort;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.proof.EngineVerdicts;

/** The engine of proofs says of random packets at random sites what the plain evaluator says. */
class EngineAgreesTest {
  private static final int SITES = Effort.of(8);
  private static final int PACKETS = 400;
  private static final long FIRST = Long.getLong("labwall.seed", 301);

  @Test
  void itSaysWhatTheSourceMeans() {
    int compared = 0;
    for (long seed = FIRST; seed < FIRST + SITES; seed++) {
      SourceGenerator.Source source = SourceGenerator.generate(seed);
      Set<String> down = seed % 4 == 0 ? Set.of("vlan12") : Set.of();
      for (String role : source.roles()) {
        Trial trial = Trial.of(source.text(), role, down, new Diagnostics()).orElseThrow();
        Evaluator evaluator = new Evaluator(trial.router(), Trial.DATE);
        EngineVerdicts engine = new EngineVerdicts(trial.node(), trial.router());
        for (Packet packet : new PacketGenerator(seed, trial.router()).packets(PACKETS)) {
          Decision said = evaluator.decide(packet);
          Decision proved = engine.decide(packet);
          String where = "seed %d, %s: %s%n".formatted(seed, role, packet);
          assertTrue(said.agrees(proved), () -> where + said + "\n" + proved);
          compared++;
        }
      }
    }
    assertTrue(compared > SITES * PACKETS / 2, "only " + compared + " packets");
  }
}
