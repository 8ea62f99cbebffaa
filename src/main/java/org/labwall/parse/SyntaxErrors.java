package org.labwall.parse;

import static org.labwall.parse.grammar.LabWallParser.CLOSE;
import static org.labwall.parse.grammar.LabWallParser.LOG;
import static org.labwall.parse.grammar.LabWallParser.NEWLINE;
import static org.labwall.parse.grammar.LabWallParser.OPEN;
import static org.labwall.parse.grammar.LabWallParser.WORD;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.antlr.v4.runtime.DefaultErrorStrategy;
import org.antlr.v4.runtime.InputMismatchException;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenStream;
import org.antlr.v4.runtime.atn.ATN;
import org.antlr.v4.runtime.misc.IntervalSet;
import org.jspecify.annotations.Nullable;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.Similar;
import org.labwall.parse.grammar.LabWallParser;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/**
 * Reports a syntax error in words and goes on behind its line.
 *
 * <p>Recovery skips words, never an end of line; a block whose head is wrong is still read where
 * the head allows one, and passed over as a whole where it does not.
 */
final class SyntaxErrors extends DefaultErrorStrategy {
  private static final List<String> STATEMENTS = keywords(LabWallParser.SET, LabWallParser.FROM);
  private static final List<String> RULE_WORDS = keywords(LabWallParser.FROM, LabWallParser.NOTE);
  private static final List<String> CLAUSES = keywords(LabWallParser.PRIORITY, LabWallParser.START);

  private static final List<String> CLAIMS = List.of("allow", "deny");

  private final SourceFile source;
  private final Diagnostics diagnostics;

  SyntaxErrors(SourceFile source, Diagnostics diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
  }

  private static List<String> keywords(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(type -> ExpectedWords.token(type).replace("`", ""))
        .toList();
  }

  @Override
  public Token recoverInline(Parser parser) {
    throw new InputMismatchException(parser);
  }

  @Override
  public void sync(Parser parser) {
    if (inErrorRecoveryMode(parser)) {
      return;
    }
    ATN atn = parser.getInterpreter().atn;
    IntervalSet next = atn.nextTokens(atn.states.get(parser.getState()));
    int type = parser.getInputStream().LA(1);
    if (next.contains(type) || next.contains(Token.EPSILON)) {
      return;
    }
    boolean betweenLines =
        parser.getContext() instanceof LabWallParser.FileContext
            || parser.getContext() instanceof LabWallParser.BlockContext;
    if (!betweenLines || type == Token.EOF) {
      throw new InputMismatchException(parser);
    }
    beginErrorCondition(parser);
    diagnostics.add(unknownStatement(parser.getCurrentToken()));
    skipLine(parser.getInputStream(), true);
  }

  @Override
  public void reportError(Parser parser, RecognitionException error) {
    if (inErrorRecoveryMode(parser)) {
      return;
    }
    beginErrorCondition(parser);
    if (!endsEarly()) {
      diagnostics.add(diagnostic(parser, error));
    }
  }

  /** Whether StatementTokens cut the source, so that what is missing at its end is no error. */
  private boolean endsEarly() {
    return diagnostics.all().stream().anyMatch(it -> it.code() == Code.DEEP_NESTING);
  }

  @Override
  public void recover(Parser parser, RecognitionException error) {
    boolean wholeLine = parser.getContext() instanceof LabWallParser.LineContext;
    skipLine(parser.getInputStream(), wholeLine);
  }

  /** Skips to the end of the line, over a block that starts in it or, else, up to its brace. */
  private static void skipLine(TokenStream input, boolean wholeLine) {
    int depth = 0;
    for (int type = input.LA(1); type != Token.EOF; type = input.LA(1)) {
      if (depth == 0 && (type == NEWLINE || type == CLOSE || (type == OPEN && !wholeLine))) {
        return;
      }
      depth += type == OPEN ? 1 : type == CLOSE ? -1 : 0;
      input.consume();
    }
  }

