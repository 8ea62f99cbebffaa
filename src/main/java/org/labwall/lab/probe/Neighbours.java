package org.labwall.lab.probe;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.Family;

/**
 * Answers for all addresses of a link that no machine holds: requests of ARP (RFC 826), and
 * solicitations of neighbour discovery (RFC 4861).
 *
 * @param mac the hardware address that is told
 * @param held the addresses of others
 */
record Neighbours(byte[] mac, Set<Address> held) {
  static final int ETHERNET = 14;
  static final int IPV4 = 0x0800;
  static final int IPV6 = 0x86dd;
  static final int ARP = 0x0806;
  private static final int PROBES = 0x024c5770;
  private static final int SOLICITATION = 135;
  private static final int ADVERTISEMENT = 136;
  private static final int ICMPV6 = 58;

  /** A hardware address of local administration, by which no machine of a lab goes. */
  static byte[] mac(int number) {
    return ByteBuffer.allocate(6).putInt(PROBES).putShort((short) number).array();
  }

  /** Whether a frame comes from such an address: a switch may bring it to all. */
  static boolean isOfProbes(byte[] frame) {
    return ByteBuffer.wrap(frame).getInt(6) == PROBES;
  }

  /** The answer to a frame, if it asks for an address that nobody holds. */
  Optional<byte[]> answer(byte[] frame, int length) {
    ByteBuffer in = ByteBuffer.wrap(frame, 0, length);
    if (length < ETHERNET + 28) {
      return Optional.empty();
    }
    return switch (in.getShort(12) & 0xffff) {
      case ARP -> arp(in);
      case IPV6 -> length >= ETHERNET + 40 + 24 ? solicitation(in) : Optional.empty();
      default -> Optional.empty();
    };
  }

  private Optional<byte[]> arp(ByteBuffer in) {
    int sender = in.getInt(ETHERNET + 14);
    int target = in.getInt(ETHERNET + 24);
    boolean request = in.getShort(ETHERNET + 6) == 1 && in.getShort(ETHERNET + 2) == IPV4;
    Address wanted = new Address(Family.IPV4, 0, target & 0xffffffffL);
    if (!request || sender == target || sender == 0 || held.contains(wanted)) {
      return Optional.empty();
    }
    byte[] asker = new byte[6];
    in.get(ETHERNET + 8, asker);
    ByteBuffer out = ethernet(asker, ARP, 28);
    out.putShort((short) 1).putShort((short) IPV4).put((byte) 6).put((byte) 4);
    out.putShort((short) 2).put(mac).putInt(target).put(asker).putInt(sender);
    return Optional.of(out.array());
  }

  private Optional<byte[]> solicitation(ByteBuffer in) {
    int message = ETHERNET + 40;
    boolean asks =
        (in.get(ETHERNET + 6) & 0xff) == ICMPV6 && (in.get(message) & 0xff) == SOLICITATION;
    Address asker = address(in, ETHERNET + 8);
    Address wanted = address(in, message + 8);
    if (!asks || asker.isUnspecified() || held.contains(wanted) || wanted.isLinkLocal()) {
      return Optional.empty();
    }
    byte[] hardware = new byte[6];
    in.get(6, hardware);
    int length = 32;
    ByteBuffer out = ethernet(hardware, IPV6, 40 + length);
    out.putInt(0x60000000).putShort((short) length).put((byte) ICMPV6).put((byte) 255);
    put(wanted, out);
    put(asker, out);
    out.put((byte) ADVERTISEMENT).put((byte) 0).putShort((short) 0).putInt(0x60000000);
    put(wanted, out);
    out.put((byte) 2).put((byte) 1).put(mac);
    long pseudo = Sums.pseudo(wanted, asker, ICMPV6, length);
    out.putShort(message + 2, (short) Sums.fold(Sums.sum(out.array(), message, length, pseudo)));
    return Optional.of(out.array());
  }

  private static Address address(ByteBuffer in, int at) {
    return new Address(Family.IPV6, in.getLong(at), in.getLong(at + 8));
  }

  private static void put(Address address, ByteBuffer out) {
    out.putLong(address.high()).putLong(address.low());
  }

  private ByteBuffer ethernet(byte[] to, int type, int length) {
    return ByteBuffer.allocate(ETHERNET + length).put(to).put(mac).putShort((short) type);
  }

  /** A frame that brings a packet of IP to a machine. */
  byte[] frame(byte[] to, Family family, byte[] packet) {
    int type = family == Family.IPV4 ? IPV4 : IPV6;
    return ethernet(to, type, packet.length).put(packet).array();
  }
}
