package org.labwall.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * What may pass from one place to another.
 *
 * @param always services of which every packet may
 * @param partly services of which some packets may: from or to some addresses
 * @param forwarded services of which every packet passes that a {@code forward} translates
 * @param forwardedPartly services of which some of these pass
 */
public record Cell(
    List<String> always,
    List<String> partly,
    List<String> forwarded,
    List<String> forwardedPartly) {
  public Cell {
    always = List.copyOf(always);
    partly = List.copyOf(partly);
    forwarded = List.copyOf(forwarded);
    forwardedPartly = List.copyOf(forwardedPartly);
  }

  /** Whether nothing may. */
  public boolean isEmpty() {
    return always.isEmpty() && partly.isEmpty() && forwarded.isEmpty() && forwardedPartly.isEmpty();
  }

  /** It in words: {@code all}, {@code -}, or the services. */
  public String text() {
    if (isEmpty()) {
      return "-";
    }
    StringJoiner text = new StringJoiner("; ");
    if (!always.isEmpty()) {
      text.add(always.equals(List.of(ServiceNames.ALL)) ? "all" : String.join(", ", always));
    }
    if (!partly.isEmpty()) {
      text.add("in part " + String.join(", ", partly));
    }
    if (!forwarded.isEmpty()) {
      text.add("forwarded " + String.join(", ", forwarded));
    }
    if (!forwardedPartly.isEmpty()) {
      text.add("in part forwarded " + String.join(", ", forwardedPartly));
    }
    return text.toString();
  }

  /** What may pass in the one family and in the other, where both are there. */
  static String text(List<Cell> families, List<String> names) {
    if (families.stream().distinct().count() == 1) {
      return families.getFirst().text();
    }
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < families.size(); i++) {
      texts.add(names.get(i) + ": " + families.get(i).text());
    }
    return String.join("; ", texts);
  }
}
