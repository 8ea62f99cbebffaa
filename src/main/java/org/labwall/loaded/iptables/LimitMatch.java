package org.labwall.loaded.iptables;

import java.math.BigInteger;
import java.util.OptionalInt;
import org.labwall.loaded.Match;

/** The limit match, which has values of its own where the rule gives none. */
final class LimitMatch {
  private static final int HIGHEST_RATE = 10_000;
  private static final int HIGHEST_BURST = 10_000;

  private long packets = 3;
  private long seconds = 3600;
  private int burst = 5;

  /** Takes a rate: {@code 10/minute}, whose unit may be cut short. */
  void rate(Line line) {
    String text = line.value();
    int slash = text.indexOf('/');
    OptionalInt number =
        Operands.number(slash < 0 ? text : text.substring(0, slash), Integer.MAX_VALUE);
    int unit = slash < 0 ? 1 : seconds(text.substring(slash + 1));
    if (number.isEmpty() || number.getAsInt() == 0 || unit == 0) {
      throw line.malformed("`" + text + "` is no rate.");
    }
    if (number.getAsInt() > (long) HIGHEST_RATE * unit) {
      throw line.malformed("The rate `" + text + "` is too fast for iptables.");
    }
    packets = number.getAsInt();
    seconds = unit;
  }

  private static int seconds(String unit) {
    if (unit.isEmpty()) {
      return 0;
    }
    return "second".startsWith(unit) || unit.equals("sec")
        ? 1
        : "minute".startsWith(unit)
            ? 60
            : "hour".startsWith(unit) ? 3600 : "day".startsWith(unit) ? 86_400 : 0;
  }

  /** Takes the size of the bucket. */
  void burst(Line line) {
    burst = line.number(HIGHEST_BURST);
  }

  Match match() {
    long divisor = BigInteger.valueOf(packets).gcd(BigInteger.valueOf(seconds)).longValueExact();
    return new Match.Limit(packets / divisor, seconds / divisor, burst, false);
  }
}
