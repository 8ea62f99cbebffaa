package org.labwall.filter;

import org.labwall.model.Translation;
import org.labwall.project.Node;

/** What generated rules say that they come from. */
final class Comments {
  private Comments() {}

  /** The line of a translation, and its note. */
  static String of(Translation translation, Node node) {
    String place = translation.span().cite();
    return translation.terms().note().map(it -> place + " " + it.of(node.role())).orElse(place);
  }
}
