package org.labwall.backend.nftables;

import java.util.Locale;
import org.labwall.filter.Chain;
import org.labwall.filter.Hook;
import org.labwall.source.Utf8;

/**
 * The one place that knows how nft reads words.
 *
 * <p>A string stands in double quotes and ends at the next one, for there is no escape; in the
 * prefix of a log, and nowhere else, a {@code $} starts the name of a variable, and nothing stands
 * for the character itself.
 */
final class NftText {
  /** The longest comment that nft takes, in bytes. */
  private static final int COMMENT_LENGTH = 128;

  /** The longest prefix that the kernel takes, in bytes. */
  private static final int PREFIX_LENGTH = 127;

  private NftText() {}

  /** A rule's comment in quotes, cut to what nft takes. */
  static String comment(String text) {
    return quoted(Utf8.cut(line(text), COMMENT_LENGTH));
  }

  /** The prefix of a log in quotes. */
  static String logPrefix(String text) {
    return quoted(Utf8.cut(line(text), PREFIX_LENGTH).replace('$', '_'));
  }

  /** The name of an interface in quotes; a star at its end would stand for any end. */
  static String interfaceName(String name) {
    return quoted(name.replace("*", "\\*"));
  }

  /** What the names of interfaces start with, in quotes. */
  static String interfaceStart(String start) {
    return quoted(start.replace("*", "\\*") + "*");
  }

  /**
   * The name of a chain. What the kernel calls is in lower case, as nft's users are used to. A name
   * never starts with a digit, and none of ours starts with a dot.
   */
  static String chain(String name) {
    for (Hook hook : Hook.values()) {
      if (hook.name().equals(name)) {
        return name.toLowerCase(Locale.ROOT);
      }
    }
    if (name.equals(Chain.PREROUTING) || name.equals(Chain.POSTROUTING)) {
      return name.toLowerCase(Locale.ROOT);
    }
    return Character.isDigit(name.charAt(0)) ? "." + name : name;
  }

  /** The kernel's name of a helper in quotes. */
  static String helper(String name) {
    return quoted(name);
  }

  /** A word of nft's that has the name of a constant. */
  static String keyword(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String quoted(String text) {
    return '"' + text.replace('"', '\'') + '"';
  }

  /** The text with a blank in place of whatever could end a line or steer a terminal. */
  private static String line(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
    }
    return line.toString();
  }
}
