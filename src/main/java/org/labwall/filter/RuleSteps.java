package org.labwall.filter;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.model.Logging;
import org.labwall.model.Role;
import org.labwall.model.Rule;
import org.labwall.project.LogPrefix;
import org.labwall.project.Node;

/**
 * What a rule does with its packets, in this order.
 *
 * <p>Its tokens are in one bucket, however many rules it is written as: so its limit has a chain of
 * its own where it is written as more than one, and packets that find no token come back from
 * there.
 */
final class RuleSteps {
  /** The chain that answers packets that may not pass. */
  static final String REFUSE = "refuse";

  private final Role role;
  private final Logging logging;
  private final ChainNames names;
  private final List<Chain> chains;
  private final Map<Rule, List<Step>> shared = new IdentityHashMap<>();
  private boolean refuses;

  /** Adds the chains that it needs to {@code chains}. */
  RuleSteps(Node node, ChainNames names, List<Chain> chains) {
    this.role = node.role();
    this.logging = node.cluster().logging();
    this.names = names;
    this.chains = chains;
  }

  /** One of the steps; a further condition may come with it. */
  record Step(List<Match> condition, Action action) {}

  /** Whether any rule jumps to {@link #REFUSE}. */
  boolean refuses() {
    return refuses;
  }

  /**
   * The steps of a rule.
   *
   * @param single whether they are written once, at one place
   */
  List<Step> of(Rule rule, boolean single) {
    return single ? steps(rule, true) : shared.computeIfAbsent(rule, it -> steps(it, false));
  }

  private List<Step> steps(Rule rule, boolean single) {
    List<Step> verdict = new ArrayList<>();
    rule.log().ifPresent(log -> verdict.add(step(rule, log)));
    verdict.add(new Step(List.of(), verdict(rule)));
    List<Step> steps = verdict;
    if (verdict.size() > 1 && (!single || rule.limit().isPresent())) {
      steps = List.of(inChain(rule, "log", verdict));
    }
    Optional<Match> limit = rule.limit().map(Match.Limited::new);
    if (limit.isPresent()) {
      steps = List.of(new Step(List.of(limit.get()), steps.get(0).action()));
      return single ? steps : List.of(inChain(rule, "limit", steps));
    }
    return steps;
  }

  /** Logs packets, or as many of them as there are tokens; the others are decided all the same. */
  private Step step(Rule rule, Rule.Log log) {
    String prefix = LogPrefix.of(rule, log, role, logging);
    Optional<Match> tokens = log.rate().or(logging::rate).map(Match.Limited::new);
    return new Step(
        tokens.map(List::of).orElse(List.of()), new Action.Log(prefix, logging.target()));
  }

  private Step inChain(Rule rule, String part, List<Step> steps) {
    String name = names.of(rule.span(), part);
    String comment = comment(rule);
    List<FilterRule> rules =
        steps.stream().map(it -> new FilterRule(it.condition(), it.action(), comment)).toList();
    chains.add(Chain.own(name, rules));
    return new Step(List.of(), new Action.Jump(name));
  }

  /** What packets of the rule meet in the end. */
  Action verdict(Rule rule) {
    return switch (rule.verdict()) {
      case ALLOW -> new Action.Accept();
      case DENY -> new Action.Drop();
      case REJECT -> {
        refuses = true;
        yield new Action.Jump(REFUSE);
      }
    };
  }

  /** What the generated rules say of where they come from. */
  String comment(Rule rule) {
    String place = rule.span().cite();
    return rule.note().map(note -> place + " " + note.of(role)).orElse(place);
  }
}
