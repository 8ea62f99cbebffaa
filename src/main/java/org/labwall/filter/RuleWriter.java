package org.labwall.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.labwall.address.Family;
import org.labwall.filter.Match.End;
import org.labwall.filter.RuleSteps.Step;
import org.labwall.model.Rule;

/** Writes one rule of the source as rules of the filter, and chains of its own where it is wide. */
final class RuleWriter {
  private final Family family;
  private final Places places;
  private final RuleSteps steps;
  private final ChainNames names;
  private final List<Chain> chains;
  private final Map<Clause, List<FilterRule>> written = new HashMap<>();

  /** Adds the chains that it needs to {@code chains}. */
  RuleWriter(Places places, RuleSteps steps, ChainNames names, List<Chain> chains) {
    this.family = places.family();
    this.places = places;
    this.steps = steps;
    this.names = names;
    this.chains = chains;
  }

  /** The rules that one rule of the source takes where it stands in a list, once. */
  Map<Hook, List<FilterRule>> list(List<Clause> ofOneRule) {
    Map<Hook, Expansion> expansions = new HashMap<>();
    for (Clause clause : ofOneRule) {
      Expansion expansion = expansion(clause);
      if (!expansion.isEmpty()) {
        expansions.put(clause.hook(), expansion);
      }
    }
    Map<Hook, List<FilterRule>> rules = new HashMap<>();
    boolean single =
        expansions.size() == 1
            && expansions.values().stream().allMatch(it -> it.isFlat() && it.size() == 1);
    expansions.forEach((hook, it) -> rules.put(hook, write(it, ofOneRule.get(0).rule(), single)));
    return rules;
  }

  /** The rules that a clause takes, the same wherever the same remains to be asked for. */
  List<FilterRule> rules(Clause clause) {
    List<FilterRule> rules = written.get(clause);
    if (rules == null) {
      rules = write(expansion(clause), clause.rule(), false);
      written.put(clause, rules);
    }
    return rules;
  }

  private Expansion expansion(Clause clause) {
    Rule rule = clause.rule();
    List<List<Match>> services = ServiceMatches.of(rule.services(), family);
    return new Expansion(
        clause.hook(),
        places.side(clause, End.SOURCE),
        places.side(clause, End.DESTINATION),
        services);
  }

  private List<FilterRule> write(Expansion expansion, Rule rule, boolean single) {
    if (expansion.isEmpty()) {
      return List.of();
    }
    String comment = steps.comment(rule);
    List<Step> does = steps.of(rule, single);
    List<FilterRule> rules = new ArrayList<>();
    if (expansion.isFlat()) {
      for (List<Match> source : expansion.from().anyOf()) {
        for (List<Match> destination : expansion.to().anyOf()) {
          for (List<Match> service : expansion.services()) {
            addSteps(rules, concat(concat(source, destination), service), does, comment);
          }
        }
      }
      return rules;
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
    writeSecond(expansion, own, rule, comment, does);
    chains.add(place, Chain.own(name, own));
    return rules;
  }

  private void writeSecond(
      Expansion expansion, List<FilterRule> own, Rule rule, String comment, List<Step> does) {
    List<List<Match>> services =
        expansion.services().size() == 1 ? List.of(List.of()) : expansion.services();
    List<List<Match>> second = expansion.second().anyOf();
    if (expansion.repeatsServices(second.size())) {
      for (List<Match> matches : second) {
        services.forEach(it -> addSteps(own, concat(matches, it), does, comment));
      }
      return;
    }
    String name = names.of(rule.span(), "ports");
    List<FilterRule> ofServices = new ArrayList<>();
    services.forEach(it -> addSteps(ofServices, it, does, comment));
    chains.add(Chain.own(name, ofServices));
    second.forEach(it -> own.add(new FilterRule(it, new Action.Jump(name), comment)));
  }

  private static void addSteps(
      List<FilterRule> rules, List<Match> matches, List<Step> steps, String comment) {
    for (Step step : steps) {
      rules.add(new FilterRule(concat(matches, step.condition()), step.action(), comment));
    }
  }

  static List<Match> concat(List<Match> first, List<Match> second) {
    if (first.isEmpty() || second.isEmpty()) {
      return first.isEmpty() ? second : first;
    }
    List<Match> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
