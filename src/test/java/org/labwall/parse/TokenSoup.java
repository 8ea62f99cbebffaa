package org.labwall.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.atn.ATNState;
import org.antlr.v4.runtime.atn.LoopEndState;
import org.antlr.v4.runtime.atn.RuleStopState;
import org.antlr.v4.runtime.atn.RuleTransition;
import org.antlr.v4.runtime.atn.Transition;
import org.labwall.parse.grammar.LabWallLexer;
import org.labwall.parse.grammar.LabWallParser;

/**
 * Sources that the grammar takes, whatever they mean: random walks through its rules, with random
 * case, blanks, comments and broken lines between the words.
 */
final class TokenSoup {
  private static final int MAX_BLOCKS = 4;
  private static final List<String> WORDS =
      List.of(
          "staff",
          "10",
          "172.16.10.0/24",
          "10.1.1.2-10.1.1.3-10.1.1.4-101*",
          "${A}x",
          "`hostname`",
          "admin@test.fr",
          "tcp/80",
          "0/0",
          "2001:db8::/64",
          "*",
          "Ünï",
          "𝔸",
          "Host-7",
          "$B",
          "-20");
  private static final List<String> STRINGS =
      List.of("\"\"", "\"a  # {b}\"", "\"q\\\"\\\\ $A\"", "\"\t\"");
  private static final List<String> ARGUMENTS = List.of("203.0.113.9", "$A, ff", " 192.0.2.1 ,0");
  private static final List<String> LABELS = List.of("master=", "SET=", "a_b=", "Vlan=");
  private static final List<String> SPACES =
      List.of(" ", " ", " ", "  ", "\t", " \\\n", "\\ \r\n  ", " \\\n\\\n");

  /** What no blank need stand before, and what none need stand behind. */
  private static final Set<Integer> TIGHT =
      Set.of(LabWallParser.COMMA, LabWallParser.LEFT, LabWallParser.RIGHT);

  private static final Set<Integer> OPENING = Set.of(LabWallParser.LABEL, LabWallParser.LEFT);
  private static final List<String> LINE_ENDS =
      List.of(
          "\n",
          "\n",
          "\r\n",
          "  \n",
          "\n\n\n",
          " # to {b} \\\n",
          "#x\t\n",
          "\n # own\n",
          "\\\n\n",
          " # c\n          # d\n");

  private final ATN atn = LabWallParser._ATN;
  private final Random random;
  private final List<Integer> types = new ArrayList<>();
  private int blocks;

  private TokenSoup(Random random) {
    this.random = random;
  }

  /** A source of a few statements. */
  static String source(Random random) {
    TokenSoup soup = new TokenSoup(random);
    for (int i = random.nextInt(8); i >= 0; i--) {
      soup.walk(LabWallParser.RULE_line);
    }
    return soup.spelling();
  }

  private void walk(int rule) {
    blocks += rule == LabWallParser.RULE_block ? 1 : 0;
    ATNState state = atn.ruleToStartState[rule];
    while (!(state instanceof RuleStopState)) {
      Transition step = step(state);
      if (step instanceof RuleTransition call) {
        walk(call.ruleIndex);
        state = call.followState;
      } else {
        if (!step.isEpsilon()) {
          List<Integer> choices = step.label().toList();
          types.add(choices.get(random.nextInt(choices.size())));
        }
        state = step.target;
      }
    }
    blocks -= rule == LabWallParser.RULE_block ? 1 : 0;
  }

  private Transition step(ATNState state) {
    int count = state.getNumberOfTransitions();
    for (int i = 0; i < count; i++) {
      boolean leaves = state.transition(i).target instanceof LoopEndState;
      if (leaves && (blocks >= MAX_BLOCKS || random.nextBoolean())) {
        return state.transition(i);
      }
    }
    return state.transition(random.nextInt(count));
  }

  private String spelling() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < types.size(); i++) {
      boolean tight = TIGHT.contains(types.get(i)) || (i > 0 && OPENING.contains(types.get(i - 1)));
      boolean atStart = i == 0 || types.get(i - 1) == LabWallParser.NEWLINE;
      if (!(tight && random.nextBoolean()) && !(atStart && random.nextBoolean())) {
        text.append(one(SPACES));
      }
      text.append(spelling(types.get(i)));
    }
    return text.toString();
  }

  private String spelling(int type) {
    return switch (type) {
      case LabWallParser.OPEN -> "{";
      case LabWallParser.CLOSE -> "}";
      case LabWallParser.COMMA -> ",";
      case LabWallParser.LEFT -> "(";
      case LabWallParser.RIGHT -> ")";
      case LabWallParser.NEWLINE -> one(LINE_ENDS);
      case LabWallParser.WORD -> one(WORDS);
      case LabWallParser.STRING -> one(STRINGS);
      case LabWallParser.FUNCTION -> anyCase("6to4(") + one(ARGUMENTS) + ")";
      case LabWallParser.LABEL -> one(LABELS);
      case Token.EOF -> "";
      case LabWallParser.IFUPDOWN -> anyCase("bond-mode");
      default ->
          anyCase(
              LabWallLexer.VOCABULARY
                  .getSymbolicName(type)
                  .toLowerCase(Locale.ROOT)
                  .replace('_', '-'));
    };
  }

  private String anyCase(String keyword) {
    return switch (random.nextInt(3)) {
      case 0 -> keyword;
      case 1 -> keyword.toUpperCase(Locale.ROOT);
      default -> keyword.substring(0, 1).toUpperCase(Locale.ROOT) + keyword.substring(1);
    };
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
