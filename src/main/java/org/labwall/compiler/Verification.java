package org.labwall.compiler;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Family;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Site;
import org.labwall.packet.DiagramLimitException;
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
    List<Optional<List<Difference>>> found =
        tasks.parallelStream().map(Verification::differences).toList();
    for (int i = 0; i < tasks.size(); i++) {
      Task task = tasks.get(i);
      if (found.get(i).isEmpty()) {
        diagnostics.add(unproved(task));
      }
      for (Difference difference : found.get(i).orElse(List.of())) {
        diagnostics.add(difference.in(task.rules.file()));
      }
    }
    Set<Family> families = EnumSet.noneOf(Family.class);
    tasks.forEach(it -> families.add(it.rules.rules().family()));
    return families;
  }

  /** What differs; nothing where that is too much to find out. */
  private static Optional<List<Difference>> differences(Task task) {
    try {
      return Optional.of(Proof.of(task.node, task.rules.rules()));
    } catch (DiagramLimitException tooLarge) {
      return Optional.empty();
    }
  }

  private static Diagnostic unproved(Task task) {
    String family = task.rules.rules().family() == Family.IPV4 ? "IPv4" : "IPv6";
    return Diagnostic.at(
            task.node.role().span(),
            Code.UNPROVED,
            "The rules of `%s` for %s are not proved: they tell too many packets apart."
                .formatted(task.node.role().name(), family))
        .hint(
            "Lists that overlap and have differing services do that. `--no-proof` says that no proof"
                + " is wanted.");
  }
}
