package org.labwall.loaded.nftables;

import java.util.Map;
import org.labwall.loaded.Chain.Base;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Chain.Kind;
import org.labwall.loaded.NotUnderstood;

/** Reads where and when the kernel calls a chain. */
final class BaseReader {
  private static final Map<String, Integer> PRIORITIES =
      Map.of(
          "raw", -300,
          "mangle", -150,
          "dstnat", -100,
          "filter", 0,
          "security", 50,
          "srcnat", 100);

  private static final int HIGHEST = 1_000_000;

  private final Tokens tokens;

  BaseReader(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The line of a chain that starts with its type, and its policy. */
  Base read() {
    tokens.expect("type");
    String type = tokens.word();
    Kind kind =
        switch (type) {
          case "filter" -> Kind.FILTER;
          case "nat" -> Kind.NAT;
          case "route" -> Kind.ROUTE;
          default -> throw unknown(type);
        };
    tokens.expect("hook");
    Hook hook = hook(tokens.word());
    tokens.expect("priority");
    int priority = priority(tokens.word());
    tokens.endStatement();
    boolean accepts = true;
    if (tokens.take("policy")) {
      accepts = tokens.take("accept");
      if (!accepts) {
        tokens.expect("drop");
      }
      tokens.endStatement();
    }
    return new Base(kind, hook, priority, accepts);
  }

  private Hook hook(String word) {
    return switch (word) {
      case "prerouting" -> Hook.PREROUTING;
      case "input" -> Hook.INPUT;
      case "forward" -> Hook.FORWARD;
      case "output" -> Hook.OUTPUT;
      case "postrouting" -> Hook.POSTROUTING;
      default -> throw unknown(word);
    };
  }

  private int priority(String word) {
    Integer named = PRIORITIES.get(word);
    if (named == null) {
      boolean negative = word.startsWith("-");
      int number =
          Tokens.number(negative ? word.substring(1) : word, HIGHEST)
              .orElseThrow(() -> unknown(word));
      return negative ? -number : number;
    }
    if (tokens.take("+")) {
      return named + tokens.number(HIGHEST);
    }
    return tokens.take("-") ? named - tokens.number(HIGHEST) : named;
  }

  private NotUnderstood unknown(String word) {
    return NotUnderstood.unknown(tokens.last(), "`" + word + "` is not known here.");
  }
}
