package org.labwall.lab;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import org.labwall.backend.Firewall;
import org.labwall.compiler.Compiler;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.SourceReader;
import org.labwall.model.Site;

/** Sites and labs of sources. */
final class LabSites {
  private LabSites() {}

  /** The site that a source describes. */
  static Site site(String source) {
    SourceReader reader =
        SourceReader.standardInput(
            new ByteArrayInputStream(source.getBytes(StandardCharsets.UTF_8)), Path.of(""));
    return site(reader);
  }

  /** The site that a file describes. */
  static Site site(Path file) {
    return site(SourceReader.of(file));
  }

  private static Site site(SourceReader reader) {
    Diagnostics diagnostics = new Diagnostics();
    return Compiler.check(
            reader, new Compiler.Options(LocalDate.MIN, false, Firewall.IPTABLES), diagnostics)
        .orElseThrow(() -> new AssertionError(diagnostics.sorted().toString()));
  }

  /** The lab of a source, without its hosts. */
  static LabPlan plan(String source) {
    return LabPlanner.plan(site(source), "test", false);
  }
}
