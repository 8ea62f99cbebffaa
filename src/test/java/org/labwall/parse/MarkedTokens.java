package org.labwall.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BufferedTokenStream;
import org.antlr.v4.runtime.Token;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.parse.grammar.LabWallLexer;
import org.labwall.parse.grammar.LabWallParser;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/** What the parser takes the words of a source for, for editors to agree with. */
public final class MarkedTokens {
  private MarkedTokens() {}

  /**
   * A word, a string or a comment.
   *
   * @param span where
   * @param what which of them
   * @param keyword what it does if it is a keyword
   */
  public record Marked(Span span, What what, Optional<StatementWords.Kind> keyword) {}

  /** What a token is. */
  public enum What {
    WORD,
    STRING,
    COMMENT
  }

  /** The words, strings and comments of a source, nothing where it has syntax errors. */
  public static List<Marked> of(SourceFile source) {
    Diagnostics diagnostics = new Diagnostics();
    LabWallParser parser = Parser.parser(source, diagnostics);
    KeywordMarker keywords = new KeywordMarker();
    parser.addParseListener(keywords);
    parser.file();
    List<Marked> marked = new ArrayList<>();
    boolean head = true;
    int statement = Token.INVALID_TYPE;
    for (Token token : ((BufferedTokenStream) parser.getTokenStream()).getTokens()) {
      statement = head && token.getChannel() == 0 ? token.getType() : statement;
      Optional<StatementWords.Kind> kind =
          keywords.isKeyword(token)
              ? Optional.of(StatementWords.kind(token.getType(), statement, head))
              : Optional.empty();
      what(token).ifPresent(what -> marked.add(new Marked(span(source, token), what, kind)));
      head = token.getType() == LabWallLexer.NEWLINE || (head && token.getChannel() != 0);
    }
    return diagnostics.hasErrors() ? List.of() : marked;
  }

  private static Optional<What> what(Token token) {
    return switch (token.getType()) {
      case LabWallLexer.COMMENT -> Optional.of(What.COMMENT);
      case LabWallLexer.STRING -> Optional.of(What.STRING);
      case LabWallLexer.WORD -> Optional.of(What.WORD);
      default -> Keywords.contains(token.getType()) ? Optional.of(What.WORD) : Optional.empty();
    };
  }

  private static Span span(SourceFile source, Token token) {
    return new Span(source, token.getStartIndex(), token.getStopIndex() + 1);
  }
}
