package org.labwall.loaded.nftables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.labwall.loaded.NotUnderstood;
import org.labwall.loaded.NumberSet;
import org.labwall.loaded.Value;

/** Reads what the flags of TCP are compared with. */
final class FlagReader {
  private static final Map<String, Integer> FLAGS =
      Map.of("fin", 1, "syn", 2, "rst", 4, "psh", 8, "ack", 16, "urg", 32, "ecn", 64, "cwr", 128);

  private final Tokens tokens;

  FlagReader(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The flags that are meant, as bytes, behind an operator or none. */
  NumberSet read(String operator) {
    if (operator.isEmpty() && tokens.take("&")) {
      return masked();
    }
    boolean negated = operator.equals("!=");
    if (!operator.isEmpty() && !operator.equals("==") && !negated) {
      throw NotUnderstood.unknown(tokens.last(), "`" + operator + "` is not known here.");
    }
    int wanted = bits();
    if (tokens.take("/")) {
      int mask = bits();
      return bytes(flags -> ((flags & mask) == wanted) != negated);
    }
    return operator.isEmpty()
        ? bytes(flags -> (flags & wanted) != 0)
        : bytes(flags -> (flags == wanted) != negated);
  }

  private NumberSet masked() {
    int mask = bits();
    boolean negated = tokens.take("!=");
    if (!negated) {
      tokens.expect("==");
    }
    int wanted = bits();
    return bytes(flags -> ((flags & mask) == wanted) != negated);
  }

  private static NumberSet bytes(IntPredicate meant) {
    List<Value.Numbers> bytes = new ArrayList<>();
    for (int flags = 0; flags <= NumberSet.BYTE; flags++) {
      if (meant.test(flags)) {
        bytes.add(new Value.Numbers(flags, flags));
      }
    }
    return NumberSet.of(bytes);
  }

  private int bits() {
    boolean brackets = tokens.take("(");
    int bits = 0;
    do {
      String word = tokens.word();
      Integer flag = FLAGS.get(word);
      bits |= flag == null ? Values.bits(word, NumberSet.BYTE, tokens) : flag;
    } while (tokens.take("|") || tokens.take(","));
    if (brackets) {
      tokens.expect(")");
    }
    return bits;
  }
}
