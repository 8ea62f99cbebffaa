package org.labwall.cli;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.labwall.backend.OutputFile;

/**
 * Hides the secrets of a file that was written before, perhaps by an older version or changed by
 * hand since: nobody knows which they were, only what stands before those of the file that follows
 * it.
 *
 * @param shown the lines of that file that hold secrets, as everybody may see them
 * @param prefixes what stands before the secrets on their lines, without the blanks around it
 */
record HiddenSecrets(Map<String, String> shown, Set<String> prefixes) {

  /** Hides what a file before {@code next} held in the places of its secrets. */
  static HiddenSecrets of(OutputFile next) {
    Map<String, String> shown = new HashMap<>();
    Set<String> prefixes = new HashSet<>();
    List<String> lines = next.content().lines().toList();
    List<String> visible = next.shown().lines().toList();
    int start = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      int from = start;
      next.secrets().stream()
          .mapToInt(it -> it.start() - from)
          .filter(it -> it >= 0 && it < line.length())
          .min()
          .ifPresent(it -> prefixes.add(line.substring(0, it).strip()));
      shown.put(line, visible.get(i));
      start += line.length() + 1;
    }
    return new HiddenSecrets(shown, prefixes);
  }

  /** The text of the former file without its secrets. */
  String former(String text) {
    return text.lines().map(it -> line(it) + "\n").collect(Collectors.joining());
  }

  private String line(String line) {
    if (shown.containsKey(line)) {
      return shown.get(line);
    }
    String stripped = line.strip();
    return prefixes.stream()
        .filter(stripped::startsWith)
        .findFirst()
        .map(it -> line.substring(0, line.indexOf(it) + it.length()) + " <another secret>")
        .orElse(line);
  }
}
