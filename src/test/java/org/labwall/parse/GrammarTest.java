package org.labwall.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.atn.DecisionInfo;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.junit.jupiter.api.Test;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.fuzz.Seeds;
import org.labwall.parse.grammar.LabWallLexer;
import org.labwall.parse.grammar.LabWallParser;
import org.labwall.source.SourceFile;

/** The grammar is decided by one token everywhere: ANTLR's profiler says so. */
class GrammarTest {
  private static final int MOST_LOOK_AHEAD = 1;

  @Test
  void noSourceAtHandNeedsMoreThanOneToken() throws IOException {
    List<String> sources = new ArrayList<>(Seeds.all());
    sources.add(LargeSource.of(3_000));
    assertTrue(sources.size() > 20, "too few sources: " + sources.size());
    for (String source : sources) {
      assertEquals(List.of(), costly(source), source);
    }
  }

  @Test
  void noWalkThroughTheGrammarNeedsMoreThanOneToken() {
    Random random = new Random(4);
    for (int i = 0; i < 2_000; i++) {
      String source = TokenSoup.source(random);
      assertEquals(List.of(), costly(source), source);
    }
  }

  /** The decisions that fall back to full LL, are ambiguous or look further than one token. */
  private static List<String> costly(String text) {
    SourceFile source = SourceFile.of("site.lw", text);
    Diagnostics diagnostics = new Diagnostics();
    LabWallLexer lexer = new LabWallLexer(new TextStream(source));
    lexer.removeErrorListeners();
    LabWallParser parser =
        new LabWallParser(new CommonTokenStream(new StatementTokens(lexer, source, diagnostics)));
    parser.removeErrorListeners();
    parser.setErrorHandler(new SyntaxErrors(source, diagnostics));
    parser.setProfile(true);
    parser.getInterpreter().setPredictionMode(PredictionMode.LL_EXACT_AMBIG_DETECTION);
    parser.file();
    List<String> costly = new ArrayList<>();
    for (DecisionInfo decision : parser.getParseInfo().getDecisionInfo()) {
      boolean cheap =
          decision.LL_Fallback == 0
              && decision.ambiguities.isEmpty()
              && decision.contextSensitivities.isEmpty()
              && decision.SLL_MaxLook <= MOST_LOOK_AHEAD;
      if (!cheap) {
        int rule = parser.getATN().decisionToState.get(decision.decision).ruleIndex;
        costly.add(LabWallParser.ruleNames[rule] + ": " + decision);
      }
    }
    return costly;
  }
}
