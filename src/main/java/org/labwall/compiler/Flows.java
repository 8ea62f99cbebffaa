package org.labwall.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.flow.Change;
import org.labwall.flow.Comparison;
import org.labwall.flow.Matrix;
import org.labwall.loaded.RuleSet;
import org.labwall.model.Site;
import org.labwall.project.Node;
import org.labwall.project.Projector;

/** Compares what sources say, and what was compiled of them, flow by flow. */
public final class Flows {
  private Flows() {}

  /** What changes from one source to another at these roles, which both should have. */
  public static List<Change> between(
      Site before, Site after, List<String> roles, Diagnostics diagnostics) {
    List<Change> changes = new ArrayList<>();
    for (String role : roles) {
      Optional<Node> old = node(before, role);
      Optional<Node> next = node(after, role);
      if (old.isPresent() && next.isPresent()) {
        changes.addAll(Comparison.between(old.get(), next.get()));
      } else {
        Site without = old.isPresent() ? after : before;
        diagnostics.add(
            Diagnostic.nowhere(
                Code.NO_SUCH_ROLE, "`" + without.source() + "` has no role `" + role + "`."));
      }
    }
    return Comparison.merged(changes);
  }

  /** What is different at another role of a source. */
  public static List<Change> between(Site site, String before, String after) {
    return Comparison.between(node(site, before).orElseThrow(), node(site, after).orElseThrow());
  }

  /** What changes from compiled rules to a source, or from the source to them. */
  public static List<Change> between(
      Site site, RuleFiles files, boolean filesFirst, List<String> roles, Diagnostics diagnostics) {
    List<Change> changes = new ArrayList<>();
    for (String role : roles) {
      List<RuleSet> rules =
          files.read(role, diagnostics).stream().map(RuleSource.Rules::rules).toList();
      if (!diagnostics.hasErrors()) {
        changes.addAll(Comparison.between(node(site, role).orElseThrow(), rules, filesFirst));
      }
    }
    return Comparison.merged(changes);
  }

  /** What may pass from network to network at these roles. */
  public static List<Matrix> matrices(Site site, List<String> roles) {
    return Matrix.of(
        Projector.nodes(site).stream().filter(it -> roles.contains(it.role().name())).toList());
  }

  private static Optional<Node> node(Site site, String role) {
    return Projector.nodes(site).stream().filter(it -> it.role().name().equals(role)).findFirst();
  }
}
