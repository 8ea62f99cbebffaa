package org.labwall.filter;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/** Gives chains names that tell the source line, each name once. */
final class ChainNames {
  /** What a file's name may take up, so that a line, a part and a count fit behind it. */
  private static final int STEM_LENGTH = 6;

  private final SourceFile main;
  private final Set<String> taken = new HashSet<>();

  /** How far the numbers behind a name have come. */
  private final Map<String, Integer> counts = new HashMap<>();

  ChainNames(SourceFile main) {
    this.main = main;
  }

  /**
   * A name for a chain of the rule at {@code span}: {@code line14} in the main source, {@code
   * hosts-14} in another.
   *
   * @param part which of the rule's chains it is: a word of at most 6 letters, or nothing
   */
  String of(Span span, String part) {
    Span place = span.outermost();
    String stem = place.file().equals(main) ? "line" : stem(place.file()) + "-";
    return free(stem + place.line() + (part.isEmpty() ? "" : "-" + part));
  }

  /** A name for what packets of an interface meet: {@code from-vlan10}. */
  String ofInterface(String direction, String name) {
    return free(direction + "-" + name);
  }

  /** The name, or the first with a number behind it; the rules of a call share its line. */
  private String free(String name) {
    String free = name;
    while (!taken.add(free)) {
      free = name + "." + counts.merge(name, 2, (count, two) -> count + 1);
    }
    return free;
  }

  private static String stem(SourceFile file) {
    String name = file.name().substring(file.name().lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    String plain = (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^A-Za-z0-9]", "_");
    return plain.substring(0, Math.min(plain.length(), STEM_LENGTH));
  }
}
