package org.labwall.parse;

import java.util.BitSet;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.labwall.parse.grammar.LabWallParser;
import org.labwall.parse.grammar.LabWallParserBaseListener;

/** Notes while parsing which tokens are keywords, and not names that are spelt like one. */
final class KeywordMarker extends LabWallParserBaseListener {
  private final BitSet keywords = new BitSet();

  /** Whether this token stands where the grammar wants the keyword. */
  boolean isKeyword(Token token) {
    return keywords.get(token.getTokenIndex());
  }

  @Override
  public void visitTerminal(TerminalNode node) {
    Token token = node.getSymbol();
    if (Keywords.contains(token.getType()) && !isWord(node.getParent())) {
      keywords.set(token.getTokenIndex());
    }
  }

  private static boolean isWord(ParseTree parent) {
    return parent instanceof LabWallParser.StatementWordContext
        || parent instanceof LabWallParser.VpnWordContext
        || parent instanceof LabWallParser.ClauseWordContext
        || parent instanceof LabWallParser.DeviceWordContext
        || parent instanceof LabWallParser.RuleWordContext;
  }
}
