package org.labwall.cli;

import java.util.regex.Pattern;

/** Text in Markdown, as CommonMark and its tables read it. */
final class Markdown {
  private static final Pattern MARKUP = Pattern.compile("[\\\\`*_{}\\[\\]<>|#]");

  private Markdown() {}

  /** Text that is no markup, in a table either. */
  static String text(String text) {
    return MARKUP.matcher(text).replaceAll("\\\\$0");
  }
}
