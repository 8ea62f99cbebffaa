package org.labwall.resolve;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.labwall.ast.SecretWord;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.model.Secret;

/**
 * Reads the words where secrets are expected. Nothing that it reports tells a character of one, so
 * that a log of a run may be shown to anybody.
 */
final class SecretReader {
  /** The simple-text password of RFC 2338; keepalived cuts what is longer, without a word. */
  private static final int VRRP_BYTES = 8;

  /** What {@code radclient -S} reads of a line, and more than anybody types. */
  private static final int RADIUS_CHARACTERS = 128;

  /**
   * What is the same, in quotes and out of them, to a shell, to FreeRADIUS, which looks for
   * variables in its quotes, and to radclient(1).
   */
  private static final Pattern PLAIN =
      Pattern.compile("[!#%&()*+,./0-9:;<=>?@A-Z\\[\\]^_a-z{|}~-]+");

  private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

  private final Values values;

  /**
   * What a secret is for.
   *
   * <p>The words of its statement, how a sentence about it starts, and what the constant is called
   * that should stand there.
   */
  private enum Use {
    VRRP("VRRP AUTH PASS", "A VRRP password", "VRRP_SECRET", Code.PASSWORD),
    RADIUS("VPN RADIUS", "A RADIUS secret", "RADIUS_SECRET", Code.BAD_SECRET);

    private final String statement;
    private final String what;
    private final String constant;
    private final Code code;

    Use(String statement, String what, String constant, Code code) {
      this.statement = statement;
      this.what = what;
      this.constant = constant;
      this.code = code;
    }
  }

  SecretReader(Values values) {
    this.values = values;
  }

  /** The password of VRRP, as keepalived.conf(5) can hold it: it knows no escapes. */
  Optional<Secret> vrrp(SecretWord written) {
    Use use = Use.VRRP;
    return read(written, use)
        .filter(
            it ->
                accept(
                    it.getBytes(StandardCharsets.UTF_8).length <= VRRP_BYTES,
                    written,
                    use,
                    " has at most " + VRRP_BYTES + " bytes, and this one has more.",
                    ""))
        .filter(
            it ->
                accept(
                    it.indexOf('"') < 0 && !it.contains("${") && !it.matches("[{}]"),
                    written,
                    use,
                    " can hold neither a double quote nor `${`, nor be a lone brace.",
                    "keepalived.conf(5) has no way to write them."))
        .map(it -> secret(written, use, it));
  }

  /** The secret that a RADIUS server shares with its clients. */
  Optional<Secret> radius(SecretWord written) {
    Use use = Use.RADIUS;
    return read(written, use)
        .filter(
            it ->
                accept(
                    it.length() <= RADIUS_CHARACTERS,
                    written,
                    use,
                    " has at most " + RADIUS_CHARACTERS + " characters, and this one has more.",
                    ""))
        .filter(
            it ->
                accept(
                    PLAIN.matcher(it).matches(),
                    written,
                    use,
                    " is made of ASCII letters, digits and signs, without blanks, quotes,"
                        + " back-quotes, `\\` and `$`.",
                    "`openssl rand -hex 24` makes a good one."))
        .map(it -> secret(written, use, it));
  }

  private Optional<String> read(SecretWord written, Use use) {
    Predicate<String> printable = it -> !UNPRINTABLE.matcher(it).find() && !it.isBlank();
    Optional<String> value =
        values
            .plain(written.word())
            .filter(
                it ->
                    accept(
                        printable.test(it),
                        written,
                        use,
                        " is made of characters that can be printed.",
                        ""));
    if (value.isPresent() && written.clear()) {
      reportClear(written, use);
    }
    return value;
  }

  private void reportClear(SecretWord written, Use use) {
    String advice =
        written
                .constant()
                .map(it -> "Take the line that sets `" + it + "` out of the source")
                .orElse("Write `$" + use.constant + "` in its place")
            + ": the value belongs into the environment, or into a file that `--secrets` names.";
    values
        .diagnostics()
        .add(
            Diagnostic.at(
                    written.word().span(),
                    Code.CLEAR_SECRET,
                    use.what + " stands in the source, for everybody to read.")
                .hint(advice));
  }

  private static Secret secret(SecretWord written, Use use, String value) {
    return new Secret(written.constant().orElse(use.statement), value);
  }

  private boolean accept(boolean good, SecretWord written, Use use, String rest, String hint) {
    return values.accept(good, written.word(), use.code, use.what + rest, hint);
  }
}
