package org.labwall.backend;

import org.labwall.model.Site;
import org.labwall.project.Node;

/** Text after a {@code #}, in the formats where that starts a comment up to the end of the line. */
public final class Comment {
  // keepalived reads lines of up to 1023 bytes, and nobody longer ones.
  private static final int LONGEST = 200;

  private Comment() {}

  /** The text in one line that no backslash joins with the next, cut where it is too long. */
  public static String of(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .map(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c)
        .map(c -> c == '\\' ? '/' : c)
        .forEach(line::appendCodePoint);
    return line.toString();
  }

  /** The first line of a generated file. */
  public static String heading(Node node) {
    return heading(node.site());
  }

  /** The first line of a generated file that belongs to no machine. */
  public static String heading(Site site) {
    return of("Compiled by LabWall from " + site.source().name() + ": edits here are lost.");
  }
}
