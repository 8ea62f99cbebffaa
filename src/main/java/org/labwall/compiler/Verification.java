package org.labwall.compiler;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.labwall.address.Family;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Site;
import org.labwall.project.Node;
import org.labwall.project.Projector;
import org.labwall.proof.Difference;
import org.labwall.proof.Proof;

/**
 * Reads the rules of machines back and proves that they do with every packet what the source says;
 * what differs is a diagnostic with a packet, and so is what cannot be read.
 */
public final class Verification {
  private final RuleSource loaded;
  private final Diagnostics diagnostics;

  /** Of rules that were compiled, or that a machine has. */
  public Verification(RuleSource loaded, Diagnostics diagnostics) {
    this.loaded = loaded;
    this.diagnostics = diagnostics;
  }

  /** What a machine loads for one family. */
  private record Task(Node node, RuleSource.Rules rules) {}

  /** Verifies the rules of these roles of a site; returns the families of which there are any. */
  public Set<Family> verify(Site site, List<String> roles) {
    List<Task> tasks = new ArrayList<>();
    for (Node node : Projector.nodes(site)) {
      if (roles.contains(node.role().name())) {
        loaded.read(node.role().name(), diagnostics).forEach(it -> tasks.add(new Task(node, it)));
      }
    }
    List<List<Difference>> found =
        tasks.parallelStream().map(it -> Proof.of(it.node, it.rules.rules())).toList();
    for (int i = 0; i < tasks.size(); i++) {
      for (Difference difference : found.get(i)) {
        diagnostics.add(difference.in(tasks.get(i).rules.file()));
      }
    }
    Set<Family> families = EnumSet.noneOf(Family.class);
    tasks.forEach(it -> families.add(it.rules.rules().family()));
    return families;
  }
}