  private Diagnostic diagnostic(Parser parser, RecognitionException error) {
    Token found = error.getOffendingToken();
    ParserRuleContext context = parser.getContext();
    if (found.getType() == Token.EOF && context instanceof LabWallParser.BlockContext block) {
      return unclosed(block);
    }
    if (context instanceof LabWallParser.CallContext call && call.LEFT() == null) {
      return unknownStatement(context.getStart());
    }
    // Other rules start a line, of which it is said that no statement starts so.
    boolean claim = context instanceof LabWallParser.RuleContext && context.getStart() == found;
    String expected =
        claim
            ? "`allow` or `deny`"
            : ExpectedWords.at(parser.getATN(), error.getOffendingState(), context, found);
    return Diagnostic.at(
            span(found), Code.SYNTAX, "Expected " + expected + ", found " + shown(found) + ".")
        .hint(claim ? Similar.hint(found.getText(), CLAIMS) : misspelt(parser, found, expected));
  }

  private Diagnostic unclosed(LabWallParser.BlockContext block) {
    Span place = span(block.getStart());
    return Diagnostic.at(place, Code.UNCLOSED_BLOCK, "This block is not closed.")
        .hint("A `}` on a line of its own ends it.");
  }

  private Diagnostic unknownStatement(Token found) {
    return Diagnostic.at(
            span(found), Code.UNKNOWN_STATEMENT, "No statement starts with " + shown(found) + ".")
        .hint(
            ForeignWords.statement(found.getText())
                .or(() -> Similar.hint(found.getText(), STATEMENTS)));
  }

  /** Advice on a word at the error, or just before it, that is nearly what was meant. */
  private static Optional<String> misspelt(Parser parser, Token found, String expected) {
    @Nullable Token before = parser.getInputStream().LT(-1);
    @Nullable Token option = parser.getInputStream().LT(-2);
    // The first word of a text without quotes is read as a rate.
    if (option != null && option.getType() == LOG && found.getType() == WORD) {
      return Optional.of("A text stands in double quotes.");
    }
    boolean further = expected.endsWith(ExpectedWords.token(NEWLINE));
    if (before == null) {
      return keywordLike(found, expected, further);
    }
    Optional<String> near = keywordLike(found, expected, further);
    near = near.isPresent() ? near : keywordLike(before, expected, true);
    boolean words = before.getType() == WORD && found.getType() == WORD;
    if (near.isPresent() || !further || !words) {
      return near;
    }
    return parser.getContext().getStart().getType() == LabWallParser.ROLE
        ? Optional.of("Roles are separated by commas: `ROLE master rt1, backup rt2`.")
        : ForeignWords.furtherWord(before.getText(), found.getText());
  }

  /** The keyword that a word nearly is, where it can stand there. */
  private static Optional<String> keywordLike(Token token, String expected, boolean anywhere) {
    if (token.getType() != WORD) {
      return Optional.empty();
    }
    String word = token.getText().toLowerCase(Locale.ROOT);
    return Similar.nearest(word, RULE_WORDS)
        .or(() -> Similar.nearest(word, CLAUSES))
        .filter(meant -> anywhere || expected.contains("`" + meant + "`"))
        .map(meant -> "Did you mean `" + meant + "`?");
  }

  private String shown(Token token) {
    boolean beforeBrace =
        token.getType() == NEWLINE && source.text().startsWith("}", token.getStartIndex());
    return switch (beforeBrace ? CLOSE : token.getType()) {
      case Token.EOF, NEWLINE -> ExpectedWords.token(token.getType());
      case CLOSE -> "`}`";
      default -> {
        String text = token.getText();
        yield "`" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "`";
      }
    };
  }

  private Span span(Token token) {
    int start = Math.min(token.getStartIndex(), source.text().length());
    boolean wordless = token.getType() == NEWLINE || token.getType() == Token.EOF;
    return new Span(source, start, wordless ? start : token.getStopIndex() + 1);
  }
}
