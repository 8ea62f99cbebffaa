package org.labwall.backend.openvpn;

import java.util.Arrays;
import java.util.List;

/**
 * Lines of a file that belong together.
 *
 * @param comments what they are for
 * @param lines the options, one a line
 */
record Section(List<String> comments, List<String> lines) {
  Section {
    comments = List.copyOf(comments);
    lines = List.copyOf(lines);
  }

  static Section of(String comment, String... lines) {
    return of(comment, Arrays.asList(lines));
  }

  static Section of(String comment, List<String> lines) {
    return new Section(comment.isEmpty() ? List.of() : List.of(comment), lines);
  }
}
