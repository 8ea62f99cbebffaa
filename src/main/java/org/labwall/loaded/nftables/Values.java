package org.labwall.loaded.nftables;

import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.loaded.InterfaceName;
import org.labwall.loaded.NotUnderstood;
import org.labwall.loaded.NumberSet;
import org.labwall.loaded.ProtocolNames;
import org.labwall.loaded.ServiceNames;
import org.labwall.loaded.Value;

/** Reads single values of each type. */
final class Values {
  private static final int LONGEST_INTERFACE = 15;

  private Values() {}

  /** A value of this type. */
  static Value read(KeyType type, Tokens tokens) {
    return switch (type) {
      case IPV4 -> new Value.Addresses(addresses(Family.IPV4, tokens));
      case IPV6 -> new Value.Addresses(addresses(Family.IPV6, tokens));
      case PORT -> ports(tokens);
      case PROTOCOL -> protocol(tokens);
      case INTERFACE -> new Value.Interface(interfaceName(tokens));
    };
  }

  /** An address, a network, or {@code first-last}. */
  static AddressRange addresses(Family family, Tokens tokens) {
    String text = tokens.word();
    Optional<AddressRange> range =
        text.indexOf('-') >= 0
            ? AddressRange.parse(text)
            : text.indexOf('/') >= 0
                ? Prefix.parseLoose(text).map(Prefix::range)
                : Address.parse(text).map(it -> new AddressRange(it, it));
    if (range.isEmpty()) {
      throw bad(tokens, text, "no address and no network");
    }
    if (range.get().family() != family) {
      throw bad(tokens, text, "of the other family");
    }
    return range.get();
  }

  /** A port by number or name, or {@code first-last}. */
  static Value.Numbers ports(Tokens tokens) {
    return ports(tokens.wordOrString(), tokens);
  }

  /** The same of a text that was taken last. */
  static Value.Numbers ports(String text, Tokens tokens) {
    OptionalInt named = ServiceNames.port(text);
    return named.isPresent()
        ? new Value.Numbers(named.getAsInt(), named.getAsInt())
        : numbers(text, NumberSet.PORT, tokens);
  }

  /** A number, or {@code first-last}. */
  static Value.Numbers numbers(String text, int highest, Tokens tokens) {
    int dash = text.indexOf('-');
    OptionalInt first = Tokens.number(dash < 0 ? text : text.substring(0, dash), highest);
    OptionalInt last = dash < 0 ? first : Tokens.number(text.substring(dash + 1), highest);
    if (first.isEmpty() || last.isEmpty()) {
      throw bad(tokens, text, "no number from 0 to " + highest);
    }
    if (last.getAsInt() < first.getAsInt()) {
      throw bad(tokens, text, "no range: it ends before it starts");
    }
    return new Value.Numbers(first.getAsInt(), last.getAsInt());
  }

  /** Bits as {@code nft -n} writes them, {@code 0x12}, or as a decimal number. */
  static int bits(String text, int highest, Tokens tokens) {
    if (!text.startsWith("0x")) {
      return numbers(text, highest, tokens).last();
    }
    boolean digits = text.length() <= 6 && text.chars().skip(2).allMatch(Values::isHexDigit);
    int bits = digits && text.length() > 2 ? Integer.parseInt(text.substring(2), 16) : highest + 1;
    if (bits > highest) {
      throw bad(tokens, text, "no number from 0 to " + highest);
    }
    return bits;
  }

  private static boolean isHexDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  /** A protocol by number or name. */
  static Value.Numbers protocol(Tokens tokens) {
    String text = tokens.wordOrString();
    OptionalInt named = ProtocolNames.number(text);
    return named.isPresent()
        ? new Value.Numbers(named.getAsInt(), named.getAsInt())
        : numbers(text, NumberSet.BYTE, tokens);
  }

  /** The name of an interface; a star at its end stands for any end unless it is escaped. */
  static InterfaceName interfaceName(Tokens tokens) {
    String text = tokens.wordOrString();
    boolean start = text.endsWith("*") && !text.endsWith("\\*");
    String name = (start ? text.substring(0, text.length() - 1) : text).replace("\\*", "*");
    boolean odd = name.chars().anyMatch(c -> c <= ' ' || c == '/' || c == '\\');
    if (odd || name.isEmpty() || name.length() > LONGEST_INTERFACE) {
      throw bad(tokens, text, "no name of an interface");
    }
    return new InterfaceName(name, start);
  }

  /** What to say of the word taken last. */
  static NotUnderstood bad(Tokens tokens, String text, String what) {
    return NotUnderstood.malformed(tokens.last(), "`" + text + "` is " + what + ".");
  }
}
