package org.labwall.backend.nftables;

import org.labwall.address.AddressRange;
import org.labwall.filter.MemberSet;

/** What a field of a packet is compared with; values of one field are all of one kind. */
sealed interface Value extends Comparable<Value> {

  /** A word of nft's. */
  record Word(String text) implements Value {}

  /** The numbers from {@code first} to {@code last}. */
  record Numbers(int first, int last) implements Value {}

  /** Addresses in a row. */
  record Addresses(AddressRange range) implements Value {}

  /** The elements of a set. */
  record Members(MemberSet set) implements Value {}

  /** A single number. */
  static Value number(int number) {
    return new Numbers(number, number);
  }

  /** Whether a packet can have both values. */
  default boolean overlaps(Value other) {
    return switch (this) {
      case Word word -> word.equals(other);
      case Members members -> true;
      case Numbers(int first, int last) ->
          other instanceof Numbers it && first <= it.last && it.first <= last;
      case Addresses(AddressRange range) ->
          other instanceof Addresses it
              && range.first().compareTo(it.range.last()) <= 0
              && it.range.first().compareTo(range.last()) <= 0;
    };
  }

  /** By where they start. */
  @Override
  default int compareTo(Value other) {
    return switch (this) {
      case Word(String text) -> text.compareTo(((Word) other).text);
      case Members(MemberSet set) -> set.name().compareTo(((Members) other).set.name());
      case Numbers(int first, int last) -> {
        Numbers it = (Numbers) other;
        yield first == it.first ? Integer.compare(last, it.last) : Integer.compare(first, it.first);
      }
      case Addresses(AddressRange range) -> range.compareTo(((Addresses) other).range);
    };
  }
}
