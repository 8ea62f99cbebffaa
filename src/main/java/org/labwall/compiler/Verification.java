package org.labwall.compiler;

import java.io.IOException;
import java.util.List;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Site;
import org.labwall.project.Node;
import org.labwall.project.Projector;
import org.labwall.proof.Proof;

/**
 * Reads the rules of machines back and proves that they do with every packet what the source says;
 * what differs is a diagnostic with a packet, and so is what cannot be read.
 */
public final class Verification {
  private final RuleFiles files;
  private final Diagnostics diagnostics;

  /** Of rules that were compiled. */
  public Verification(RuleFiles files, Diagnostics diagnostics) {
    this.files = files;
    this.diagnostics = diagnostics;
  }

  /** Verifies the rules of these roles of a site. */
  public void verify(Site site, List<String> roles) throws IOException {
    for (Node node : Projector.nodes(site)) {
      if (roles.contains(node.role().name())) {
        for (RuleFiles.Rules each : files.read(node.role().name(), diagnostics)) {
          Proof.of(node, each.rules()).forEach(it -> diagnostics.add(it.in(each.file())));
        }
      }
    }
  }
}
