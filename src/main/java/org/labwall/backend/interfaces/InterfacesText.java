package org.labwall.backend.interfaces;

/**
 * Words of interfaces(5), which knows no quotes: an option reaches to the end of its line, and
 * ifupdown hands most of them to a shell as they are.
 */
final class InterfacesText {
  private InterfacesText() {}

  /**
   * A word of the source that means itself to ifupdown and to a shell.
   *
   * @throws IllegalArgumentException for any other, for the checks should have refused it
   */
  static String word(String text) {
    if (text.isEmpty() || !text.chars().allMatch(InterfacesText::isPlain)) {
      throw new IllegalArgumentException("no word of interfaces(5): " + text);
    }
    return text;
  }

  /** Words separated by spaces, each as {@link #word} has it. */
  static String words(String text) {
    for (String word : text.split(" ", -1)) {
      word(word);
    }
    return text;
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "+,-./:=@_".indexOf(c) >= 0;
  }
}
