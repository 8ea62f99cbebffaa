package org.labwall.address;

import java.util.Optional;
import java.util.OptionalLong;

/** The text of addresses: RFC 4291, section 2.2, is read and RFC 5952 written. */
final class AddressText {

  /** The upper 32 of the lower 64 bits in {@code ::ffff:0:0/96}. */
  private static final long MAPPED = 0xffff;

  private static final int GROUPS = 8;

  private AddressText() {}

  static Optional<Address> parse(String text) {
    if (text.indexOf(':') >= 0) {
      return parseIpv6(text);
    }
    OptionalLong value = parseIpv4(text);
    return value.isPresent()
        ? Optional.of(new Address(Family.IPV4, 0, value.getAsLong()))
        : Optional.empty();
  }

  static boolean looksLike(String text) {
    int dots = 0;
    int colons = 0;
    boolean decimal = true;
    boolean digits = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c == ':') {
        colons++;
      } else if (hexDigit(c) >= 0) {
        digits = true;
        decimal &= c <= '9';
      } else {
        return false;
      }
    }
    return colons >= 2 || (colons == 0 && decimal && digits && dots >= 1);
  }

  private static OptionalLong parseIpv4(String text) {
    long value = 0;
    int at = 0;
    for (int part = 0; part < 4; part++) {
      int start = at;
      int number = 0;
      while (at < text.length() && at - start < 3 && isDecimal(text.charAt(at))) {
        number = number * 10 + text.charAt(at) - '0';
        at++;
      }
      boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
      boolean delimited = part == 3 ? at == text.length() : text.startsWith(".", at);
      if (at == start || leadingZero || number > 255 || !delimited) {
        return OptionalLong.empty();
      }
      value = value << 8 | number;
      at++;
    }
    return OptionalLong.of(value);
  }

  private static Optional<Address> parseIpv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      Groups all = new Groups();
      return all.read(text, true) && all.count == GROUPS
          ? Optional.of(address(all.high, all.low))
          : Optional.empty();
    }
    // A third colon, or a second gap, is an empty group in the tail.
    Groups head = new Groups();
    Groups tail = new Groups();
    boolean wellFormed =
        head.read(text.substring(0, gap), false) && tail.read(text.substring(gap + 2), true);
    if (!wellFormed || head.count + tail.count >= GROUPS) {
      return Optional.empty();
    }
    for (int i = head.count; i < GROUPS; i++) {
      head.push(0);
    }
    return Optional.of(address(head.high | tail.high, head.low | tail.low));
  }

  private static Address address(long high, long low) {
    return new Address(Family.IPV6, high, low);
  }

  /** Groups of 16 bits between colons, gathered from the right end of 128 bits. */
  private static final class Groups {
    private long high;
    private long low;
    private int count;

    /** Reads groups; no text is no group. False when malformed or more than eight. */
    boolean read(String text, boolean mayEndInIpv4) {
      int at = 0;
      while (!text.isEmpty() && count < GROUPS) {
        int colon = text.indexOf(':', at);
        String group = text.substring(at, colon < 0 ? text.length() : colon);
        boolean last = colon < 0;
        boolean decimal = last && mayEndInIpv4 && group.indexOf('.') >= 0;
        if (!(decimal ? pushIpv4(group) : pushHex(group))) {
          return false;
        }
        if (last) {
          return count <= GROUPS;
        }
        at = colon + 1;
      }
      return text.isEmpty();
    }

    private boolean pushHex(String group) {
      if (group.isEmpty() || group.length() > 4) {
        return false;
      }
      int value = 0;
      for (int i = 0; i < group.length(); i++) {
        int digit = hexDigit(group.charAt(i));
        if (digit < 0) {
          return false;
        }
        value = value << 4 | digit;
      }
      push(value);
      return true;
    }

    private boolean pushIpv4(String group) {
      OptionalLong value = parseIpv4(group);
      if (value.isPresent()) {
        push((int) (value.getAsLong() >>> 16));
        push((int) (value.getAsLong() & 0xffff));
      }
      return value.isPresent();
    }

    private void push(int group) {
      high = high << 16 | low >>> 48;
      low = low << 16 | group;
      count++;
    }
  }

  /** The value of an ASCII digit, or -1: {@link Character#digit} knows those of all scripts. */
  private static int hexDigit(char c) {
    return c < 0x80 ? Character.digit(c, 16) : -1;
  }

  private static boolean isDecimal(char c) {
    return c >= '0' && c <= '9';
  }

  static String print(Address address) {
    return switch (address.family()) {
      case IPV4 -> printIpv4(address.low());
      case IPV6 ->
          // RFC 5952, section 5: an IPv4 address stays one where its prefix tells.
          address.high() == 0 && address.low() >>> 32 == MAPPED
              ? "::ffff:" + printIpv4(address.low())
              : printIpv6(address);
    };
  }

  private static String printIpv4(long value) {
    return (value >>> 24 & 0xff)
        + "."
        + (value >>> 16 & 0xff)
        + "."
        + (value >>> 8 & 0xff)
        + "."
        + (value & 0xff);
  }

  private static String printIpv6(Address address) {
    int gap = 0;
    int gapLength = 1; // A single group of zeros is written out.
    int zeros = 0;
    for (int i = 0; i < GROUPS; i++) {
      zeros = group(address, i) == 0 ? zeros + 1 : 0;
      if (zeros > gapLength) {
        gapLength = zeros;
        gap = i + 1 - zeros;
      }
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < GROUPS; i++) {
      if (i == gap && gapLength > 1) {
        text.append("::");
        i += gapLength - 1;
      } else {
        if (i > 0 && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(group(address, i)));
      }
    }
    return text.toString();
  }

  private static int group(Address address, int index) {
    long half = index < 4 ? address.high() : address.low();
    return (int) (half >>> (48 - 16 * (index % 4)) & 0xffff);
  }
}
