package org.labwall.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.BlockEndState;
import org.antlr.v4.runtime.atn.BlockStartState;
import org.antlr.v4.runtime.atn.LoopEndState;
import org.antlr.v4.runtime.atn.NotSetTransition;
import org.antlr.v4.runtime.atn.PlusBlockStartState;
import org.antlr.v4.runtime.atn.RuleStopState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.StarLoopEntryState;
import org.antlr.v4.runtime.atn.Transition;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.labwall.parse.grammar.LabWallLexer;

/**
 * The rules of the lexer as regular expressions for editors, read off its state machine. They hold
 * lower-case letters only, for a search that ignores case.
 */
public final class LexerPatterns {

  /** How an editor writes regular expressions. */
  public enum Dialect {
    /** Oniguruma, as TextMate grammars have it. */
    TEXTMATE("(?:", "[]^-\\&"),
    /** Vim's, behind {@code \v}. */
    VIM("%(", "]^-\\");

    private final String group;
    private final String escapedInSets;

    Dialect(String group, String escapedInSets) {
      this.group = group;
      this.escapedInSets = escapedInSets;
    }

    private String escaped(int character) {
      boolean word = Character.isLetterOrDigit(character) || character == '_';
      return (word ? "" : "\\") + (char) character;
    }

    private String escapedInSet(int character) {
      if (character <= 0x20 || character >= 0x7f) {
        return String.format("\\u%04x", character);
      }
      return (escapedInSets.indexOf(character) < 0 ? "" : "\\") + (char) character;
    }
  }

  private final Dialect dialect;

  public LexerPatterns(Dialect dialect) {
    this.dialect = dialect;
  }

  /** The expression of the lexer's rule or fragment {@code name}. */
  public String rule(String name) {
    int rule = List.of(LabWallLexer.ruleNames).indexOf(name);
    return path(LabWallLexer._ATN.ruleToStartState[rule], RuleStopState.class);
  }

  /** Any of several. */
  public String anyOf(List<String> expressions) {
    return expressions.size() == 1
        ? expressions.getFirst()
        : dialect.group + String.join("|", expressions) + ")";
  }

  /** The characters that end a word, as they stand between the brackets of a set. */
  public String endsOfWords() {
    return rule("WORD_CHARACTER").replaceAll("^\\[\\^|\\]$", "");
  }

  /** What is matched from a state up to the first of a kind. */
  private String path(ATNState from, Class<? extends ATNState> end) {
    StringBuilder text = new StringBuilder();
    ATNState state = from;
    while (!end.isInstance(state)) {
      switch (state) {
        case StarLoopEntryState loop -> {
          BlockStartState body = (BlockStartState) loop.transition(0).target;
          text.append(grouped(alternatives(body))).append('*');
          state = loop.transition(1).target;
        }
        case PlusBlockStartState body -> {
          text.append(grouped(alternatives(body))).append('+');
          state = exit(body.loopBackState);
        }
        case BlockStartState body -> {
          text.append(block(body));
          state = body.endState.transition(0).target;
        }
        default -> {
          Transition step = state.transition(0);
          text.append(step(step));
          state = step instanceof RuleTransition call ? call.followState : step.target;
        }
      }
    }
    return text.toString();
  }

  private static ATNState exit(ATNState loopBack) {
    for (Transition transition : loopBack.getTransitions()) {
      if (transition.target instanceof LoopEndState) {
        return transition.target;
      }
    }
    throw new IllegalStateException("a loop without an end");
  }

  private String block(BlockStartState block) {
    List<String> alternatives = new ArrayList<>(alternatives(block));
    boolean optional = alternatives.removeIf(String::isEmpty);
    return optional ? grouped(alternatives) + "?" : anyOf(alternatives);
  }

  private List<String> alternatives(BlockStartState block) {
    return Arrays.stream(block.getTransitions())
        .map(it -> step(it) + path(it.target, BlockEndState.class))
        .toList();
  }

  /** Any of several, so that a quantifier behind it takes it as a whole. */
  private String grouped(List<String> expressions) {
    boolean oneSet = expressions.getFirst().matches("\\[(?:[^\\]\\\\]|\\\\.)*\\]|\\\\?.");
    return expressions.size() > 1 || oneSet
        ? anyOf(expressions)
        : dialect.group + expressions.getFirst() + ")";
  }

  private String step(Transition step) {
    return switch (step) {
      case RuleTransition call -> path(call.target, RuleStopState.class);
      case NotSetTransition others -> "[^" + ranges(others.set) + "]";
      case Transition it when it.isEpsilon() -> "";
      default -> set(step.label());
    };
  }

  private String set(IntervalSet set) {
    IntervalSet lower = new IntervalSet(set);
    for (int letter = 'a'; letter <= 'z'; letter++) {
      if (set.contains(letter)) {
        lower.remove(letter - 'a' + 'A');
      }
    }
    return lower.size() == 1 ? dialect.escaped(lower.getMinElement()) : "[" + ranges(lower) + "]";
  }

  private String ranges(IntervalSet set) {
    StringBuilder text = new StringBuilder();
    for (Interval range : set.getIntervals()) {
      text.append(dialect.escapedInSet(Math.max(1, range.a)));
      if (range.b > range.a) {
        text.append(range.b > range.a + 1 ? "-" : "").append(dialect.escapedInSet(range.b));
      }
    }
    return text.toString();
  }
}
