package org.labwall.parse;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the words of other programs, and of other languages, are here. */
final class ForeignWords {
  private static final Map<String, String> STATEMENTS =
      Map.of(
          "accept", "allow",
          "permit", "allow",
          "pass", "allow",
          "drop", "deny",
          "block", "deny",
          "interface", "dev",
          "iface", "dev",
          "masq", "masquerade",
          "dnat", "forward");

  private static final Set<String> IPTABLES =
      Set.of("-a", "-i", "-n", "-p", "-t", "iptables", "ip6tables", "nft", "*filter", "*nat");

  private static final Set<String> FIREHOL =
      Set.of("server", "client", "router", "policy", "protection", "route4", "route6", "server4");

  /** Shorewall writes them in capitals, a macro in front of some. */
  private static final Pattern SHOREWALL =
      Pattern.compile("(\\w+[(/])?(ACCEPT|DROP|REJECT|DNAT|REDIRECT|MASQUERADE)\\)?[-+!]?(:\\w+)?");

  private static final List<String> COMMENTS = List.of("//", ";", "/*", "--", "%", "rem");

  private ForeignWords() {}

  /** Advice on the first word of a line that starts no statement. */
  static Optional<String> statement(String text) {
    String word = text.toLowerCase(Locale.ROOT);
    if (COMMENTS.stream().anyMatch(word::startsWith)) {
      return Optional.of("A comment starts with `#`.");
    }
    if (IPTABLES.contains(word) || word.startsWith(":input") || word.startsWith(":forward")) {
      return Optional.of(
          "iptables and nft read such lines. A rule here is `allow from staff to lab ssh`.");
    }
    if (FIREHOL.contains(word)) {
      return Optional.of(
          "FireHOL has it so. What it lets in to the router is `allow from staff to self ssh` here.");
    }
    if (SHOREWALL.matcher(text).matches()) {
      return Optional.of(
          "Shorewall has it so. A rule here is `allow from staff to lab ssh`, with networks for zones.");
    }
    return Optional.ofNullable(STATEMENTS.get(word)).map(ours -> "Did you mean `" + ours + "`?");
  }

  /**
   * Advice on a word where a line should end.
   *
   * @param before the word before it
   * @param found the word
   */
  static Optional<String> furtherWord(String before, String found) {
    if (before.equalsIgnoreCase("except") || found.equalsIgnoreCase("except")) {
      return Optional.of("All but `lab` is `not lab`; of several, make a `GROUP`.");
    }
    boolean words = Character.isLetterOrDigit(before.charAt(0)) && isWord(found);
    return words
        // The words are not shown, for one of them may be a password.
        ? Optional.of("Several are separated by commas, as in `http, https`.")
        : Optional.empty();
  }

  private static boolean isWord(String text) {
    return !text.isEmpty() && Character.isLetterOrDigit(text.charAt(0));
  }
}
