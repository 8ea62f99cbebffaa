package org.labwall.parse;

import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.TokenSource;
import org.antlr.v4.runtime.UnbufferedTokenStream;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that the grammar speaks of, without those that are far behind: the grammar looks one
 * token ahead, an error message at two before it, and all of a large source would fill more memory
 * than what comes of them.
 */
final class TokenWindow extends UnbufferedTokenStream<Token> {
  private @Nullable Token lastButOne;

  TokenWindow(TokenSource tokens) {
    super(tokens);
  }

  @Override
  public void consume() {
    // What is consumed under a mark is looked at ahead, and comes again.
    if (numMarkers == 0) {
      lastButOne = LT(-1);
    }
    super.consume();
  }

  @Override
  public @Nullable Token LT(int place) {
    return place == -2 ? lastButOne : super.LT(place);
  }

  @Override
  protected void add(Token token) {
    Token visible = token;
    while (visible.getChannel() != Token.DEFAULT_CHANNEL) {
      visible = tokenSource.nextToken();
    }
    super.add(visible);
  }
}
