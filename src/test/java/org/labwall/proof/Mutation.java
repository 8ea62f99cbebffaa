package org.labwall.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.labwall.differential.Dice;

/**
 * A way to change a file of rules or sets in one place, as a mistake would.
 *
 * @param name what is done
 * @param change changes the lines; nothing where there is no such place
 */
record Mutation(String name, Change change) {
  /** What stands in comments and log texts. */
  private static final Pattern STRING =
      Pattern.compile("(?<=(comment|prefix) \")(\\\\.|[^\"\\\\])*(?=\")");

  /** Changes the lines of a file. */
  @FunctionalInterface
  interface Change {
    Optional<List<String>> of(List<String> lines, Dice dice);
  }

  /** What stands in place of some words of a line. */
  @FunctionalInterface
  interface Words {
    String of(MatchResult found, Dice dice);
  }

  /** A change of what a pattern finds in rules, outside of their comments and other strings. */
  static Mutation words(String name, String pattern, Words words) {
    Pattern compiled = Pattern.compile(pattern);
    return new Mutation(name, (lines, dice) -> replace(lines, compiled, words, dice));
  }

  private record Found(int line, MatchResult where) {}

  private static Optional<List<String>> replace(
      List<String> lines, Pattern pattern, Words words, Dice dice) {
    List<Found> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = STRING.matcher(lines.get(i)).replaceAll(it -> "_".repeat(it.group().length()));
      int number = i;
      if (!line.startsWith("#")) {
        pattern.matcher(line).results().forEach(it -> all.add(new Found(number, it)));
      }
    }
    if (all.isEmpty()) {
      return Optional.empty();
    }
    Found found = dice.of(all);
    String line = lines.get(found.line);
    String other =
        line.substring(0, found.where.start())
            + words.of(found.where, dice)
            + line.substring(found.where.end());
    List<String> changed = new ArrayList<>(lines);
    changed.set(found.line, other);
    return Optional.of(changed);
  }

  /** A change of one rule of the file, or of one and the next. */
  static Mutation rule(String name, Pattern pattern, Change change) {
    return new Mutation(
        name,
        (lines, dice) -> {
          List<Integer> places = new ArrayList<>();
          for (int i = 0; i < lines.size(); i++) {
            if (isRule(lines.get(i)) && pattern.matcher(lines.get(i)).find()) {
              places.add(i);
            }
          }
          if (places.isEmpty()) {
            return Optional.empty();
          }
          int place = dice.of(places);
          List<String> next = lines.subList(place, Math.min(lines.size(), place + 2));
          return change
              .of(next, dice)
              .map(
                  it ->
                      Stream.of(
                              lines.subList(0, place),
                              it,
                              lines.subList(place + next.size(), lines.size()))
                          .flatMap(List::stream)
                          .toList());
        });
  }

  /** Whether a line is a rule, or an element of a set. */
  static boolean isRule(String line) {
    boolean element = line.startsWith("\t\t\t") && line.endsWith(",");
    return element
        || line.startsWith("-A ")
        || line.startsWith("add ")
        || (line.startsWith("\t\t") && line.endsWith("\""));
  }
}
