package org.labwall.lab.trial;

import java.util.ArrayList;
import java.util.List;

/** What a trial finds out. */
final class Findings {
  private static final int SHOWN = 20;

  private final List<String> facts = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();

  void fact(String words) {
    facts.add(words);
  }

  void fault(String sentence) {
    faults.add(sentence);
  }

  List<String> facts() {
    return facts;
  }

  /** The faults; of very many the first, and how many more there are. */
  List<String> faults() {
    if (faults.size() <= SHOWN) {
      return faults;
    }
    List<String> some = new ArrayList<>(faults.subList(0, SHOWN));
    some.add("And " + (faults.size() - SHOWN) + " more.");
    return some;
  }
}
