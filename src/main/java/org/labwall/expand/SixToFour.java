package org.labwall.expand;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;

/**
 * The function {@code 6to4(203.0.113.9)}: the prefix that belongs to whoever has that address (RFC
 * 3056), or one of the networks in it, {@code 6to4(203.0.113.9, ff)}.
 */
final class SixToFour {
  private static final String START = "6to4(";
  private static final Pattern CALL =
      Pattern.compile(
          "(?i)6to4\\(\\s*(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\.(\\d{1,3})\\s*"
              + "(?:,\\s*([0-9a-f]{1,4})\\s*)?\\)");

  /** Addresses that are not the only ones of their kind in the world. */
  private static final Pattern PRIVATE =
      Pattern.compile(
          "(0|10|127|22[4-9]|2[3-5]\\d)\\..*|169\\.254\\..*|192\\.168\\..*"
              + "|172\\.(1[6-9]|2\\d|3[01])\\..*");

  /** What is taken for the prefix where it cannot be told, until the error ends it all. */
  private static final String ANY = "::/0";

  private SixToFour() {}

  /** Whether a word is a call of the function. */
  static boolean isOne(Word word) {
    return !word.quoted() && word.text().toLowerCase(Locale.ROOT).startsWith(START);
  }

  /** The prefix that a call stands for, its constants replaced; what is wrong is reported. */
  static String value(Word call, Diagnostics diagnostics) {
    Matcher matcher = CALL.matcher(call.text());
    int[] bytes = new int[4];
    boolean good = matcher.matches();
    for (int i = 0; i < bytes.length && good; i++) {
      bytes[i] = Integer.parseInt(matcher.group(i + 1));
      good = bytes[i] <= 255 && String.valueOf(bytes[i]).equals(matcher.group(i + 1));
    }
    if (!good) {
      String inside = call.text().substring(START.length(), call.text().length() - 1);
      diagnostics.add(
          Diagnostic.at(
                  call.span(), Code.BAD_ADDRESS, "`6to4` cannot make a prefix of `" + inside + "`.")
              .hint(
                  "It takes an IPv4 address, and perhaps the number of a network in hexadecimal:"
                      + " `6to4(203.0.113.9)`, `6to4(203.0.113.9, ff)`."));
      return ANY;
    }
    String address = bytes[0] + "." + bytes[1] + "." + bytes[2] + "." + bytes[3];
    if (PRIVATE.matcher(address).matches()) {
      diagnostics.add(
          Diagnostic.at(
                  call.span(),
                  Code.BAD_ADDRESS,
                  "`" + address + "` is not a public address, and has no 6to4 prefix.")
              .hint("The prefix is that of a server with a stable public address (RFC 3056)."));
    }
    String site = "2002:%x:%x".formatted(bytes[0] << 8 | bytes[1], bytes[2] << 8 | bytes[3]);
    String subnet = matcher.group(5);
    return subnet == null
        ? site + "::/48"
        : "%s:%x::/64".formatted(site, Integer.parseInt(subnet, 16));
  }
}
