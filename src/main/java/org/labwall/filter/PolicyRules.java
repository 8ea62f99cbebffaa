package org.labwall.filter;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.filter.Match.End;
import org.labwall.model.Endpoint;
import org.labwall.model.Rule;
import org.labwall.project.Areas;
import org.labwall.project.Node;
import org.labwall.project.Reach;

/**
 * Writes the rules of the source into the kernel's chains and chains of their own.
 *
 * <p>Every rule stays one after the other: a packet that one of them does not decide comes back to
 * the next. No two rules share a chain, but for the one that rejects.
 */
final class PolicyRules {
  /** The chain that answers packets that may not pass. */
  static final String REFUSE = "refuse";

  private final Node node;
  private final ChainNames names;
  private final Map<Hook, List<FilterRule>> byHook = new EnumMap<>(Hook.class);
  private final List<Chain> chains = new ArrayList<>();
  private final Areas areas;
  private final Areas inputSources;
  private boolean refuses;

  PolicyRules(Node node, Reach reach) {
    this.node = node;
    this.names = new ChainNames(node.site().source());
    this.areas = Areas.of(node, reach);
    this.inputSources = Areas.withLinkSources(node, reach);
    for (Hook hook : Hook.values()) {
      byHook.put(hook, new ArrayList<>());
    }
    node.policy().forEach(this::add);
  }

  /** The rules at a hook. */
  List<FilterRule> at(Hook hook) {
    return byHook.getOrDefault(hook, List.of());
  }

  /** The chains of the rules' own. */
  List<Chain> chains() {
    return chains;
  }

  /** Whether any rule jumps to {@link #REFUSE}. */
  boolean refuses() {
    return refuses;
  }

  private void add(Rule rule) {
    List<List<Match>> services = ServiceMatches.of(rule.services(), areas.reach().family());
    List<Expansion> expansions =
        List.of(forward(rule, services), input(rule, services), output(rule, services)).stream()
            .filter(expansion -> !expansion.isEmpty())
            .toList();
    if (expansions.isEmpty()) {
      return;
    }
    String comment = comment(rule);
    boolean single = expansions.size() == 1 && expansions.get(0).size() == 1;
    List<Step> steps = steps(rule, comment, single && expansions.get(0).isFlat());
    expansions.forEach(expansion -> write(expansion, rule, comment, steps));
  }

  private Expansion forward(Rule rule, List<List<Match>> services) {
    Sides from = new Sides(areas, End.SOURCE, true);
    Sides to = new Sides(areas, End.DESTINATION, true);
    return node.routes()
        ? expansion(Hook.FORWARD, from.of(rule.from()), to.of(rule.to()), services)
        : nothing(Hook.FORWARD);
  }

  private Expansion input(Rule rule, List<List<Match>> services) {
    Sides from = new Sides(inputSources, End.SOURCE, false);
    return meansSelf(rule.to())
        ? expansion(Hook.INPUT, from.of(rule.from()), Side.ALL, services)
        : nothing(Hook.INPUT);
  }

  private Expansion output(Rule rule, List<List<Match>> services) {
    Sides to = new Sides(areas, End.DESTINATION, true);
    return meansSelf(rule.from())
        ? expansion(Hook.OUTPUT, Side.ALL, to.of(rule.to()), services)
        : nothing(Hook.OUTPUT);
  }

  private static Expansion expansion(Hook hook, Side from, Side to, List<List<Match>> services) {
    return new Expansion(hook, from, to, services);
  }

  private static Expansion nothing(Hook hook) {
    return new Expansion(hook, Side.NONE, Side.NONE, List.of());
  }

  private static boolean meansSelf(List<Endpoint> endpoints) {
    return endpoints.stream().anyMatch(Endpoint.Self.class::isInstance);
  }

  private String comment(Rule rule) {
    String place = rule.span().cite();
    return rule.note().map(note -> place + " " + note.of(node.role())).orElse(place);
  }

  /** What a rule does with its packets, in this order; a further condition may come with each. */
  private record Step(List<Match> condition, Action action) {}

