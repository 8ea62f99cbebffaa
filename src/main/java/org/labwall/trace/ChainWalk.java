package org.labwall.trace;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.labwall.loaded.Chain;
import org.labwall.loaded.ElementSet.Element;
import org.labwall.loaded.Rule;
import org.labwall.loaded.RuleSet;
import org.labwall.loaded.Statement;
import org.labwall.loaded.Table;
import org.labwall.loaded.Verdict;

/** Goes with one packet through a chain that the kernel calls, and those that it leads to. */
final class ChainWalk {
  private final Table table;
  private final Chain.Base base;
  private final Chain start;
  private final Conditions conditions;
  private final Deque<Place> places = new ArrayDeque<>();
  private final List<Statement.Log> logs = new ArrayList<>();

  ChainWalk(RuleSet.Called called, Conditions conditions) {
    this.table = called.table();
    this.base = called.base();
    this.start = called.chain();
    this.conditions = conditions;
  }

  /** Where the packet is in a chain. */
  private static final class Place {
    private final Chain chain;

    /** What led it there: a rule, but for the first chain, and elements of its sets. */
    private final Optional<Rule> by;

    private final List<Element> elements;

    private int next;

    /** Whether a goto led it on, so that it does not come back. */
    private boolean left;

    Place(Chain chain, Optional<Rule> by, List<Element> elements) {
      this.chain = chain;
      this.by = by;
      this.elements = elements;
    }
  }

  /** What decides. */
  Met met() {
    places.push(new Place(start, Optional.empty(), List.of()));
    while (!places.isEmpty()) {
      Place here = places.peek();
      if (here.left || here.next == here.chain.rules().size()) {
        places.pop();
        continue;
      }
      Rule rule = here.chain.rules().get(here.next++);
      if (conditions.hold(rule.matches())) {
        log(rule);
        Optional<Met> met = follow(rule, rule.verdict(), conditions.elements(rule.matches()));
        if (met.isPresent()) {
          return met.get();
        }
      }
    }
    Verdict policy = base.accepts() ? new Verdict.Accept() : new Verdict.Drop();
    return new Met(base, List.of(start), List.of(), Optional.empty(), List.of(), policy);
  }

  /** The lines of the kernel's log on the way. */
  List<Statement.Log> logs() {
    return logs;
  }

  private void log(Rule rule) {
    for (Statement statement : rule.statements()) {
      if (statement instanceof Statement.Log log) {
        logs.add(log);
      }
    }
  }

  private Optional<Met> follow(Rule rule, Verdict verdict, List<Element> elements) {
    return switch (verdict) {
      case Verdict.Accept it -> decided(rule, it, elements);
      case Verdict.Drop it -> decided(rule, it, elements);
      case Verdict.Reject it -> decided(rule, it, elements);
      case Verdict.Translate it -> decided(rule, it, elements);
      case Verdict.Continue it -> Optional.empty();
      case Verdict.Return it -> {
        places.pop();
        yield Optional.empty();
      }
      case Verdict.Jump(String name) -> enter(name, rule, elements);
      case Verdict.Goto(String name) -> {
        places.element().left = true;
        yield enter(name, rule, elements);
      }
      case Verdict.Branch branch -> {
        Optional<Element> found = conditions.find(branch.key(), branch.map());
        if (found.isEmpty()) {
          yield Optional.empty();
        }
        List<Element> all = new ArrayList<>(elements);
        all.add(found.get());
        yield follow(rule, found.get().verdict().orElseThrow(), all);
      }
    };
  }

  /** A chain that a rule leads to; readers refuse rules whose chain is not there. */
  private Optional<Met> enter(String name, Rule by, List<Element> elements) {
    Chain chain = Optional.ofNullable(table.chains().get(name)).orElseThrow();
    places.push(new Place(chain, Optional.of(by), elements));
    return Optional.empty();
  }

  private Optional<Met> decided(Rule rule, Verdict verdict, List<Element> elements) {
    List<Chain> way = new ArrayList<>();
    List<Rule> led = new ArrayList<>();
    List<Element> all = new ArrayList<>();
    places
        .descendingIterator()
        .forEachRemaining(
            it -> {
              way.add(it.chain);
              it.by.ifPresent(led::add);
              all.addAll(it.elements);
            });
    all.addAll(elements);
    return Optional.of(new Met(base, way, led, Optional.of(rule), all, verdict));
  }
}
