package org.labwall.backend.iptables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Prefix;
import org.labwall.filter.Action;
import org.labwall.filter.Action.Arm;
import org.labwall.filter.Chain;
import org.labwall.filter.FilterRule;
import org.labwall.filter.Match.End;

/**
 * Spells out branches, which iptables does not have, as trees of chains: a packet is compared with
 * a few keys in each, and goes on to the next.
 */
final class Trees {
  /** How many ways on a chain has at most. */
  private static final int WIDTH = 16;

  private final List<Chain> chains = new ArrayList<>();
  private final Set<String> names = new HashSet<>();

  private Trees(List<Chain> given) {
    given.forEach(it -> names.add(it.name()));
  }

  /** The same chains without branches, each followed by those of its trees. */
  static List<Chain> spelledOut(List<Chain> given) {
    Trees trees = new Trees(given);
    given.forEach(trees::add);
    return trees.chains;
  }

  private void add(Chain chain) {
    int place = chains.size();
    List<FilterRule> rules = new ArrayList<>();
    for (int i = 0; i < chain.rules().size(); i++) {
      FilterRule rule = chain.rules().get(i);
      List<FilterRule> rest = chain.rules().subList(i + 1, chain.rules().size());
      switch (rule.action()) {
        case Action.BranchByAddress(End end, List<Arm<Prefix>> arms) ->
            rules.addAll(new Tree<>(new Keys.Addresses(end), chain.name(), rest).rules(arms));
        case Action.BranchByInterface(End end, List<Arm<String>> arms) ->
            rules.addAll(new Tree<>(new Keys.Interfaces(end), chain.name(), rest).rules(arms));
        default -> rules.add(rule);
      }
    }
    chains.add(place, new Chain(chain.name(), chain.policy(), rules));
  }

  /** The tree of one branch. */
  private final class Tree<K> {
    private final Keys<K> keys;
    private final String stem;
    private final List<FilterRule> rest;
    private int count;

    /** A tree; what no arm takes meets {@code rest}. */
    Tree(Keys<K> keys, String name, List<FilterRule> rest) {
      this.keys = keys;
      this.rest = rest;
      this.stem = name.substring(0, Math.min(name.length(), Chain.NAME_LENGTH - 6));
    }

    /** The rules that send a packet on, of which no more than {@link #WIDTH} are in one chain. */
    List<FilterRule> rules(List<Arm<K>> arms) {
      List<List<Arm<K>>> groups = new ArrayList<>(List.of(arms));
      int widest = 0;
      while (groups.size() < WIDTH && groups.get(widest).size() > 1) {
        List<List<Arm<K>>> parts = keys.divided(groups.get(widest));
        if (groups.size() > 1 && groups.size() + parts.size() - 1 > WIDTH) {
          break;
        }
        groups.remove(widest);
        groups.addAll(widest, parts);
        widest = widest(groups);
      }
      List<FilterRule> rules = new ArrayList<>();
      for (List<Arm<K>> group : groups) {
        boolean single = group.size() == 1;
        String chain = single ? group.get(0).chain() : below(group);
        rules.add(
            new FilterRule(List.of(keys.match(group)), new Action.Goto(chain), comment(group)));
      }
      return rules;
    }

    private int widest(List<List<Arm<K>>> groups) {
      int widest = 0;
      for (int i = 1; i < groups.size(); i++) {
        if (groups.get(i).size() > groups.get(widest).size()) {
          widest = i;
        }
      }
      return widest;
    }

    private String below(List<Arm<K>> group) {
      String name = stem + "~" + ++count;
      while (!names.add(name)) {
        name = stem + "~" + ++count;
      }
      int place = chains.size();
      List<FilterRule> rules = rules(group);
      rules.addAll(rest);
      chains.add(place, new Chain(name, Optional.empty(), rules));
      return name;
    }

    private String comment(List<Arm<K>> group) {
      String first = group.get(0).comment();
      return group.size() == 1 ? first : first + " …";
    }
  }
}
