package org.labwall.parse;

import java.util.List;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.labwall.ast.Statement;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.parse.grammar.LabWallLexer;
import org.labwall.parse.grammar.LabWallParser;
import org.labwall.source.SourceFile;

/** Parses a source into its statements. */
public final class Parser {
  private Parser() {}

  /**
   * The statements of {@code source}, without those that hold a syntax error; each error is
   * reported with its place.
   */
  public static List<Statement> parse(SourceFile source, Diagnostics diagnostics) {
    LabWallParser parser = parser(source, diagnostics);
    AstBuilder builder = new AstBuilder(source, diagnostics);
    parser.addParseListener(builder);
    parser.file();
    return builder.statements();
  }

  /** A parser set up as {@link #parse} needs it, for that and for the grammar's own tests. */
  static LabWallParser parser(SourceFile source, Diagnostics diagnostics) {
    LabWallLexer lexer = new LabWallLexer(new TextStream(source));
    lexer.removeErrorListeners();
    LabWallParser parser =
        new LabWallParser(new CommonTokenStream(new StatementTokens(lexer, source, diagnostics)));
    parser.removeErrorListeners();
    parser.setErrorHandler(new SyntaxErrors(source, diagnostics));
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    return parser;
  }
}
