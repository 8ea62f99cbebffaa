package org.labwall.proof;

import org.labwall.loaded.Match.AddressType;
import org.labwall.loaded.Match.PacketType;

/**
 * A field by which rules tell packets apart, in the order in which diagrams ask for them; behind
 * them all is one axis for each token bucket.
 */
public enum Axis {
  /** What connection tracking says of the packet: {@link #STATES} names. */
  STATE(5),
  /** Whether the destination of its connection is translated. */
  TRANSLATED_DESTINATION(2),
  /** Whether the source of its connection is. */
  TRANSLATED_SOURCE(2),
  /** The interface that it came in by, by its place among the names. */
  ENTRY(0),
  /** Its source, by its place among the addresses that are told apart. */
  SOURCE(0),
  /** The interface that it leaves by. */
  EXIT(0),
  DESTINATION(0),
  /** The IP protocol times 65536 plus the destination port, or the type times 256 plus the code. */
  KIND(1 << 24),
  SOURCE_PORT(1 << 16),
  /** The addresses and ports that its connection had at first. */
  ORIGINAL_SOURCE(0),
  ORIGINAL_DESTINATION(0),
  ORIGINAL_SOURCE_PORT(1 << 16),
  ORIGINAL_PORT(1 << 16),
  /** Whether it goes against its connection's first packet. */
  REPLY(2),
  /** The helper that expected its connection, by its place among the names. */
  HELPER(0),
  /** The time to live or hop limit. */
  HOPS(256),
  /** The flags of TCP as one byte. */
  FLAGS(256),
  /** What its addresses are to the machine, on any interface, or on those of the packet. */
  SOURCE_TYPE(AddressType.values().length),
  SOURCE_TYPE_THERE(AddressType.values().length),
  DESTINATION_TYPE(AddressType.values().length),
  DESTINATION_TYPE_THERE(AddressType.values().length),
  /** How the link layer delivered it. */
  PACKET_TYPE(PacketType.values().length);

  private final int size;

  Axis(int size) {
    this.size = size;
  }

  /** How many numbers it has; 0 where that depends on the rules. */
  public int size() {
    return size;
  }
}
