package org.labwall.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of mutants, and what is wrong with it. */
final class Tally {
  private final Map<String, Integer> counts = new TreeMap<>();
  private final List<String> findings = new ArrayList<>();

  /** How many had a fate. */
  int count(String fate) {
    return counts.getOrDefault(fate, 0);
  }

  /** Counts one mutant. */
  void add(String fate) {
    counts.merge(fate, 1, Integer::sum);
  }

  /** Something that must not be. */
  void find(String what) {
    findings.add(what);
  }

  int mutants() {
    return counts.values().stream().mapToInt(it -> it).sum();
  }

  List<String> findings() {
    return findings;
  }

  @Override
  public String toString() {
    return mutants()
        + " mutants: "
        + counts.entrySet().stream()
            .map(it -> it.getValue() + " " + it.getKey())
            .collect(Collectors.joining(", "));
  }
}