  /**
   * The steps of a rule. Its tokens are in one bucket, however many rules it is written as: so its
   * limit has a chain of its own, and packets that find no token come back from there.
   */
  private List<Step> steps(Rule rule, String comment, boolean single) {
    List<Step> verdict = new ArrayList<>();
    rule.log()
        .map(log -> new Action.Log(LogPrefix.of(rule, log, node.role())))
        .ifPresent(log -> verdict.add(new Step(List.of(), log)));
    verdict.add(new Step(List.of(), verdict(rule)));
    List<Step> steps = verdict;
    if (verdict.size() > 1 && (!single || rule.limit().isPresent())) {
      steps = List.of(inChain(rule, "log", verdict, comment));
    }
    Optional<Match> limit = rule.limit().map(Match.Limited::new);
    if (limit.isPresent()) {
      steps = List.of(new Step(List.of(limit.get()), steps.get(0).action()));
      return single ? steps : List.of(inChain(rule, "limit", steps, comment));
    }
    return steps;
  }

  private Step inChain(Rule rule, String part, List<Step> steps, String comment) {
    String name = names.of(rule.span(), part);
    List<FilterRule> rules = new ArrayList<>();
    addSteps(rules, List.of(), steps, comment);
    chains.add(Chain.own(name, rules));
    return new Step(List.of(), new Action.Jump(name));
  }

  private Action verdict(Rule rule) {
    return switch (rule.verdict()) {
      case ALLOW -> new Action.Accept();
      case DENY -> new Action.Drop();
      case REJECT -> {
        refuses = true;
        yield new Action.Jump(REFUSE);
      }
    };
  }

  private void write(Expansion expansion, Rule rule, String comment, List<Step> steps) {
    List<FilterRule> rules = at(expansion.hook());
    if (expansion.isFlat()) {
      for (List<Match> source : expansion.from().anyOf()) {
        for (List<Match> destination : expansion.to().anyOf()) {
          for (List<Match> service : expansion.services()) {
            addSteps(rules, concat(concat(source, destination), service), steps, comment);
          }
        }
      }
      return;
    }
    String part =
        switch (expansion.hook()) {
          case INPUT -> "in";
          case FORWARD -> "";
          case OUTPUT -> "out";
        };
    String name = names.of(rule.span(), part);
    List<FilterRule> own = new ArrayList<>();
    List<Match> onlyService =
        expansion.services().size() == 1 ? expansion.services().get(0) : List.of();
    for (List<Match> matches : expansion.first().anyOf()) {
      rules.add(new FilterRule(concat(matches, onlyService), new Action.Jump(name), comment));
    }
    for (Side side : List.of(expansion.first(), expansion.second())) {
      side.noneOf().forEach(it -> own.add(new FilterRule(it, new Action.Return(), comment)));
    }
    int place = chains.size();
    writeSecond(expansion, own, rule, comment, steps);
    chains.add(place, Chain.own(name, own));
  }

  private void writeSecond(
      Expansion expansion, List<FilterRule> own, Rule rule, String comment, List<Step> steps) {
    List<List<Match>> services =
        expansion.services().size() == 1 ? List.of(List.of()) : expansion.services();
    List<List<Match>> second = expansion.second().anyOf();
    if (expansion.repeatsServices(second.size())) {
      for (List<Match> matches : second) {
        services.forEach(it -> addSteps(own, concat(matches, it), steps, comment));
      }
      return;
    }
    String name = names.of(rule.span(), "ports");
    List<FilterRule> ofServices = new ArrayList<>();
    services.forEach(it -> addSteps(ofServices, it, steps, comment));
    chains.add(Chain.own(name, ofServices));
    second.forEach(it -> own.add(new FilterRule(it, new Action.Jump(name), comment)));
  }

  private static void addSteps(
      List<FilterRule> rules, List<Match> matches, List<Step> steps, String comment) {
    for (Step step : steps) {
      rules.add(new FilterRule(concat(matches, step.condition()), step.action(), comment));
    }
  }

  private static List<Match> concat(List<Match> first, List<Match> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() ? second : first;
    }
    List<Match> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
