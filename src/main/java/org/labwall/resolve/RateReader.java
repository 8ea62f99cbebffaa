package org.labwall.resolve;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labwall.ast.Rate;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.model.Rule.Limit;

/** Reads rates such as {@code 10/minute burst 20}. */
final class RateReader {
  /** The fastest rate and the largest burst that iptables(8) takes. */
  private static final int SCALE = 10_000;

  private static final Pattern RATE = Pattern.compile("([0-9]{1,6})/([a-z]+)");
  private static final Map<String, Limit.Unit> UNITS =
      Map.ofEntries(
          Map.entry("s", Limit.Unit.SECOND),
          Map.entry("sec", Limit.Unit.SECOND),
          Map.entry("second", Limit.Unit.SECOND),
          Map.entry("m", Limit.Unit.MINUTE),
          Map.entry("min", Limit.Unit.MINUTE),
          Map.entry("minute", Limit.Unit.MINUTE),
          Map.entry("h", Limit.Unit.HOUR),
          Map.entry("hour", Limit.Unit.HOUR),
          Map.entry("d", Limit.Unit.DAY),
          Map.entry("day", Limit.Unit.DAY));

  private RateReader() {}

  /**
   * The bucket of that rate; nothing, reported, where it is none.
   *
   * @param besides what else the word may have been meant for, or nothing
   */
  static Optional<Limit> read(Rate rate, Values values, String besides) {
    Optional<String> plain = values.plain(rate.packets());
    if (plain.isEmpty()) {
      return Optional.empty();
    }
    String text = plain.get().toLowerCase(Locale.ROOT);
    Matcher parts = RATE.matcher(text);
    Limit.Unit unit = parts.matches() ? UNITS.get(parts.group(2)) : null;
    if (unit == null) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      rate.packets().span(),
                      Code.BAD_NUMBER,
                      "`" + Values.shown(text) + "` is not a rate.")
                  .hint(
                      "A rate is a number and a unit: `10/minute`, `3/second`, `100/hour`, `5/day`."
                          + besides));
      return Optional.empty();
    }
    Word number = rate.packets().withText(parts.group(1));
    OptionalInt packets = values.number(number, 1, SCALE, Code.BAD_NUMBER, "A rate");
    OptionalInt burst =
        rate.burst().isPresent()
            ? values.number(rate.burst().get(), 1, SCALE, Code.BAD_NUMBER, "A burst")
            : OptionalInt.empty();
    return packets.isPresent()
        ? Optional.of(new Limit(packets.getAsInt(), unit, burst))
        : Optional.empty();
  }
}
