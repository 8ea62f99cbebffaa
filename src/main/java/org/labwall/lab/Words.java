package org.labwall.lab;

import java.util.List;
import java.util.regex.Pattern;

/** What programs said before they failed. */
final class Words {
  private static final int LINES = 4;

  /** The time that keepalived starts its lines with. */
  private static final Pattern TIME =
      Pattern.compile("^\\w{3} \\w{3} [ \\d]\\d [\\d:]{8} \\d{4}: ");

  /** What it says of every end, be it good or bad. */
  private static final Pattern FAREWELL = Pattern.compile("^(Stopped|CPU usage|Stopping)\\b");

  private Words() {}

  /** The last lines of an output that say anything, as a hint. */
  static String last(String output) {
    List<String> lines =
        output
            .lines()
            .map(it -> TIME.matcher(it.strip()).replaceFirst(""))
            .filter(it -> !it.isEmpty() && !FAREWELL.matcher(it).find())
            .toList();
    return lines.isEmpty()
        ? "It said nothing."
        : "It said: "
            + String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
  }
}
