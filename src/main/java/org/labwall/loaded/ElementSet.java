package org.labwall.loaded;

import java.util.List;
import java.util.Optional;
import org.labwall.source.Span;

/**
 * A set of values that packets are compared with, or a map from them to verdicts.
 *
 * @param name its name, empty where it stands in a rule itself
 * @param elements the elements in the order of the file, which means nothing; those of a map do not
 *     overlap
 * @param span where it is declared
 */
public record ElementSet(String name, List<Element> elements, Span span) {
  public ElementSet {
    elements = List.copyOf(elements);
  }

  /**
   * One element.
   *
   * @param values one for each field of the key
   * @param verdict what it maps to, in a map
   * @param comment the comment as it is read, empty where there is none
   * @param span its words
   */
  public record Element(List<Value> values, Optional<Verdict> verdict, String comment, Span span) {
    public Element {
      values = List.copyOf(values);
    }
  }
}
