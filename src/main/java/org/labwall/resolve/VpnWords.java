package org.labwall.resolve;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.model.Network;
import org.labwall.model.RoleText;

/** Reads the values that only statements about VPNs have. */
final class VpnWords {
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}");

  /** The files of a PKI beside those of users, and what FreeRADIUS calls everybody. */
  private static final Pattern TAKEN =
      Pattern.compile("(?i)default|ca|crl|revoked|(.*\\.)?tls-crypt-v2");

  private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_./@+\u0001\u0002-]{1,200}");

  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");

  private VpnWords() {}

  /** The name in the certificate of a user, which also names files. */
  static Optional<String> user(Word word, Values values) {
    return values
        .plain(word)
        .filter(
            text ->
                values.accept(
                    USER.matcher(text).matches(),
                    word,
                    Code.BAD_NAME,
                    "`" + Values.shown(text) + "` cannot be the name of a user.",
                    "It is made of ASCII letters, digits, `_`, `.`, `@` and `-`, at most 64."))
        .filter(
            text ->
                values.accept(
                    !TAKEN.matcher(text).matches(),
                    word,
                    Code.BAD_NAME,
                    "No user can be called `" + text + "`.",
                    "A file of keys, or everybody, is called so."));
  }

  /** The path of a file on the machines, which may name the role. */
  static Optional<RoleText> path(Word word, Values values) {
    return Optional.of(word.text())
        .filter(
            text ->
                values.accept(
                    PATH.matcher(text).matches(),
                    word,
                    Code.BAD_TEXT,
                    "`" + Values.shown(text) + "` cannot be a file of keys.",
                    "It is made of ASCII letters, digits, and `_./@+-`."))
        .map(RoleText::new);
  }

  /** The name of a network as the name of its VPN, which also names files and units. */
  static boolean namesFiles(Word word, String network, Values values) {
    return values.accept(
        FILE.matcher(network).matches(),
        word,
        Code.BAD_NAME,
        "`" + Values.shown(network) + "` cannot be the name of a VPN.",
        "It names files: it is made of ASCII letters, digits, `_`, `.` and `-`.");
  }

  /** The network that a word names: by its name, or by the id of a VLAN. */
  static Optional<Network> network(Word word, Map<String, Network> known) {
    String text = word.text();
    return Optional.ofNullable(known.get(text))
        .or(() -> Optional.ofNullable(known.get("vlan" + text)));
  }
}
