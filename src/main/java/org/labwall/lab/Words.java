package org.labwall.lab;

import java.util.List;

/** What programs said before they failed. */
final class Words {
  private static final int LINES = 4;

  private Words() {}

  /** The last lines of an output, as a hint. */
  static String last(String output) {
    List<String> lines = output.lines().map(String::strip).filter(it -> !it.isEmpty()).toList();
    return lines.isEmpty()
        ? "It said nothing."
        : "It said: "
            + String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
  }
}
