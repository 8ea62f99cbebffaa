package org.labwall.filter;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.labwall.filter.Match.End;
import org.labwall.model.Rule;
import org.labwall.project.Node;
import org.labwall.project.Reach;

/**
 * Writes the rules of the source into the kernel's chains and chains of their own.
 *
 * <p>Few rules stand one after the other, as in the source: a packet that one of them does not
 * decide comes to the next. Where there are more at a hook, packets find theirs by a search.
 */
final class PolicyRules {
  private final Map<Hook, List<FilterRule>> byHook = new EnumMap<>(Hook.class);
  private final List<Chain> chains = new ArrayList<>();
  private final RuleSteps steps;

  PolicyRules(Node node, Reach reach, Style style, ChainNames names) {
    Places places = new Places(node, reach, style, new Sets(style, names));
    steps = new RuleSteps(node, names, chains);
    RuleWriter writer = new RuleWriter(places, steps, names, chains);
    List<List<Clause>> byRule = new ArrayList<>();
    Map<Hook, List<Clause>> clauses = clauses(node, byRule);
    if (clauses.values().stream().allMatch(it -> it.size() <= style.list())) {
      for (List<Clause> ofOneRule : byRule) {
        writer.list(ofOneRule).forEach((hook, rules) -> at(hook).addAll(rules));
      }
      return;
    }
    clauses.forEach(
        (hook, all) -> {
          Dimensions dimensions = new Dimensions(places, all);
          Gathering gathering = new Gathering(style, dimensions, steps, names);
          Search search = new Search(style, dimensions, writer, gathering, names);
          at(hook).addAll(search.rules(all.stream().filter(dimensions::isPossible).toList()));
          chains.addAll(search.chains());
        });
  }

  /** What the rules say at each hook, in their order; also rule by rule. */
  private static Map<Hook, List<Clause>> clauses(Node node, List<List<Clause>> byRule) {
    Map<Hook, List<Clause>> byHook = new EnumMap<>(Hook.class);
    Map<Hook, Set<End>> open = new EnumMap<>(Hook.class);
    List<Rule> policy = node.policy();
    for (int i = 0; i < policy.size(); i++) {
      List<Clause> ofOneRule = new ArrayList<>();
      for (Hook hook : List.of(Hook.FORWARD, Hook.INPUT, Hook.OUTPUT)) {
        if (Places.speaksAt(hook, policy.get(i), node.routes())) {
          Set<End> ends = open.computeIfAbsent(hook, PolicyRules::open);
          Clause clause = new Clause(policy.get(i), i, hook, ends);
          ofOneRule.add(clause);
          byHook.computeIfAbsent(hook, it -> new ArrayList<>()).add(clause);
        }
      }
      byRule.add(ofOneRule);
    }
    return byHook;
  }

  private static Set<End> open(Hook hook) {
    Set<End> open = EnumSet.allOf(End.class);
    open.removeIf(end -> !Places.isElsewhere(hook, end));
    return Set.copyOf(open);
  }

  /** The rules at a hook. */
  List<FilterRule> at(Hook hook) {
    return byHook.computeIfAbsent(hook, it -> new ArrayList<>());
  }

  /** The chains of the rules' own. */
  List<Chain> chains() {
    return chains;
  }

  /** Whether any rule jumps to {@link RuleSteps#REFUSE}. */
  boolean refuses() {
    return steps.refuses();
  }
}
