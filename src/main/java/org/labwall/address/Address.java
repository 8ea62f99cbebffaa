package org.labwall.address;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One address of either family.
 *
 * <p>Addresses are ordered as unsigned numbers, all of IPv4 before all of IPv6.
 *
 * @param high the upper 64 bits; 0 for IPv4
 * @param low the lower 64 bits; an IPv4 address takes up the lower 32 of them
 */
public record Address(Family family, long high, long low) implements Comparable<Address> {

  /** Rejects bits outside the family with an {@link IllegalArgumentException}. */
  public Address {
    if (family == Family.IPV4 && (high != 0 || low >>> 32 != 0)) {
      throw new IllegalArgumentException("An IPv4 address has 32 bits.");
    }
  }

  /** The IPv4 address {@code a.b.c.d}, each of its bytes from 0 to 255. */
  public static Address of(int a, int b, int c, int d) {
    if (((a | b | c | d) & ~0xff) != 0) {
      throw new IllegalArgumentException("A byte of an IPv4 address lies between 0 and 255.");
    }
    return new Address(Family.IPV4, 0, (long) a << 24 | b << 16 | c << 8 | d);
  }

  /**
   * Reads one address: four decimal numbers without leading zeros, or the text forms of RFC 4291,
   * section 2.2. Zones, brackets and blanks are not part of an address; empty when malformed.
   */
  public static Optional<Address> parse(String text) {
    return AddressText.parse(text);
  }

  /**
   * Whether the text has the shape of an address, be it a valid one or not, so that {@code
   * 10.0.0.300} is called a wrong address and not an unknown name.
   *
   * <p>That is: digits and dots, one dot at least; or hexadecimal digits, colons and dots, two
   * colons at least.
   */
  public static boolean looksLike(String text) {
    return AddressText.looksLike(text);
  }

  /** The address that follows; empty after the last of the family. */
  public Optional<Address> next() {
    return isHighest() ? Optional.empty() : Optional.of(plus(1));
  }

  /** The address before this one; empty before the first of the family. */
  public Optional<Address> previous() {
    return equals(family.lowest()) ? Optional.empty() : Optional.of(plus(-1));
  }

  /**
   * The address that lies {@code offset} addresses further on, or back where it is negative.
   *
   * @throws ArithmeticException when that is outside the family
   */
  public Address plus(long offset) {
    long newLow = low + offset;
    long carry = Long.compareUnsigned(newLow, low) < 0 ? 1 : 0;
    long newHigh = high + (offset >> 63) + carry;
    boolean wrapped =
        switch (family) {
          case IPV4 -> newHigh != 0 || newLow >>> 32 != 0;
          case IPV6 ->
              offset < 0
                  ? Long.compareUnsigned(newHigh, high) > 0
                  : Long.compareUnsigned(newHigh, high) < 0;
        };
    if (wrapped) {
      throw new ArithmeticException(this + " plus " + offset + " is no address.");
    }
    return new Address(family, newHigh, newLow);
  }

  /** Whether this is a group's address: {@code 224.0.0.0/4} or {@code ff00::/8}. */
  public boolean isMulticast() {
    return switch (family) {
      case IPV4 -> low >>> 28 == 0xe;
      case IPV6 -> high >>> 56 == 0xff;
    };
  }

  /** Whether this is valid on one link only: {@code 169.254.0.0/16} or {@code fe80::/10}. */
  public boolean isLinkLocal() {
    return switch (family) {
      case IPV4 -> low >>> 16 == 0xa9fe;
      case IPV6 -> high >>> 54 == 0x3fa;
    };
  }

  /**
   * Whether every interface has a route to this: {@code fe80::/64}, the part of {@code fe80::/10}
   * that link-local addresses are made in (RFC 4291, section 2.5.6), but for its first address,
   * which every router of the link has (2.6.1).
   */
  public boolean isOnEveryLink() {
    return family == Family.IPV6 && high == 0xfe80L << 48 && low != 0;
  }

  /** Whether this never leaves the host: {@code 127.0.0.0/8} or {@code ::1}. */
  public boolean isLoopback() {
    return switch (family) {
      case IPV4 -> low >>> 24 == 127;
      case IPV6 -> high == 0 && low == 1;
    };
  }

  private boolean isHighest() {
    return family == Family.IPV4 ? low == 0xffff_ffffL : (high & low) == -1;
  }

  /** Whether all bits are clear: {@code 0.0.0.0} or {@code ::}. */
  public boolean isUnspecified() {
    return high == 0 && low == 0;
  }

  /** This address with all bits after the first {@code length} clear. */
  Address floor(int length) {
    return new Address(family, high & highMask(length), low & lowMask(length));
  }

  /** This address with all bits after the first {@code length} set. */
  Address ceiling(int length) {
    return new Address(family, high | ~highMask(length), low | ~lowMask(length));
  }

  /** This address's first {@code length} bits followed by the other's remaining ones. */
  Address splice(int length, Address other) {
    return new Address(
        family,
        (high & highMask(length)) | (other.high & ~highMask(length)),
        (low & lowMask(length)) | (other.low & ~lowMask(length)));
  }

  /** The number of bits at the end that are clear, at most the family's. */
  int trailingZeros() {
    int zeros = low != 0 ? Long.numberOfTrailingZeros(low) : 64 + Long.numberOfTrailingZeros(high);
    return Math.min(zeros, family.bits());
  }

  /** The number of bits at the start that both addresses have in common. */
  int commonLength(Address other) {
    long highs = high ^ other.high;
    long lows = low ^ other.low;
    int leading =
        highs != 0 ? Long.numberOfLeadingZeros(highs) : 64 + Long.numberOfLeadingZeros(lows);
    return leading - (128 - family.bits());
  }

  // An IPv4 address is the end of 128 bits, and so are its masks: the 96 before it never change.
  private long highMask(int length) {
    int kept = 128 - family.bits() + length;
    return kept == 0 ? 0 : kept >= 64 ? -1 : -1L << (64 - kept);
  }

  private long lowMask(int length) {
    int kept = 128 - family.bits() + length;
    return kept <= 64 ? 0 : -1L << (128 - kept);
  }

  @Override
  public int compareTo(Address other) {
    int order = family.compareTo(other.family);
    if (order == 0) {
      order = Long.compareUnsigned(high, other.high);
    }
    return order != 0 ? order : Long.compareUnsigned(low, other.low);
  }

  /** The canonical text; for IPv6 that of RFC 5952. */
  // Written out, as in Prefix: what records get from the compiler is linked anew at each start
  // of the JVM, which takes longer than all comparisons of a small site.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Address that
        && family == that.family
        && high == that.high
        && low == that.low;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(31 * high + low);
  }

  @Override
  public String toString() {
    return AddressText.print(this);
  }
}
