package org.labwall.parse;

import java.util.List;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.labwall.ast.Statement;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.parse.grammar.LabWallLexer;
import org.labwall.parse.grammar.LabWallParser;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/** Parses a source into its statements. */
public final class Parser {
  private Parser() {}

  /**
   * The statements of {@code source}, without those that hold a syntax error; each error is
   * reported with its place.
   */
  public static List<Statement> parse(SourceFile source, Diagnostics diagnostics) {
    return Halves.of(source)
        .flatMap(Halves::parse)
        .orElseGet(() -> parse(whole(source), diagnostics));
  }

  /** The statements of a part of a source. */
  public static List<Statement> parse(Span part, Diagnostics diagnostics) {
    LabWallParser parser = parser(new TokenWindow(tokens(part, diagnostics)), part, diagnostics);
    AstBuilder builder = new AstBuilder(part.file(), diagnostics);
    parser.addParseListener(builder);
    parser.file();
    return builder.statements();
  }

  /** A parser set up as {@link #parse} needs it, but that its stream keeps all tokens. */
  static LabWallParser parser(SourceFile source, Diagnostics diagnostics) {
    Span whole = whole(source);
    return parser(new CommonTokenStream(tokens(whole, diagnostics)), whole, diagnostics);
  }

  private static Span whole(SourceFile source) {
    return new Span(source, 0, source.text().length());
  }

  private static TokenSource tokens(Span part, Diagnostics diagnostics) {
    LabWallLexer lexer = new LabWallLexer(new TextStream(part));
    lexer.removeErrorListeners();
    return new StatementTokens(lexer, part.file(), diagnostics);
  }

  private static LabWallParser parser(TokenStream tokens, Span part, Diagnostics diagnostics) {
    LabWallParser parser = new LabWallParser(tokens);
    parser.removeErrorListeners();
    parser.setErrorHandler(new SyntaxErrors(part.file(), diagnostics));
    parser.getInterpreter().setPredictionMode(PredictionMode.SLL);
    return parser;
  }
}
