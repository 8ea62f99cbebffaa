package org.labwall.resolve;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Role;
import org.labwall.model.RoleText;

/** Reads the values that words hold; a word that holds none is reported, once. */
final class Values {
  /** All but the marks of {@link Word#ROLE} and {@link Word#HOST_NAME}. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}&&[^\\x01\\x02]]");

  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]*");
  private static final Pattern INTERFACE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
  private static final Pattern SECONDS = Pattern.compile("([0-9]{1,4})(?:\\.([0-9]{1,2}))?");

  /** The loopback, and what sysctl(8) takes for all interfaces. */
  private static final Set<String> RESERVED = Set.of("lo", "all", "default");

  private static final Pattern HOST_NAME =
      Pattern.compile(
          "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");
  private static final Pattern MAIL =
      Pattern.compile("[A-Za-z0-9.!#%&'*+/=?^_{|}~\u0001\u0002-]+@[A-Za-z0-9.\u0001\u0002-]+");

  /** How many digits an integer may have. */
  private static final int LONGEST_INTEGER = 9;

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_MAIL = 254;

  private final Diagnostics diagnostics;
  private final LookAlikes lookAlikes = new LookAlikes();

  Values(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  /** The text of a word that must be the same for every role. */
  Optional<String> plain(Word word) {
    if (word.differsByRole()) {
      diagnostics.add(
          Diagnostic.at(
                  word.span(),
                  Code.ROLE_DEPENDENT,
                  "This word differs between the roles, and must not here.")
              .hint("`$ROLE` and `hostname` belong into texts: router ids, mails, notes, logs."));
      return Optional.empty();
    }
    return Optional.of(word.text());
  }

  /** A name that a statement gives. */
  Optional<String> name(Word word) {
    return plain(word)
        .filter(
            text ->
                accept(
                    NAME.matcher(text).matches()
                        && !Address.looksLike(text)
                        && !isNumber(text)
                        && text.length() <= LONGEST_NAME,
                    word,
                    Code.BAD_NAME,
                    "`" + shown(text) + "` cannot be a name.",
                    "A name is made of letters, digits, `_`, `-` and `.`, at most "
                        + LONGEST_NAME
                        + " of them, and is no number."))
        .filter(text -> lookAlikes.accept(text, word, diagnostics));
  }

  /** The name of an interface, of any length. */
  Optional<String> interfaceName(Word word) {
    return plain(word)
        .filter(
            text ->
                accept(
                    INTERFACE.matcher(text).matches()
                        && !Address.looksLike(text)
                        && !RESERVED.contains(text),
                    word,
                    Code.BAD_NAME,
                    "`" + shown(text) + "` cannot be an interface.",
                    "It is made of letters, digits, `_`, `-` and `.`; `lo` is the kernel's own."));
  }

  Optional<String> hostName(Word word) {
    return plain(word)
        .filter(
            text ->
                accept(
                    text.length() <= 253 && HOST_NAME.matcher(text).matches(),
                    word,
                    Code.BAD_NAME,
                    "`" + shown(text) + "` cannot be a host name.",
                    "A host name is made of letters, digits, `-` and `.` (RFC 1123)."));
  }

  Optional<RoleText> mail(Word word) {
    return Optional.of(word.text())
        .filter(
            text ->
                accept(
                    MAIL.matcher(text).matches() && text.length() <= LONGEST_MAIL,
                    word,
                    Code.BAD_TEXT,
                    "`" + shown(text) + "` is not a mail address.",
                    ""))
        .map(RoleText::new);
  }

  /** A text for people, without what ends lines, steers terminals or turns writing round. */
  Optional<RoleText> text(Word word) {
    Matcher unprintable = UNPRINTABLE.matcher(word.text());
    boolean printable = !unprintable.find();
    String message =
        printable
            ? "A text holds at least one character that is no blank."
            : "A text cannot hold U+%04X, which cannot be printed."
                .formatted(word.text().codePointAt(unprintable.start()));
    return Optional.of(word.text())
        .filter(text -> accept(printable && !text.isBlank(), word, Code.BAD_TEXT, message, ""))
        .map(RoleText::new);
  }

  /** The bytes that a text takes in UTF-8 where it is longest. */
  static int longest(RoleText text, Iterable<Role> roles) {
    int longest = 0;
    for (Role role : roles) {
      longest = Math.max(longest, text.of(role).getBytes(StandardCharsets.UTF_8).length);
    }
    return longest;
  }

  OptionalInt number(Word word, int least, int most, Code code, String what) {
    Optional<String> text = plain(word);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    OptionalInt number = integer(text.get());
    if (number.isPresent() && number.getAsInt() >= least && number.getAsInt() <= most) {
      return number;
    }
    diagnostics.add(
        word.span(),
        code,
        what + " is a number from " + least + " to " + most + ", not `" + shown(text.get()) + "`.");
    return OptionalInt.empty();
  }

  /** Seconds as hundredths. */
  OptionalInt hundredths(Word word, String what) {
    Optional<String> text = plain(word);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    Matcher seconds = SECONDS.matcher(text.get());
    if (seconds.matches()) {
      String fraction = seconds.group(2) == null ? "00" : (seconds.group(2) + "0").substring(0, 2);
      return OptionalInt.of(Integer.parseInt(seconds.group(1) + fraction));
    }
    diagnostics.add(
        word.span(),
        Code.BAD_NUMBER,
        what + " is in seconds, such as `5` or `0.1`, not `" + shown(text.get()) + "`.");
    return OptionalInt.empty();
  }

  Optional<LocalDate> date(Word word) {
    Optional<String> text = plain(word);
    try {
      return text.map(LocalDate::parse);
    } catch (DateTimeParseException wrong) {
      diagnostics.add(
          word.span(),
          Code.BAD_DATE,
          "`" + shown(word.text()) + "` is not a date such as `2027-01-31`.");
      return Optional.empty();
    }
  }

  Optional<Address> address(Word word) {
    Optional<String> text = plain(word);
    Optional<Address> address = text.flatMap(Address::parse);
    if (text.isPresent() && address.isEmpty()) {
      diagnostics.add(
          word.span(), Code.BAD_ADDRESS, "`" + shown(text.get()) + "` is not an address.");
    }
    return address;
  }

  /** An address, or a host part such as {@code ::1} that {@code prefix} completes. */
  Optional<Address> address(Word word, Prefix prefix) {
    Optional<Address> address = address(word);
    boolean fits =
        address.isEmpty()
            || accept(
                address.get().family() == prefix.family(),
                word,
                Code.ADDRESS_OUTSIDE,
                "`" + shown(word.text()) + "` lies outside of `" + prefix + "`.",
                "");
    return address.filter(it -> fits).map(it -> completed(it, prefix));
  }

  /** The address that {@code ::n} means in {@code prefix}; any other as it is. */
  static Address completed(Address address, Prefix prefix) {
    Prefix hostParts = Prefix.of(Address.parse("::").orElseThrow(), prefix.length());
    boolean isHostPart =
        address.family() == hostParts.family()
            && hostParts.contains(address)
            && !address.isUnspecified();
    return isHostPart ? prefix.complete(address) : address;
  }

  /** A prefix whose host bits are zero. */
  Optional<Prefix> prefix(Word word) {
    Optional<String> text = plain(word);
    Optional<Prefix> exact = text.flatMap(Prefix::parse);
    if (text.isPresent() && exact.isEmpty()) {
      Optional<Prefix> masked = Prefix.parseLoose(text.get());
      diagnostics.add(
          Diagnostic.at(
                  word.span(),
                  Code.BAD_PREFIX,
                  masked.isPresent()
                      ? "`" + text.get() + "` has bits set behind its prefix length."
                      : "`" + shown(text.get()) + "` is not a network.")
              .hint(
                  masked
                      .map(it -> "The network is `" + it + "`.")
                      .or(() -> withNetmask(text.get()).map(it -> "Write `" + it + "`."))));
    }
    return exact;
  }

  /** The prefix that others write as {@code 172.16.10.0/255.255.255.0}. */
  private static Optional<Prefix> withNetmask(String text) {
    int slash = Math.max(0, text.indexOf('/'));
    OptionalInt length =
        Address.parse(text.substring(slash + 1))
            .filter(mask -> mask.family() == Family.IPV4)
            .map(Prefix::lengthOfNetmask)
            .orElse(OptionalInt.empty());
    return length.isEmpty()
        ? Optional.empty()
        : Address.parse(text.substring(0, slash))
            .filter(it -> it.family() == Family.IPV4)
            .map(it -> Prefix.of(it, length.getAsInt()));
  }

  boolean accept(boolean good, Word word, Code code, String message, String hint) {
    if (!good) {
      diagnostics.add(
          Diagnostic.at(word.span(), code, message)
              .hint(hint.isEmpty() ? Optional.empty() : Optional.of(hint)));
    }
    return good;
  }

  static OptionalInt integer(String text) {
    String digits = text.startsWith("-") ? text.substring(1) : text;
    return isNumber(digits) && digits.length() <= LONGEST_INTEGER
        ? OptionalInt.of(Integer.parseInt(text))
        : OptionalInt.empty();
  }

  static boolean isNumber(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /** A text short enough for a message. */
  static String shown(String text) {
    return Word.readable(text).replaceFirst("(?s)^(.{60}).+", "$1…");
  }
}
