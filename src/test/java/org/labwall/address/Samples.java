package org.labwall.address;

import java.util.Random;

/** Addresses for property tests, with runs of zeros and ones as real ones have them. */
final class Samples {

  private Samples() {}

  static Address parse(String text) {
    return Address.parse(text).orElseThrow();
  }

  static Prefix prefix(String text) {
    return Prefix.parse(text).orElseThrow();
  }

  static AddressRange range(String text) {
    return AddressRange.parse(text).orElseThrow();
  }

  static Family family(Random random) {
    return random.nextBoolean() ? Family.IPV4 : Family.IPV6;
  }

  static Address address(Random random, Family family) {
    long high = 0;
    long low = 0;
    for (int group = 0; group < 8; group++) {
      high = high << 16 | low >>> 48;
      low = low << 16 | group(random);
    }
    return switch (family) {
      case IPV4 -> new Address(family, 0, low & 0xffff_ffffL);
      case IPV6 -> new Address(family, random.nextInt(8) == 0 ? 0 : high, low);
    };
  }

  private static int group(Random random) {
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> 0;
      case 3 -> 0xffff;
      case 4 -> random.nextInt(256);
      default -> random.nextInt(65536);
    };
  }

  static AddressRange range(Random random, Family family) {
    Address one = address(random, family);
    Address other = address(random, family);
    return one.compareTo(other) <= 0 ? new AddressRange(one, other) : new AddressRange(other, one);
  }

  /** An address's text with a character or two put in, taken out or replaced. */
  static String damaged(Random random) {
    StringBuilder text = new StringBuilder(address(random, family(random)).toString());
    for (int edits = 1 + random.nextInt(2); edits > 0; edits--) {
      int at = random.nextInt(text.length() + 1);
      String character = String.valueOf("0123459af:.:.g".charAt(random.nextInt(14)));
      int end = Math.min(text.length(), at + random.nextInt(2));
      text.replace(at, end, random.nextInt(3) == 0 ? "" : character);
    }
    return text.toString();
  }
}
