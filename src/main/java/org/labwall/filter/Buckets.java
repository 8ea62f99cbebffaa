package org.labwall.filter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiFunction;
import org.labwall.address.AddressRange;
import org.labwall.address.Prefix;
import org.labwall.filter.Action.Arm;
import org.labwall.filter.Match.End;

/**
 * Rules for ranges of addresses that have no address in common, put together in chains of a few
 * that are found by a prefix.
 */
final class Buckets {
  private final End end;
  private final int size;
  private final BiFunction<List<FilterRule>, Lines, String> chains;
  private final List<Item> items = new ArrayList<>();

  /**
   * Without rules.
   *
   * @param size the most rules of a chain, all of which a packet may be compared with
   * @param chains makes a chain of rules and names it
   */
  Buckets(End end, int size, BiFunction<List<FilterRule>, Lines, String> chains) {
    this.end = end;
    this.size = size;
    this.chains = chains;
  }

  /** What packets of a prefix meet: a chain of their own, or a few rules. */
  private record Item(Prefix prefix, List<FilterRule> rules, boolean isChain, Lines lines) {}

  /** Adds rules for packets of a range. */
  void add(AddressRange range, List<FilterRule> rules, Lines lines) {
    range.toPrefixes().forEach(it -> items.add(new Item(it, rules, false, lines)));
  }

  /** Adds a chain for packets of a range. */
  void add(AddressRange range, String chain, Lines lines) {
    List<FilterRule> rules =
        List.of(new FilterRule(List.of(), new Action.Goto(chain), lines.cite()));
    range.toPrefixes().forEach(it -> items.add(new Item(it, rules, true, lines)));
  }

  /** The rules by which a packet finds its own; nothing may stand behind them. */
  List<FilterRule> rules() {
    items.sort(Comparator.comparing(Item::prefix));
    if (size(items) <= size) {
      return flat(items);
    }
    List<Arm<Prefix>> arms = new ArrayList<>();
    divide(items, arms);
    Action branch = new Action.BranchByAddress(end, arms);
    return List.of(new FilterRule(List.of(), branch, lines(items).cite()));
  }

  private static int size(List<Item> some) {
    int size = 0;
    for (Item item : some) {
      size += item.rules.size();
    }
    return size;
  }

  private static Lines lines(List<Item> some) {
    Lines lines = some.get(0).lines;
    for (Item item : some) {
      lines = lines.and(item.lines);
    }
    return lines;
  }

  private List<FilterRule> flat(List<Item> some) {
    List<FilterRule> rules = new ArrayList<>();
    for (Item item : some) {
      List<Match> match = List.of(new Match.Addresses(end, item.prefix.range(), false));
      item.rules.forEach(rule -> rules.add(rule.after(match)));
    }
    return rules;
  }

  private void divide(List<Item> some, List<Arm<Prefix>> arms) {
    Item first = some.get(0);
    if (some.size() == 1 && first.isChain) {
      if (first.rules.get(0).action() instanceof Action.Goto(String chain)) {
        arms.add(new Arm<>(first.prefix, chain, first.lines.cite()));
      }
      return;
    }
    Prefix around = first.prefix.around(some.get(some.size() - 1).prefix);
    boolean chained = some.stream().anyMatch(Item::isChain);
    if (some.size() == 1 || (!chained && size(some) <= size)) {
      Lines lines = lines(some);
      arms.add(new Arm<>(around, chains.apply(flat(some), lines), lines.cite()));
      return;
    }
    Prefix upper = Prefix.of(around.last(), around.length() + 1);
    int middle = 0;
    while (!upper.contains(some.get(middle).prefix)) {
      middle++;
    }
    divide(some.subList(0, middle), arms);
    divide(some.subList(middle, some.size()), arms);
  }
}
