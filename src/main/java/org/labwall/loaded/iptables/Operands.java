package org.labwall.loaded.iptables;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.loaded.InterfaceName;
import org.labwall.loaded.NumberSet;
import org.labwall.loaded.ProtocolNames;
import org.labwall.loaded.ServiceNames;
import org.labwall.loaded.Value;

/** Reads the values of options; each method takes the next word of a line. */
final class Operands {
  private static final int LONGEST_INTERFACE = 15;
  private static final int MOST_DIGITS = 9;

  private Operands() {}

  /** A decimal number up to {@code highest}; empty where the text is none. */
  static OptionalInt number(String text, int highest) {
    if (text.isEmpty() || text.length() > MOST_DIGITS) {
      return OptionalInt.empty();
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return OptionalInt.empty();
      }
      number = 10 * number + c - '0';
    }
    return number <= highest ? OptionalInt.of(number) : OptionalInt.empty();
  }

  /** Addresses, networks with a length or a netmask, separated by commas. */
  static AddressSet addresses(Line line, Family family) {
    String text = line.value();
    if (text.indexOf(',') < 0) {
      return AddressSet.of(prefix(line, family, text));
    }
    List<AddressRange> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      ranges.add(prefix(line, family, part).range());
    }
    return AddressSet.of(family, ranges);
  }

  private static Prefix prefix(Line line, Family family, String text) {
    Optional<Prefix> prefix = Prefix.parseLoose(text);
    int slash = text.indexOf('/');
    if (prefix.isEmpty() && slash > 0) {
      Optional<Address> mask = Address.parse(text.substring(slash + 1));
      OptionalInt length = mask.map(Prefix::lengthOfNetmask).orElse(OptionalInt.empty());
      prefix =
          Address.parse(text.substring(0, slash))
              .filter(it -> length.isPresent() && it.family() == mask.orElseThrow().family())
              .map(it -> Prefix.of(it, length.getAsInt()));
    }
    if (prefix.isEmpty()) {
      throw line.malformed("`" + text + "` is no address and no network.");
    }
    checkFamily(line, family, prefix.get().family(), text);
    return prefix.get();
  }

  private static void checkFamily(Line line, Family family, Family actual, String text) {
    if (family != actual) {
      throw line.malformed("`" + text + "` is of the other family than these rules.");
    }
  }

  /** An address or {@code first-last}. */
  static AddressRange addressRange(Line line, Family family) {
    String text = line.value();
    return addressRange(line, family, text);
  }

  /** The same of a text that is a part of the last word. */
  static AddressRange addressRange(Line line, Family family, String text) {
    Optional<AddressRange> range =
        text.indexOf('-') < 0
            ? Address.parse(text).map(it -> new AddressRange(it, it))
            : AddressRange.parse(text);
    if (range.isEmpty()) {
      throw line.malformed("`" + text + "` is no address and no range of addresses.");
    }
    checkFamily(line, family, range.get().family(), text);
    return range.get();
  }

  /** A port or {@code first:last}, of which either may be missing. */
  static NumberSet ports(Line line) {
    String text = line.value();
    Value.Numbers range = ports(line, text, ':');
    return NumberSet.of(range.first(), range.last());
  }

  /** Ports and ranges of them, separated by commas. */
  static NumberSet portList(Line line) {
    List<Value.Numbers> ranges = new ArrayList<>();
    for (String part : line.value().split(",", -1)) {
      ranges.add(ports(line, part, ':'));
    }
    return NumberSet.of(ranges);
  }

  /** A port, or two with {@code separator} between, as a part of the last word. */
  static Value.Numbers ports(Line line, String text, char separator) {
    int middle = text.indexOf(separator);
    if (middle < 0) {
      int port = port(line, text);
      return new Value.Numbers(port, port);
    }
    String from = text.substring(0, middle);
    String to = text.substring(middle + 1);
    boolean open = separator == ':' && text.length() > 1;
    int first = open && from.isEmpty() ? 0 : port(line, from);
    int last = open && to.isEmpty() ? NumberSet.PORT : port(line, to);
    if (last < first) {
      throw line.malformed("The ports `" + text + "` end before they start.");
    }
    return new Value.Numbers(first, last);
  }

  private static int port(Line line, String text) {
    OptionalInt port = number(text, NumberSet.PORT);
    if (port.isEmpty()) {
      port = ServiceNames.port(text);
    }
    if (port.isEmpty()) {
      throw line.malformed("`" + text + "` is no port.");
    }
    return port.getAsInt();
  }

  /** A protocol by name or number; 0 and {@code all} are any. */
  static int protocol(Line line) {
    String text = line.value();
    if (text.equalsIgnoreCase("all")) {
      return 0;
    }
    OptionalInt number = protocol(text);
    if (number.isEmpty()) {
      throw line.malformed("`" + text + "` is no protocol that is known here.");
    }
    return number.getAsInt();
  }

  /** The same of a text; empty where it is none. */
  static OptionalInt protocol(String text) {
    OptionalInt number = number(text, NumberSet.BYTE);
    return number.isPresent() ? number : ProtocolNames.number(text);
  }

  /** The name of an interface; a plus at its end stands for any end. */
  static InterfaceName interfaceName(Line line) {
    String text = line.take();
    boolean start = text.endsWith("+");
    String name = start ? text.substring(0, text.length() - 1) : text;
    boolean odd = name.chars().anyMatch(c -> c <= ' ' || c == '/');
    if (odd || name.length() > LONGEST_INTERFACE || (name.isEmpty() && !start)) {
      throw line.malformed("`" + text + "` is no name of an interface.");
    }
    return new InterfaceName(name, start);
  }
}
