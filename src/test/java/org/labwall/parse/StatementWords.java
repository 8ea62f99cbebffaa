package org.labwall.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.Transition;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.labwall.parse.grammar.LabWallLexer;
import org.labwall.parse.grammar.LabWallParser;

/**
 * The keywords of one statement, read off the parser's state machine.
 *
 * @param name the statement's rule
 * @param heads the keywords that it starts with, as names of the lexer's rules
 * @param named whether the first word after them is the name of what it declares
 * @param inner the keywords that may follow
 */
public record StatementWords(String name, List<Word> heads, boolean named, List<Word> inner) {
  private static final ATN GRAMMAR = LabWallParser._ATN;

  /** The rules in which a keyword is only a name, and that of the statements in a block. */
  private static final Set<Integer> PASSED_OVER =
      Set.of(
          LabWallParser.RULE_block,
          LabWallParser.RULE_statementWord,
          LabWallParser.RULE_vpnWord,
          LabWallParser.RULE_clauseWord,
          LabWallParser.RULE_deviceWord,
          LabWallParser.RULE_ruleWord);

  /** The names of what statements declare. */
  private static final Set<Integer> NAMES =
      Set.of(LabWallParser.RULE_name, LabWallParser.RULE_macroName);

  /**
   * A keyword.
   *
   * @param rule its rule in the lexer
   * @param kind what it does in the statement
   */
  public record Word(String rule, Kind kind) {}

  /** What a keyword does in its statement. */
  public enum Kind {
    DECLARATION,
    CLAUSE,
    VERDICT,
    SIDE,
    OPTION,
    OPERATOR,
    CONSTANT
  }

  public StatementWords {
    heads = List.copyOf(heads);
    inner = List.copyOf(inner);
  }

  /**
   * All statements of the language that start with a keyword; one that has heads with and without a
   * name comes twice.
   */
  public static List<StatementWords> all() {
    List<StatementWords> all = new ArrayList<>();
    Set<Integer> rules = calledRules(LabWallParser.RULE_statement);
    rules.remove(LabWallParser.RULE_call);
    for (int rule : rules) {
      Set<Integer> heads = keywords(GRAMMAR.nextTokens(GRAMMAR.ruleToStartState[rule]));
      Set<Integer> inner = new LinkedHashSet<>();
      closure(rule, new LinkedHashSet<>()).forEach(it -> inner.addAll(tokens(it)));
      inner.removeIf(token -> heads.contains(token) && tokens(rule).contains(token));
      String name = LabWallParser.ruleNames[rule];
      heads.stream()
          .collect(Collectors.partitioningBy(head -> isNamed(rule, head)))
          .forEach(
              (named, some) -> {
                if (!some.isEmpty()) {
                  int first = some.get(0);
                  all.add(
                      new StatementWords(
                          name, words(some, first, true), named, words(inner, first, false)));
                }
              });
    }
    return all;
  }

  /**
   * What a keyword does, by its type in the lexer.
   *
   * @param statement the type of the keyword that its statement starts with
   * @param head whether it is that
   */
  public static Kind kind(int type, int statement, boolean head) {
    return switch (type) {
      case LabWallLexer.SELF, LabWallLexer.ANY, LabWallLexer.OFF, LabWallLexer.VIRTUAL ->
          Kind.CONSTANT;
      case LabWallLexer.ON -> statement == LabWallLexer.FORWARD ? Kind.SIDE : Kind.CONSTANT;
      case LabWallLexer.NOT -> Kind.OPERATOR;
      case LabWallLexer.ALLOW, LabWallLexer.DENY, LabWallLexer.REJECT ->
          head || statement == LabWallLexer.EXPECT ? Kind.VERDICT : Kind.OPTION;
      case LabWallLexer.FROM, LabWallLexer.TO, LabWallLexer.AS -> Kind.SIDE;
      default -> {
        Kind inStatement = Keywords.declares(type) ? Kind.CLAUSE : Kind.OPTION;
        Kind atStart = Keywords.declares(type) ? Kind.DECLARATION : Kind.VERDICT;
        yield head ? atStart : inStatement;
      }
    };
  }

  private static List<Word> words(Collection<Integer> types, int statement, boolean head) {
    return types.stream()
        .map(
            type ->
                new Word(
                    LabWallLexer.VOCABULARY.getSymbolicName(type), kind(type, statement, head)))
        .toList();
  }

  /** Whether a name follows; the columns of a {@code DEV} start with one, too. */
  private static boolean isNamed(int rule, int head) {
    if (head == LabWallLexer.DEV) {
      return true;
    }
    for (Transition transition : transitions(rule)) {
      if (transition.label() != null && transition.label().contains(head)) {
        return leadsToName(transition.target);
      }
    }
    return false;
  }

  private static boolean leadsToName(ATNState from) {
    ATNState state = from;
    while (state.getNumberOfTransitions() == 1 && state.transition(0).isEpsilon()) {
      Transition step = state.transition(0);
      if (step instanceof RuleTransition call
          && (NAMES.contains(call.ruleIndex) || call.ruleIndex == LabWallParser.RULE_bareService)) {
        return NAMES.contains(call.ruleIndex);
      }
      state = step.target;
    }
    return false;
  }

  private static Set<Integer> closure(int rule, Set<Integer> found) {
    if (!PASSED_OVER.contains(rule) && found.add(rule)) {
      calledRules(rule).forEach(called -> closure(called, found));
    }
    return found;
  }

  private static Set<Integer> calledRules(int rule) {
    Set<Integer> called = new LinkedHashSet<>();
    for (Transition transition : transitions(rule)) {
      if (transition instanceof RuleTransition call) {
        called.add(call.ruleIndex);
      }
    }
    return called;
  }

  /** The keywords that a rule itself takes. */
  private static Set<Integer> tokens(int rule) {
    IntervalSet labels = new IntervalSet();
    for (Transition transition : transitions(rule)) {
      if (transition.label() != null) {
        labels.addAll(transition.label());
      }
    }
    return keywords(labels);
  }

  private static Set<Integer> keywords(IntervalSet types) {
    return types.toList().stream()
        .filter(Keywords::contains)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static List<Transition> transitions(int rule) {
    return GRAMMAR.states.stream()
        .filter(state -> state != null && state.ruleIndex == rule)
        .flatMap(state -> Arrays.stream(state.getTransitions()))
        .toList();
  }
}
