package org.labwall.expand;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
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
  private static final Pattern SUBNET = Pattern.compile("[0-9a-fA-F]{1,4}");

  private static final List<Prefix> PRIVATE =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "127.0.0.0/8",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.168.0.0/16")
          .map(it -> Prefix.parse(it).orElseThrow())
          .toList();

  private SixToFour() {}

  /** Whether a word is a call of the function. */
  static boolean isOne(Word word) {
    return !word.quoted() && word.text().toLowerCase(Locale.ROOT).startsWith(START);
  }

  /** The prefix that a call stands for, its constants replaced; what is wrong is reported. */
  static String value(Word call, Diagnostics diagnostics) {
    String inside = call.text().substring(START.length(), call.text().length() - 1);
    String[] arguments = inside.split(",", -1);
    Optional<Address> address =
        Address.parse(arguments[0].strip()).filter(it -> it.family() == Family.IPV4);
    String subnet = arguments.length > 1 ? arguments[1].strip() : "0";
    if (address.isEmpty() || arguments.length > 2 || !SUBNET.matcher(subnet).matches()) {
      diagnostics.add(
          Diagnostic.at(
                  call.span(), Code.BAD_ADDRESS, "`6to4` cannot make a prefix of `" + inside + "`.")
              .hint(
                  "It takes an IPv4 address, and perhaps the number of a network in hexadecimal:"
                      + " `6to4(203.0.113.9)`, `6to4(203.0.113.9, ff)`."));
      return "::/0";
    }
    if (isPrivate(address.get())) {
      diagnostics.add(
          Diagnostic.at(
                  call.span(),
                  Code.BAD_ADDRESS,
                  "`" + address.get() + "` is a private address, and has no 6to4 prefix.")
              .hint("The prefix is that of a server with a stable public address (RFC 3056)."));
    }
    return prefix(address.get(), subnet, arguments.length > 1 ? 64 : 48).toString();
  }

  private static boolean isPrivate(Address address) {
    return address.isMulticast() || PRIVATE.stream().anyMatch(it -> it.contains(address));
  }

  private static Prefix prefix(Address address, String subnet, int length) {
    String[] bytes = address.toString().split("\\.");
    String text =
        String.format(
            Locale.ROOT,
            "2002:%02x%02x:%02x%02x:%s::",
            Integer.parseInt(bytes[0]),
            Integer.parseInt(bytes[1]),
            Integer.parseInt(bytes[2]),
            Integer.parseInt(bytes[3]),
            subnet);
    return Prefix.of(Address.parse(text).orElseThrow(), length);
  }
}
