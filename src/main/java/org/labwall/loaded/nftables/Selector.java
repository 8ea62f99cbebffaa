package org.labwall.loaded.nftables;

import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Family;
import org.labwall.loaded.Field;
import org.labwall.loaded.Match.End;
import org.labwall.loaded.Match.Scope;

/**
 * What of a packet an expression looks at.
 *
 * @param subject the kind of it
 * @param end which end of the packet, where it has two
 * @param family the family that a packet must be of to have it, where that matters
 * @param protocol the protocol that a packet must be of, likewise
 * @param scope the interfaces whose addresses count, where the type of an address is meant
 */
record Selector(
    Subject subject, End end, Optional<Family> family, OptionalInt protocol, Scope scope) {

  /** The kinds. */
  enum Subject {
    INTERFACE,
    ADDRESS,
    PROTOCOL,
    /** Of the protocol that is implied, or else of the one that is matched before. */
    PORT,
    ICMP_TYPE,
    ICMP_CODE,
    TCP_FLAGS,
    HOPS,
    STATE,
    STATUS,
    DIRECTION,
    HELPER,
    ORIGINAL_ADDRESS,
    ORIGINAL_PORT,
    ADDRESS_TYPE,
    PACKET_TYPE,
    FAMILY
  }

  static Selector of(Subject subject) {
    return of(subject, End.SOURCE);
  }

  static Selector of(Subject subject, End end) {
    return new Selector(subject, end, Optional.empty(), OptionalInt.empty(), Scope.ANY);
  }

  Selector in(Family given) {
    return new Selector(subject, end, Optional.of(given), protocol, scope);
  }

  Selector of(int given) {
    return new Selector(subject, end, family, OptionalInt.of(given), scope);
  }

  /** The field of sets and maps that this is, if it is one. */
  Optional<Field> field() {
    boolean source = end == End.SOURCE;
    return switch (subject) {
      case INTERFACE -> Optional.of(source ? Field.INCOMING_INTERFACE : Field.OUTGOING_INTERFACE);
      case ADDRESS -> Optional.of(source ? Field.SOURCE : Field.DESTINATION);
      case PROTOCOL -> Optional.of(Field.PROTOCOL);
      case PORT -> Optional.of(source ? Field.SOURCE_PORT : Field.DESTINATION_PORT);
      case ICMP_TYPE,
          ICMP_CODE,
          TCP_FLAGS,
          HOPS,
          STATE,
          STATUS,
          DIRECTION,
          HELPER,
          ORIGINAL_ADDRESS,
          ORIGINAL_PORT,
          ADDRESS_TYPE,
          PACKET_TYPE,
          FAMILY ->
          Optional.empty();
    };
  }

  /** The type of the elements of a set that this is compared with, where it is a field. */
  Optional<KeyType> type() {
    return field()
        .map(
            it ->
                switch (it) {
                  case INCOMING_INTERFACE, OUTGOING_INTERFACE -> KeyType.INTERFACE;
                  case SOURCE, DESTINATION ->
                      family.orElseThrow() == Family.IPV4 ? KeyType.IPV4 : KeyType.IPV6;
                  case PROTOCOL -> KeyType.PROTOCOL;
                  case SOURCE_PORT, DESTINATION_PORT -> KeyType.PORT;
                });
  }
}
