package org.labwall.parse;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;
import org.labwall.ast.Statement;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.parse.grammar.LabWallParser;
import org.labwall.parse.grammar.LabWallParserBaseListener;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/**
 * Turns each statement into its node when it ends, and drops its tree; after an error it only does
 * the latter, for no later stage will ask.
 */
final class AstBuilder extends LabWallParserBaseListener {
  private final SourceFile source;
  private final Diagnostics diagnostics;
  private final StatementBuilder builder;

  /** The statements of the file and of every open block, the innermost first. */
  private final Deque<List<Statement>> open = new ArrayDeque<>();

  /** The statements of the block that ended last, until the statement that it belongs to ends. */
  private @Nullable List<Statement> closed;

  AstBuilder(SourceFile source, Diagnostics diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
    this.builder = new StatementBuilder(source);
    open.push(new ArrayList<>());
  }

  List<Statement> statements() {
    return open.element();
  }

  @Override
  public void enterBlock(LabWallParser.BlockContext block) {
    open.push(new ArrayList<>());
  }

  @Override
  public void exitBlock(LabWallParser.BlockContext block) {
    closed = open.pop();
  }

  @Override
  public void exitStatement(LabWallParser.StatementContext statement) {
    Optional<List<Statement>> block = Optional.ofNullable(closed);
    closed = null;
    if (!diagnostics.hasErrors()) {
      open.element().add(builder.build(statement, block));
    }
  }

  @Override
  public void exitLine(LabWallParser.LineContext line) {
    line.getParent().removeLastChild();
  }

  @Override
  public void visitTerminal(TerminalNode node) {
    if (node.getSymbol().getType() == LabWallParser.CLOSE
        && node.getParent() instanceof LabWallParser.FileContext) {
      int at = node.getSymbol().getStartIndex();
      Span brace = new Span(source, at, at + 1);
      if (!isReported(brace)) {
        diagnostics.add(brace, Code.SYNTAX, "This `}` closes no block.");
      }
    }
  }

  /** Whether something is said of this place already; what is said comes in the order of places. */
  private boolean isReported(Span place) {
    List<Diagnostic> all = diagnostics.all();
    for (int i = all.size() - 1; i >= 0; i--) {
      int start = all.get(i).span().map(Span::start).orElse(-1);
      if (start <= place.start()) {
        return start == place.start();
      }
    }
    return false;
  }
}
