package org.labwall.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.labwall.address.Family;
import org.labwall.loaded.RuleSet;
import org.labwall.model.Role;
import org.labwall.project.Node;
import org.labwall.proof.Fields;
import org.labwall.proof.LoadedRules;
import org.labwall.proof.Space;
import org.labwall.proof.Witness;
import org.labwall.proof.Written;

/** Compares what is said of packets at machines. */
public final class Comparison {
  private Comparison() {}

  /** What changes from what the one source says of a machine to what the other says of one. */
  public static List<Change> between(Node before, Node after) {
    List<Change> changes = new ArrayList<>();
    for (Family family : Family.values()) {
      Fields.Words words = new Fields.Words();
      for (Node node : List.of(before, after)) {
        Written.collect(node, family, words);
        Written.collectNames(node, family, words);
      }
      Space space = Space.of(family, words);
      Written old = new Written(before, space);
      Written next = new Written(after, space);
      changes.addAll(
          new FlowChanges(
                  space,
                  new FlowNames(space, List.of(next.places(), old.places())),
                  new WrittenSaying(old),
                  new WrittenSaying(next))
              .all());
    }
    return together(changes, after);
  }

  /**
   * What changes from what a machine loads to what a source says of it, or the other way round.
   *
   * @param rules what it loads, of each family
   */
  public static List<Change> between(Node node, List<RuleSet> rules, boolean rulesFirst) {
    List<Change> changes = new ArrayList<>();
    for (RuleSet each : rules) {
      Fields.Words words = new Fields.Words();
      LoadedRules.collect(each, words);
      Written.collect(node, each.family(), words);
      Written.collectNames(node, each.family(), words);
      Space space = Space.of(each.family(), words);
      Written written = new Written(node, space);
      Saying said = new WrittenSaying(written);
      Saying loaded = new LoadedSaying(new LoadedRules(each, space), new Witness(node, space));
      FlowNames names = new FlowNames(space, List.of(written.places()));
      changes.addAll(
          (rulesFirst
                  ? new FlowChanges(space, names, loaded, said)
                  : new FlowChanges(space, names, said, loaded))
              .all());
    }
    return together(changes, node);
  }

  /** Those of both families as one where they are the same. */
  private static List<Change> together(List<Change> changes, Node node) {
    boolean both = node.has(Family.IPV4) && node.has(Family.IPV6);
    Map<Change, Change> all = new LinkedHashMap<>();
    for (Change change : changes) {
      Change told = change.at(List.of(node.role())).tellingFamily(both);
      all.merge(change.alike(), told, (first, second) -> first.inBoth());
    }
    return List.copyOf(all.values());
  }

  /** Changes at several machines, each once, with all the machines that it is at. */
  public static List<Change> merged(List<Change> changes) {
    Map<List<Object>, Change> all = new LinkedHashMap<>();
    for (Change change : changes) {
      all.merge(
          List.of(change.alike(), change.flow().families()),
          change,
          (first, second) -> {
            List<Role> roles = new ArrayList<>(first.roles());
            roles.addAll(second.roles());
            return first.at(roles);
          });
    }
    return List.copyOf(all.values());
  }
}
