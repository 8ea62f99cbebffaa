package org.labwall.loaded.nftables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.labwall.address.Family;
import org.labwall.loaded.NotUnderstood;
import org.labwall.loaded.ProtocolNames;
import org.labwall.loaded.Rule;
import org.labwall.loaded.RuleDraft;
import org.labwall.loaded.Verdict;
import org.labwall.source.Span;

/** Reads one rule, of which several are made where it compares after it has done something. */
final class RuleReader {
  private final Tokens tokens;
  private final Family family;
  private final Declared declared;
  private final StatementReader statements;
  private final ConditionReader conditions;
  private final List<RuleDraft> before = new ArrayList<>(0);
  private RuleDraft draft = new RuleDraft();
  private boolean needsPorts;
  private @Nullable Verdict verdict;
  private List<ConditionReader.Arm> arms = List.of();

  /**
   * Reads a rule as packets of one family meet it.
   *
   * @param mixed whether the table has the rules of both families
   */
  RuleReader(Tokens tokens, Family family, boolean mixed, Declared declared) {
    this.tokens = tokens;
    this.family = family;
    this.declared = declared;
    this.statements = new StatementReader(tokens, family, mixed);
    this.conditions = new ConditionReader(tokens, family, mixed, declared);
  }

  /** The rules that a rule is. */
  List<Rule> read() {
    Tokens.Mark mark = tokens.mark();
    String comment = "";
    while (!tokens.isAtEndOfStatement()) {
      if (tokens.take("comment")) {
        comment = tokens.string();
        break;
      }
      part();
    }
    if (needsPorts && !ProtocolNames.havePorts(draft.protocols())) {
      throw NotUnderstood.unknown(
          tokens.since(mark), "Ports are known here with a protocol that has them only.");
    }
    List<Rule> rules = rules(comment, tokens.since(mark));
    tokens.endStatement();
    return rules;
  }

  private void part() {
    if (verdict != null || !arms.isEmpty()) {
      throw tokens.malformed("Nothing can follow the verdict of a rule but a comment.");
    }
    if (tokens.is("counter")) {
      counter();
      return;
    }
    String word = tokens.word();
    Optional<Verdict> plain = Verdicts.read(word, tokens);
    if (plain.isEmpty()) {
      plain = statements.verdict(word, draft);
    }
    if (plain.isPresent()) {
      verdict = plain.get();
    } else if (!statements.take(word, draft) && !helper(word)) {
      condition(word);
    }
  }

  private boolean helper(String word) {
    Tokens.Mark mark = tokens.mark();
    if (word.equals("ct") && tokens.take("helper") && tokens.take("set")) {
      draft.add(declared.helper());
      return true;
    }
    tokens.goBack(mark);
    return false;
  }

  private void counter() {
    Counters.skip(tokens);
    if (tokens.take("name")) {
      declared.counter();
    }
  }

  private void condition(String word) {
    if (word.equals("limit")) {
      split();
      draft.add(statements.limit());
      return;
    }
    ConditionReader.Outcome outcome = conditions.read(word, this::split);
    needsPorts |= outcome.needsPorts();
    verdict = outcome.verdict().orElse(null);
    arms = outcome.arms();
  }

  /** A draft that conditions can be added to: none of its statements comes before them. */
  private RuleDraft split() {
    if (draft.hasStatements()) {
      if (draft.hasLimit()) {
        throw NotUnderstood.unknown(
            tokens.last(), "A condition behind a statement that is limited is not known here.");
      }
      before.add(draft);
      draft = draft.continued();
    }
    return draft;
  }

  private List<Rule> rules(String comment, Span span) {
    List<Rule> rules = new ArrayList<>(1);
    for (RuleDraft part : before) {
      part.comment(comment);
      rules.add(part.rule(new Verdict.Continue(), span));
    }
    if (arms.isEmpty()) {
      draft.comment(comment);
      rules.add(draft.rule(verdict == null ? new Verdict.Continue() : verdict, span));
      return rules;
    }
    for (ConditionReader.Arm arm : arms) {
      RuleDraft part = draft.continued();
      part.add(arm.condition());
      part.comment(comment);
      rules.add(part.rule(arm.verdict(), span));
    }
    return rules;
  }
}
