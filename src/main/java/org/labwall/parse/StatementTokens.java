package org.labwall.parse;

import static org.labwall.parse.grammar.LabWallLexer.CLOSE;
import static org.labwall.parse.grammar.LabWallLexer.NEWLINE;
import static org.labwall.parse.grammar.LabWallLexer.OPEN;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CommonToken;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenFactory;
import org.antlr.v4.runtime.TokenSource;
import org.jspecify.annotations.Nullable;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.parse.grammar.LabWallLexer;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/**
 * The lexer's tokens, with an end of line around every brace and at the end of the file, so that
 * the grammar can ask for one after every statement.
 *
 * <p>What can be no token is reported here and left out; so are braces nested deeper than {@link
 * #MAX_DEPTH}, after which the source is at its end.
 */
final class StatementTokens implements TokenSource {
  /** How deep blocks may lie in each other; no site needs more than four. */
  static final int MAX_DEPTH = 100;

  private final LabWallLexer lexer;
  private final SourceFile source;
  private final Diagnostics diagnostics;
  private final Deque<Token> waiting = new ArrayDeque<>();
  private int last = NEWLINE;
  private int depth;

  StatementTokens(LabWallLexer lexer, SourceFile source, Diagnostics diagnostics) {
    this.lexer = lexer;
    this.source = source;
    this.diagnostics = diagnostics;
  }

  @Override
  public Token nextToken() {
    if (waiting.isEmpty()) {
      read();
    }
    Token token = waiting.remove();
    if (token.getChannel() == Token.DEFAULT_CHANNEL) {
      last = token.getType();
    }
    return token;
  }

  private void read() {
    Token token = lexer.nextToken();
    while (token.getType() == LabWallLexer.STRAY) {
      reportStray(token);
      token = lexer.nextToken();
    }
    if (token.getType() == LabWallLexer.UNCLOSED_STRING) {
      diagnostics.add(
          Diagnostic.at(span(token), Code.UNCLOSED_STRING, "This string is not closed.")
              .hint("A string ends on its own line; write `\\\"` for a quote inside it."));
      ((CommonToken) token).setType(LabWallLexer.STRING);
    }
    if (token.getChannel() != Token.DEFAULT_CHANNEL) {
      waiting.add(token);
      return;
    }
    if (token.getType() == LabWallLexer.STRING) {
      reportControls(token);
    }
    depth = Math.max(0, depth + (token.getType() == OPEN ? 1 : token.getType() == CLOSE ? -1 : 0));
    if (depth > MAX_DEPTH) {
      diagnostics.add(
          span(token),
          Code.DEEP_NESTING,
          "Blocks lie more than " + MAX_DEPTH + " deep in each other.");
      token = endOfFile(token);
    }
    boolean separated = last == NEWLINE || token.getType() == NEWLINE;
    boolean bounded = last == OPEN || token.getType() == CLOSE || token.getType() == Token.EOF;
    if (!separated && bounded) {
      waiting.add(newline(token));
    }
    waiting.add(token);
  }

  /** A string may hold any character but those that steer a terminal, the tab excepted. */
  private void reportControls(Token token) {
    for (int at = token.getStartIndex(); at <= token.getStopIndex(); at++) {
      char character = source.text().charAt(at);
      if (Character.isISOControl(character) && character != '\t') {
        reportCharacter(character, new Span(source, at, at + 1));
        return;
      }
    }
  }

  private void reportStray(Token token) {
    int character = source.text().codePointAt(token.getStartIndex());
    Span place = span(token);
    if (character == '`') {
      diagnostics.add(place, Code.BACK_QUOTES, "The back-quote is not closed.");
    } else if (character == '=') {
      diagnostics.add(
          Diagnostic.at(place, Code.STRAY_CHARACTER, "An `=` belongs to no name here.")
              .hint("A constant is written `NAME=value`, without spaces around the `=`."));
    } else if (character > 0x20 && character < 0x7f) {
      diagnostics.add(
          Diagnostic.at(place, Code.STRAY_CHARACTER, "Unexpected `" + (char) character + "` here.")
              .hint("Put the word into double quotes if the character belongs to it."));
    } else {
      reportCharacter(character, place);
    }
  }

  private void reportCharacter(int character, Span place) {
    diagnostics.add(
        place,
        Code.STRAY_CHARACTER,
        String.format(Locale.ROOT, "The character U+%04X cannot stand in a source.", character));
  }

  private CommonToken newline(Token before) {
    CommonToken token = new CommonToken(before);
    token.setType(NEWLINE);
    token.setText("\n");
    token.setStopIndex(before.getStartIndex() - 1);
    return token;
  }

  private static CommonToken endOfFile(Token at) {
    CommonToken token = new CommonToken(at);
    token.setType(Token.EOF);
    token.setText("<EOF>");
    return token;
  }

  private Span span(Token token) {
    return new Span(source, token.getStartIndex(), token.getStopIndex() + 1);
  }

  @Override
  public int getLine() {
    return lexer.getLine();
  }

  @Override
  public int getCharPositionInLine() {
    return lexer.getCharPositionInLine();
  }

  @Override
  public @Nullable CharStream getInputStream() {
    return lexer.getInputStream();
  }

  @Override
  public String getSourceName() {
    return source.name();
  }

  @Override
  public void setTokenFactory(TokenFactory<?> factory) {
    lexer.setTokenFactory(factory);
  }

  @Override
  public TokenFactory<?> getTokenFactory() {
    return lexer.getTokenFactory();
  }
}
