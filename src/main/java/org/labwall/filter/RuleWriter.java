package org.labwall.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.filter.Action.Arm;
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
            addSteps(rules, both(concat(source, destination), service), does, comment);
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
    for (List<Match> matches : expansion.first().anyOf()) {
      for (List<Match> service : expansion.firstServices()) {
        rules.add(new FilterRule(both(matches, service), new Action.Jump(name), comment));
      }
    }
    for (Side side : List.of(expansion.first(), expansion.second())) {
      side.noneOf().forEach(it -> own.add(new FilterRule(it, new Action.Return(), comment)));
    }
    int place = chains.size();
    Written last = new Written(rule, comment, does);
    own.addAll(first(expansion, last));
    chains.add(place, Chain.own(name, own));
    return rules;
  }

  /** A rule of the source, and what its packets meet in the end. */
  private record Written(Rule rule, String comment, List<Step> steps) {}

  /** The rules for packets of the first side, as far as it is not settled by alternatives. */
  private List<FilterRule> first(Expansion expansion, Written last) {
    Optional<Branching> branching = expansion.first().branching();
    return branching.isPresent()
        ? branch(branching.get(), "and", second(expansion, last), last)
        : second(expansion, last);
  }

  /** The rules for packets of the second side. */
  private List<FilterRule> second(Expansion expansion, Written last) {
    List<FilterRule> ofServices = new ArrayList<>();
    expansion.secondServices().forEach(it -> addSteps(ofServices, it, last.steps, last.comment));
    Optional<Branching> branching = expansion.second().branching();
    if (branching.isPresent()) {
      return branch(branching.get(), "found", ofServices, last);
    }
    List<FilterRule> rules = new ArrayList<>();
    List<List<Match>> second = expansion.second().anyOf();
    if (expansion.repeatsServices(second.size())) {
      second.forEach(matches -> ofServices.forEach(it -> rules.add(it.after(matches))));
      return rules;
    }
    Action jump = new Action.Jump(chain(last.rule, "ports", ofServices));
    second.forEach(it -> rules.add(new FilterRule(it, jump, last.comment)));
    return rules;
  }

  private String chain(Rule rule, String part, List<FilterRule> rules) {
    String name = names.of(rule.span(), part);
    chains.add(Chain.own(name, rules));
    return name;
  }

  /** The last rules of a chain, which take packets that the branching finds on to {@code next}. */
  private List<FilterRule> branch(
      Branching branching, String part, List<FilterRule> next, Written last) {
    return branch(branching, chain(last.rule, part, next), last);
  }

  private List<FilterRule> branch(Branching branching, String next, Written last) {
    Action found = new Action.Goto(next);
    switch (branching) {
      case Branching.ByAddress(End end, List<Prefix> prefixes, boolean negated) -> {
        FilterRule back = new FilterRule(List.of(), new Action.Return(), last.comment);
        String there = negated ? chain(last.rule, "not", List.of(back)) : next;
        List<Arm<Prefix>> arms =
            prefixes.stream().map(it -> new Arm<>(it, there, last.comment)).toList();
        Action branch = new Action.BranchByAddress(end, arms);
        FilterRule all = new FilterRule(List.of(), found, last.comment);
        FilterRule some = new FilterRule(List.of(), branch, last.comment);
        return negated ? List.of(some, all) : List.of(some);
      }
      case Branching.ByInterface(End end, Map<String, Side> ports) -> {
        List<Arm<String>> arms = new ArrayList<>();
        ports.forEach(
            (port, side) ->
                arms.add(
                    new Arm<>(
                        port,
                        side.equals(Side.ALL)
                            ? next
                            : chain(last.rule, "part", behind(side, next, last)),
                        last.comment)));
        return List.of(
            new FilterRule(List.of(), new Action.BranchByInterface(end, arms), last.comment));
      }
    }
  }

  /** What takes packets of a side on. */
  private List<FilterRule> behind(Side side, String next, Written last) {
    List<FilterRule> rules = new ArrayList<>();
    side.noneOf().forEach(it -> rules.add(new FilterRule(it, new Action.Return(), last.comment)));
    if (side.branching().isPresent()) {
      rules.addAll(branch(side.branching().get(), next, last));
    } else {
      Action found = new Action.Goto(next);
      side.anyOf().forEach(it -> rules.add(new FilterRule(it, found, last.comment)));
    }
    return rules;
  }

  private static void addSteps(
      List<FilterRule> rules, List<Match> matches, List<Step> steps, String comment) {
    for (Step step : steps) {
      rules.add(new FilterRule(concat(matches, step.condition()), step.action(), comment));
    }
  }

  /** Places and a service; sets are searched last, for most packets are of another service. */
  private static List<Match> both(List<Match> places, List<Match> service) {
    List<Match> all = new ArrayList<>(concat(places, service));
    List<Match> sets = all.stream().filter(Match.Member.class::isInstance).toList();
    all.removeAll(sets);
    all.addAll(sets);
    return all;
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
