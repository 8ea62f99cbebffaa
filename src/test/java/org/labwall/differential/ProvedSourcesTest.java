package org.labwall.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.labwall.Effort;
import org.labwall.backend.Firewall;
import org.labwall.backend.OutputTree;
import org.labwall.compiler.Compiler;
import org.labwall.compiler.RuleFiles;
import org.labwall.compiler.Verification;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.SourceReader;
import org.labwall.model.Site;
import org.labwall.project.Node;
import org.labwall.project.Projector;

/**
 * What random sources compile to, for every program and in every style, is proved to be what they
 * say: neither the compiler nor the proof is wrong about them. {@code -Dlabwall.seed=N} starts with
 * another.
 */
class ProvedSourcesTest {
  private static final int SOURCES = Effort.of(8);
  private static final long FIRST = Long.getLong("labwall.seed", 1);

  @Test
  void whatRandomSourcesCompileToIsWhatTheySay() {
    for (long seed = FIRST; seed < FIRST + SOURCES; seed++) {
      Site site = site(seed);
      for (Node node : Projector.nodes(site)) {
        for (FilterProgram program : FilterProgram.ALL) {
          prove(site, node, program, seed);
        }
      }
    }
  }

  private static Site site(long seed) {
    byte[] text = SourceGenerator.generate(seed).text().getBytes(StandardCharsets.UTF_8);
    Diagnostics diagnostics = new Diagnostics();
    return Compiler.check(
            SourceReader.standardInput(new ByteArrayInputStream(text), Path.of(".")),
            new Compiler.Options(LocalDate.of(2025, 7, 1), false, Firewall.IPTABLES),
            diagnostics)
        .orElseThrow(() -> new AssertionError("seed " + seed + ": " + diagnostics.all()));
  }

  private static void prove(Site site, Node node, FilterProgram program, long seed) {
    String role = node.role().name();
    OutputTree tree =
        OutputTree.of(program.files().apply(node).stream().map(it -> it.in(role)).toList());
    Diagnostics found = new Diagnostics();
    new Verification(RuleFiles.of(tree), found).verify(site, List.of(role));
    assertEquals(
        List.of(),
        found.all(),
        () ->
            "seed %d, %s, %s%n%s"
                .formatted(seed, program.name(), role, SourceGenerator.generate(seed).text()));
  }
}
