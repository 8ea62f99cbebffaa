package org.labwall.loaded;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;

/**
 * Rules as lines of text that are equal where the rules are: without places, the elements of sets
 * in order, and without chains that only let pass.
 */
public final class Canonical {
  private Canonical() {}

  /** The lines, chain by chain in the order of their names. */
  public static List<String> lines(RuleSet rules) {
    List<String> lines = new ArrayList<>();
    TreeMap<String, Table> tables = new TreeMap<>();
    rules.tables().forEach(it -> tables.put(it.name(), it));
    for (Table table : tables.values()) {
      for (Chain chain : new TreeMap<>(table.chains()).values()) {
        boolean passes = chain.base().map(Chain.Base::accepts).orElse(false);
        if (!passes || !chain.rules().isEmpty()) {
          String place = table.name() + " " + chain.name();
          lines.add(place + chain.base().map(it -> " " + it).orElse(""));
          chain.rules().forEach(rule -> lines.add(place + ": " + line(rule)));
        }
      }
    }
    return lines;
  }

  /** A rule. */
  public static String line(Rule rule) {
    List<String> words = new ArrayList<>();
    rule.matches().forEach(it -> words.add(word(it)));
    rule.statements().forEach(it -> words.add(it.toString()));
    words.add(word(rule.verdict()));
    if (!rule.comment().isEmpty()) {
      words.add("# " + rule.comment());
    }
    return String.join(" ", words);
  }

  private static String word(Match match) {
    return match instanceof Match.Lookup(List<Field> key, ElementSet set, boolean negated)
        ? (negated ? "not " : "") + key + " in " + text(set)
        : match.toString();
  }

  private static String word(Verdict verdict) {
    return verdict instanceof Verdict.Branch(List<Field> key, ElementSet map)
        ? key + " by " + text(map)
        : verdict.toString();
  }

  /** Addresses alone are one set, for a program may write neighbours as one. */
  private static String text(ElementSet set) {
    List<AddressRange> ranges = new ArrayList<>();
    for (ElementSet.Element element : set.elements()) {
      if (element.values().size() == 1
          && element.verdict().isEmpty()
          && element.comment().isEmpty()
          && element.values().getFirst() instanceof Value.Addresses(AddressRange range)) {
        ranges.add(range);
      }
    }
    if (!ranges.isEmpty() && ranges.size() == set.elements().size()) {
      return set.name() + AddressSet.of(ranges.getFirst().family(), ranges);
    }
    return set.name()
        + set.elements().stream()
            .map(it -> it.values() + it.comment() + it.verdict())
            .sorted()
            .collect(Collectors.joining(", ", "{", "}"));
  }
}
