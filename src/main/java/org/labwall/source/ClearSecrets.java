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

  /** Lines that hold a secret somewhere, also where they are mistyped. */
  private static final Pattern LINE =
      Pattern.compile(
          "\\b(?:VRRP" + BLANKS + "AUTH|VPN" + BLANKS + "RADIUS)\\b(?<rest>[^\\n#]*)",
          Pattern.CASE_INSENSITIVE);

  /** Words of such lines that are no secrets, and blanks between. */
  private static final Pattern PLAIN =
      Pattern.compile(
          "(?:pass|poo?ll?ing|port|secret|`[^`\\s]*`|\\S*@\\S*|\\d+|[0-9a-f]*[.:][0-9a-f.:/]*"
              + "|\\$\\{?\\w+}?|[{}\\\\]|\\*+)(?=\\s|$)",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern WORD = Pattern.compile("\"[^\\n]*|\\S+");

  private static final Pattern NAMED =
      Pattern.compile("(?:secret|passw|_key)", Pattern.CASE_INSENSITIVE);

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
    while (setting.find()) {
      String name = setting.group("name");
      if (constants.contains(name) || NAMED.matcher(name).find()) {
        hide(out, setting.start("value"), setting.end("value"));
      }
    }
    hideMistyped(out);
    return out.toString();
  }

  private static void hideMistyped(StringBuilder text) {
    Matcher line = LINE.matcher(text.toString());
    while (line.find()) {
      Matcher word = WORD.matcher(line.group("rest"));
      while (word.find()) {
        if (!PLAIN.matcher(word.group()).matches()) {
          int start = line.start("rest");
          hide(text, start + word.start(), start + word.end());
        }
      }
    }
  }

  /** Puts {@code *} in the places of some characters. */
  public static void hide(StringBuilder text, int start, int end) {
    for (int i = Math.max(0, start); i < Math.min(end, text.length()); i++) {
      text.setCharAt(i, '*');
    }
  }
}
