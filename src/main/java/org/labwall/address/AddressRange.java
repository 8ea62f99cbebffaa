package org.labwall.address;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All addresses from one to another, both included, such as {@code 10.0.0.5-10.0.0.9}.
 *
 * <p>Ranges are ordered by their first address, then their last.
 */
public record AddressRange(Address first, Address last) implements Comparable<AddressRange> {

  /** Rejects mixed families and a reversed range with an {@link IllegalArgumentException}. */
  public AddressRange {
    if (first.family() != last.family() || first.compareTo(last) > 0) {
      throw new IllegalArgumentException(first + "-" + last + " is no range.");
    }
  }

  /** Reads {@code first-last}; empty when malformed, reversed or of two families. */
  public static Optional<AddressRange> parse(String text) {
    int dash = text.indexOf('-');
    if (dash < 0) {
      return Optional.empty();
    }
    Optional<Address> first = Address.parse(text.substring(0, dash));
    Optional<Address> last = Address.parse(text.substring(dash + 1));
    return first.flatMap(
        from ->
            last.filter(to -> from.family() == to.family() && from.compareTo(to) <= 0)
                .map(to -> new AddressRange(from, to)));
  }

  /** The family of all its addresses. */
  public Family family() {
    return first.family();
  }

  /** Whether the address lies in here; one of the other family never does. */
  public boolean contains(Address address) {
    return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
  }

  /** Whether all addresses of the other range lie in here. */
  public boolean contains(AddressRange other) {
    return contains(other.first) && contains(other.last);
  }

  /** Whether a range that starts here or later overlaps this one or follows it without a gap. */
  boolean touches(AddressRange later) {
    return later.first.compareTo(last) <= 0 || last.next().filter(later.first::equals).isPresent();
  }

  /** This range, prolonged to the end of one that starts here or later. */
  AddressRange span(AddressRange later) {
    return later.last.compareTo(last) <= 0 ? this : new AddressRange(first, later.last);
  }

  /** The fewest prefixes that hold these addresses and no others, in order. */
  public List<Prefix> toPrefixes() {
    List<Prefix> prefixes = new ArrayList<>();
    Optional<Address> from = Optional.of(first);
    while (from.isPresent() && from.get().compareTo(last) <= 0) {
      Prefix widest = widestPrefix(from.get());
      prefixes.add(widest);
      from = widest.last().next();
    }
    return List.copyOf(prefixes);
  }

  /** The widest prefix that starts here and ends in the range. */
  private Prefix widestPrefix(Address from) {
    int aligned = family().bits() - from.trailingZeros();
    int length = Math.max(aligned, from.commonLength(last));
    // Behind the bits in common `from` goes on with 0 and `last` with 1: one bit more always fits.
    boolean fits = from.ceiling(length).compareTo(last) <= 0;
    return new Prefix(from, fits ? length : length + 1);
  }

  @Override
  public int compareTo(AddressRange other) {
    int order = first.compareTo(other.first);
    return order != 0 ? order : last.compareTo(other.last);
  }

  /** The text {@code first-last}, or the address alone where there is only one. */
  @Override
  public String toString() {
    return first.equals(last) ? first.toString() : first + "-" + last;
  }
}
