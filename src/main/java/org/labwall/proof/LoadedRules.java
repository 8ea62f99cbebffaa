package org.labwall.proof;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.loaded.Chain;
import org.labwall.loaded.ElementSet.Element;
import org.labwall.loaded.Match;
import org.labwall.loaded.NumberSet;
import org.labwall.loaded.Rule;
import org.labwall.loaded.RuleSet;
import org.labwall.loaded.Table;
import org.labwall.loaded.Verdict;
import org.labwall.packet.Diagrams;
import org.labwall.source.Span;

/** What rules that are loaded do with packets, chain by chain as the kernel goes through them. */
public final class LoadedRules {
  private static final Optional<Verdict> ACCEPT = Optional.of(new Verdict.Accept());
  private static final Optional<Verdict> RETURN = Optional.of(new Verdict.Return());

  private final RuleSet rules;
  private final Diagrams diagrams;
  private final Outcomes outcomes;
  private final Buckets buckets;
  private final Conditions conditions;
  private final Map<Chain, Integer> chains = new IdentityHashMap<>();

  /** Of rules whose words are among those of the space. */
  public LoadedRules(RuleSet rules, Space space) {
    this.rules = rules;
    this.diagrams = space.diagrams();
    this.outcomes = space.outcomes();
    this.buckets = space.fields().buckets();
    this.conditions = new Conditions(space.fields(), diagrams);
  }

  /** The names and addresses of the rules, so that they get numbers. */
  public static void collect(RuleSet rules, Fields.Words words) {
    for (Table table : rules.tables()) {
      for (Chain chain : table.chains().values()) {
        for (Rule rule : chain.rules()) {
          Conditions.collect(rule.matches(), words);
          if (rule.matches().stream().anyMatch(Match.Limit.class::isInstance)) {
            words.addLimited(rule);
          }
          if (rule.verdict() instanceof Verdict.Branch it) {
            Conditions.collect(it.map(), words);
          }
        }
      }
    }
  }

  /** What all chains of one kind at a hook decide, one after the other; in the end a verdict. */
  public int at(Chain.Hook hook, Chain.Kind kind) {
    int all = Diagrams.NOTHING;
    for (RuleSet.Called called : rules.at(hook)) {
      if (called.base().kind() == kind) {
        boolean accepts = called.base().accepts();
        int chain = chain(called.table(), called.chain());
        all = diagrams.then(all, outcomes.map(diagrams, chain, it -> it.ending(accepts).goingOn()));
      }
    }
    return outcomes.map(diagrams, all, it -> it.end().isEmpty() ? it.ending(ACCEPT) : it);
  }

  private int chain(Table table, Chain chain) {
    Integer known = chains.get(chain);
    if (known != null) {
      return known;
    }
    List<Integer> all = new ArrayList<>(chain.rules().size());
    for (Rule rule : chain.rules()) {
      all.add(rule(table, rule));
    }
    int function = diagrams.then(all);
    chains.put(chain, function);
    return function;
  }

  private int rule(Table table, Rule rule) {
    int decision = decision(table, rule.verdict());
    if (!rule.statements().isEmpty()) {
      Outcome done = new Outcome(rule.statements(), Optional.empty());
      decision = diagrams.then(outcomes.constant(done), decision);
    }
    return limited(rule, decision);
  }

  /** What a rule does; what stands before a limit is asked before a token is taken. */
  private int limited(Rule rule, int decision) {
    List<Match> matches = rule.matches();
    NumberSet protocols = Conditions.protocols(matches);
    int function = decision;
    int end = matches.size();
    for (int i = end - 1; i >= 0; i--) {
      if (matches.get(i) instanceof Match.Limit limit) {
        List<Match> behind = matches.subList(i + 1, end);
        function = diagrams.when(conditions.all(behind, protocols), function);
        function = outcomes.limited(diagrams, buckets.of(rule, i), !limit.over(), function);
        end = i;
      }
    }
    return diagrams.when(conditions.all(matches.subList(0, end), protocols), function);
  }

  private int decision(Table table, Verdict verdict) {
    return switch (verdict) {
      case Verdict.Accept it -> outcomes.constant(Outcome.of(it));
      case Verdict.Drop it -> outcomes.constant(Outcome.of(it));
      case Verdict.Reject it -> outcomes.constant(Outcome.of(it));
      case Verdict.Translate it -> outcomes.constant(Outcome.of(it));
      case Verdict.Return it -> outcomes.constant(Outcome.of(it));
      case Verdict.Continue it -> Diagrams.NOTHING;
      case Verdict.Jump(String name) ->
          outcomes.map(
              diagrams,
              chain(table, name),
              it -> it.end().equals(RETURN) ? it.ending(Optional.empty()) : it);
      case Verdict.Goto(String name) ->
          outcomes.map(
              diagrams, chain(table, name), it -> it.end().isEmpty() ? it.ending(RETURN) : it);
      case Verdict.Branch branch -> {
        List<Integer> arms = new ArrayList<>();
        for (Element element : branch.map().elements()) {
          int arm = decision(table, element.verdict().orElseThrow());
          arms.add(diagrams.when(packets(branch, element), arm));
        }
        yield diagrams.then(arms);
      }
    };
  }

  private int packets(Verdict.Branch branch, Element element) {
    return conditions.element(branch.key(), element, Conditions.allProtocols());
  }

  private int chain(Table table, String name) {
    return chain(table, of(table, name));
  }

  /** A chain that a rule leads to; readers refuse rules whose chain is not there. */
  private static Chain of(Table table, String name) {
    return Optional.ofNullable(table.chains().get(name)).orElseThrow();
  }

  /** The rule that decides of a packet at a hook, or the chain whose policy does; if any. */
  public Optional<Span> deciding(Chain.Hook hook, Chain.Kind kind, int[] packet) {
    Optional<Span> last = Optional.empty();
    for (RuleSet.Called called : rules.at(hook)) {
      if (called.base().kind() == kind) {
        last =
            deciding(called.table(), called.chain(), packet)
                .map(Rule::span)
                .or(() -> Optional.of(called.chain().span()));
        int value = diagrams.at(chain(called.table(), called.chain()), packet);
        if (!outcomes.of(value).ending(called.base().accepts()).goesOn()) {
          return last;
        }
      }
    }
    return last;
  }

  /** The rule in a chain, or in one that it leads to, that says the last word of a packet. */
  private Optional<Rule> deciding(Table table, Chain chain, int[] packet) {
    for (Rule rule : chain.rules()) {
      if (outcomes.isFinal(diagrams.at(rule(table, rule), packet))) {
        Optional<Rule> inside =
            target(rule.verdict(), packet).flatMap(it -> deciding(table, of(table, it), packet));
        return inside.isPresent() ? inside : Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private Optional<String> target(Verdict verdict, int[] packet) {
    if (verdict instanceof Verdict.Branch branch) {
      return branch.map().elements().stream()
          .filter(it -> diagrams.at(packets(branch, it), packet) != 0)
          .findFirst()
          .flatMap(it -> it.verdict().orElseThrow().target());
    }
    return verdict.target();
  }
}
