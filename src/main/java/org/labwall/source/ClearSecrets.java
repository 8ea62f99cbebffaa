package org.labwall.source;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Hides secrets that a source holds in the clear, wherever a piece of it is printed.
 *
 * <p>They are told by the words before them, for what cannot be parsed is printed, too. Each of
 * their characters becomes a {@code *}, so that columns stay what they are.
 */
public final class ClearSecrets {
  private static final String BLANKS = "(?:[ \\t]|\\\\\\r?\\n)++";

  /** A string is hidden to the end of its line, for where it ends may be just what is wrong. */
  private static final Pattern SECRET =
      Pattern.compile(
          "(?:\\bAUTH"
              + BLANKS
              + "PASS|\\bRADIUS\\b[^\\n#]{0,200}?\\bsecret)"
              + BLANKS
              + "(?:\\$\\{?(?<constant>\\w+)}?(?=[\\s#]|$)|(?<value>\"[^\\n]*|[^\\s#]+))",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private static final Pattern SETTING =
      Pattern.compile(
          "^\\s*(?:SET\\s+)?(?<name>\\w+)=(?<value>[^\\n]*)",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  private ClearSecrets() {}

  /** The text without the secrets, and without the values of the constants that are secrets. */
  public static String hidden(String text) {
    StringBuilder out = new StringBuilder(text);
    Set<String> constants = new HashSet<>();
    Matcher secret = SECRET.matcher(text);
    while (secret.find()) {
      if (secret.group("constant") != null) {
        constants.add(secret.group("constant"));
      } else {
        hide(out, secret.start("value"), secret.end("value"));
      }
    }
    Matcher setting = SETTING.matcher(text);
    while (!constants.isEmpty() && setting.find()) {
      if (constants.contains(setting.group("name"))) {
        hide(out, setting.start("value"), setting.end("value"));
      }
    }
    return out.toString();
  }

  /** Puts {@code *} in the places of some characters. */
  public static void hide(StringBuilder text, int start, int end) {
    for (int i = Math.max(0, start); i < Math.min(end, text.length()); i++) {
      text.setCharAt(i, '*');
    }
  }
}
