package org.labwall.loaded.nftables;

import java.util.Optional;
import org.labwall.loaded.NotUnderstood;
import org.labwall.loaded.Verdict;

/** Reads the verdicts that rules and maps have. */
final class Verdicts {
  private Verdicts() {}

  /** The verdict that must come next. */
  static Verdict read(Tokens tokens) {
    String word = tokens.word();
    return read(word, tokens)
        .orElseThrow(
            () ->
                NotUnderstood.unknown(
                    tokens.last(), "The verdict `" + word + "` is not known here."));
  }

  /** The verdict whose first word was {@code word}; empty where it starts none. */
  static Optional<Verdict> read(String word, Tokens tokens) {
    return switch (word) {
      case "accept" -> Optional.of(new Verdict.Accept());
      case "drop" -> Optional.of(new Verdict.Drop());
      case "return" -> Optional.of(new Verdict.Return());
      case "continue" -> Optional.of(new Verdict.Continue());
      case "jump" -> Optional.of(new Verdict.Jump(tokens.word()));
      case "goto" -> Optional.of(new Verdict.Goto(tokens.word()));
      default -> Optional.empty();
    };
  }
}
