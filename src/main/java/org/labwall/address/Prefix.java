package org.labwall.address;

import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * All addresses that begin with the same bits, such as {@code 10.1.0.0/16}.
 *
 * <p>Prefixes are ordered by their network, then the shorter (wider) first.
 *
 * @param network the first address, with no bit set after the first {@code length}
 * @param length the number of bits in common, from 0 to the family's
 */
public record Prefix(Address network, int length) implements Comparable<Prefix> {

  /** Rejects a bad length and host bits with an {@link IllegalArgumentException}. */
  public Prefix {
    checkLength(network, length);
    if (!network.floor(length).equals(network)) {
      throw new IllegalArgumentException(network + "/" + length + " has host bits set.");
    }
  }

  /** The prefix of this length that the address lies in. */
  public static Prefix of(Address any, int length) {
    checkLength(any, length);
    return new Prefix(any.floor(length), length);
  }

  /** The prefix of length 0. */
  public static Prefix all(Family family) {
    return new Prefix(family.lowest(), 0);
  }

  private static void checkLength(Address address, int length) {
    if (length < 0 || length > address.family().bits()) {
      throw new IllegalArgumentException(length + " is no length of a prefix of " + address + ".");
    }
  }

  /**
   * Reads {@code address/length}, or a bare address as a prefix of full length; empty when
   * malformed or when bits are set after the first {@code length}.
   */
  public static Optional<Prefix> parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    Optional<Prefix> loose = parseLoose(text);
    return loose.filter(
        prefix -> Address.parse(address).filter(prefix.network::equals).isPresent());
  }

  /** Reads as {@link #parse} does, but clears the bits after the first {@code length}. */
  public static Optional<Prefix> parseLoose(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Address.parse(text).map(address -> of(address, address.family().bits()));
    }
    OptionalInt length = parseLength(text.substring(slash + 1));
    return length.isEmpty()
        ? Optional.empty()
        : Address.parse(text.substring(0, slash))
            .filter(address -> length.getAsInt() <= address.family().bits())
            .map(address -> of(address, length.getAsInt()));
  }

  private static OptionalInt parseLength(String text) {
    boolean wellFormed =
        !text.isEmpty()
            && text.length() <= 3
            && text.chars().allMatch(c -> c >= '0' && c <= '9')
            && (text.length() == 1 || text.charAt(0) != '0');
    return wellFormed ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
  }

  /** The length that a mask stands for; empty where its set bits are not all at the start. */
  public static OptionalInt lengthOfNetmask(Address mask) {
    int length = mask.family().bits() - mask.trailingZeros();
    return mask.equals(mask.family().highest().floor(length))
        ? OptionalInt.of(length)
        : OptionalInt.empty();
  }

  /** The family of all its addresses. */
  public Family family() {
    return network.family();
  }

  /** The first address, which is the network's own. */
  public Address first() {
    return network;
  }

  /** The last address. */
  public Address last() {
    return network.ceiling(length);
  }

  /** The address of all hosts of an IPv4 network: the last one. */
  public Address broadcast() {
    return last();
  }

  /** The mask that selects the first {@code length} bits, such as {@code 255.255.0.0}. */
  public Address netmask() {
    return family().highest().floor(length);
  }

  /** All its addresses. */
  public AddressRange range() {
    return new AddressRange(first(), last());
  }

  /** Whether the address lies in here; one of the other family never does. */
  public boolean contains(Address address) {
    return address.family() == family() && address.floor(length).equals(network);
  }

  /** Whether all addresses of the other prefix lie in here. */
  public boolean contains(Prefix other) {
    return other.length >= length && contains(other.network);
  }

  /** The longest prefix that holds all addresses of both. */
  public Prefix around(Prefix other) {
    int common = network.commonLength(other.network);
    return of(network, Math.min(common, Math.min(length, other.length)));
  }

  /** Whether any address lies in both: then one of the prefixes contains the other. */
  public boolean overlaps(Prefix other) {
    return contains(other) || other.contains(this);
  }

  /**
   * The bits of this network followed by those of a host: {@code 2001:db8:5::/64} completes {@code
   * ::1} to {@code 2001:db8:5::1}. What the host has set before that is ignored.
   */
  public Address complete(Address hostPart) {
    if (hostPart.family() != family()) {
      throw new IllegalArgumentException(this + " completes no " + hostPart.family() + " address.");
    }
    return network.splice(length, hostPart);
  }

  @Override
  public int compareTo(Prefix other) {
    int order = network.compareTo(other.network);
    return order != 0 ? order : Integer.compare(length, other.length);
  }

  /** The text {@code network/length}, the length always written. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Prefix that && length == that.length && network.equals(that.network);
  }

  @Override
  public int hashCode() {
    return 31 * network.hashCode() + length;
  }

  @Override
  public String toString() {
    return network + "/" + length;
  }
}
