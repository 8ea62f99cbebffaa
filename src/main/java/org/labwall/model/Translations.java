package org.labwall.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What changes addresses at the machines of a cluster; of each kind the first that matches decides.
 *
 * @param sources those that give connections another source, in the order of the source
 * @param forwards those that give them another destination, likewise
 */
public record Translations(
    List<Translation.OfSource> sources, List<Translation.OfDestination> forwards) {
  /** None. */
  public static final Translations NONE = new Translations(List.of(), List.of());

  public Translations {
    sources = List.copyOf(sources);
    forwards = List.copyOf(forwards);
  }

  /** Whether nothing is translated. */
  public boolean isEmpty() {
    return sources.isEmpty() && forwards.isEmpty();
  }

  /** Both kinds. */
  public List<Translation> all() {
    List<Translation> all = new ArrayList<>(sources);
    all.addAll(forwards);
    return all;
  }

  /** Those of them that are {@code wanted}. */
  public Translations keep(Predicate<Translation> wanted) {
    return new Translations(
        sources.stream().filter(wanted).toList(), forwards.stream().filter(wanted).toList());
  }
}
