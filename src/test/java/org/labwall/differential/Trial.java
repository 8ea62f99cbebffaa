package org.labwall.differential;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.labwall.SiteText;
import org.labwall.backend.Firewall;
import org.labwall.compiler.Compiler;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.SourceReader;
import org.labwall.model.Site;
import org.labwall.project.Node;
import org.labwall.project.Projector;
import org.labwall.proof.EngineVerdicts;

/**
 * A source, compiled, for one of its roles.
 *
 * @param text the source
 * @param router the role as the source has it
 * @param node the role as the compiler has it
 */
public record Trial(String text, Router router, Node node) {
  public static final LocalDate DATE = LocalDate.of(2026, 11, 21);

  /**
   * A packet of which the kernel, or the engine of proofs, thinks otherwise than the source.
   *
   * @param packet the packet
   * @param said what the source says
   * @param proved what the engine of proofs says
   * @param done what the kernel does
   */
  record Mismatch(Packet packet, Decision said, Decision proved, Decision done) {
    @Override
    public String toString() {
      return "%s\n  the source says %s\n  the engine says %s\n  the kernel does %s"
          .formatted(packet, said, proved, done);
    }
  }

  /** The trial, or nothing where the role is missing or the compiler refuses, and says why. */
  public static Optional<Trial> of(
      String text, String role, Set<String> down, Diagnostics diagnostics) {
    SourceReader reader =
        SourceReader.standardInput(
            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Path.of("."));
    // Checks look the same whatever is written.
    Compiler.Options options = new Compiler.Options(DATE, false, Firewall.IPTABLES);
    Optional<Site> site = Compiler.check(reader, options, diagnostics);
    return site.flatMap(it -> of(text, role, down, it));
  }

  private static Optional<Trial> of(String text, String role, Set<String> down, Site site) {
    // Read anew, for the compiler has left out what has expired.
    return Projector.nodes(site).stream()
        .filter(it -> it.role().name().equals(role))
        .findFirst()
        .map(node -> new Trial(text, Router.of(SiteText.site(text), role, down), node));
  }

  /** The packets of which not all three think the same. */
  List<Mismatch> mismatches(FilterProgram program, List<Packet> packets) throws IOException {
    List<Decision> done = Probe.decide(router, program, program.files().apply(node), packets);
    Evaluator evaluator = new Evaluator(router, DATE);
    EngineVerdicts engine = new EngineVerdicts(node, router);
    List<Mismatch> mismatches = new ArrayList<>();
    for (int i = 0; i < packets.size(); i++) {
      Decision said = evaluator.decide(packets.get(i));
      Decision proved = engine.decide(packets.get(i));
      if (!said.agrees(done.get(i)) || !said.agrees(proved)) {
        mismatches.add(new Mismatch(packets.get(i), said, proved, done.get(i)));
      }
    }
    return mismatches;
  }
}
