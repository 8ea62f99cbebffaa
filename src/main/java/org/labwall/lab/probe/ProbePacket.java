package org.labwall.lab.probe;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.lab.probe.Sighting.Outcome;
import org.labwall.model.Service;
import org.labwall.packet.Datagram;

/**
 * Writes probes as packets of IP, and knows them again.
 *
 * <p>Every packet ends with a mark and its number, and so do the messages of ICMP that quote it. A
 * reset of TCP quotes nothing, but acknowledges the sequence number, which is the packet's number,
 * too.
 */
final class ProbePacket {
  private static final int MARK = 0x4c577031;
  private static final int MARK_LENGTH = 8;
  private static final int HOPS = 64;
  private static final int SYN = 0x02;
  private static final int RST = 0x04;

  /** Common header of SCTP, chunk INIT, and the header of the parameter that holds the mark. */
  private static final int INIT_LENGTH = 36;

  private static final Sighting NONE =
      new Sighting(Outcome.NOTHING, "", 0, Family.IPV4.lowest(), Family.IPV4.lowest(), 0, 0);

  private ProbePacket() {}

  /** The packet of IP that is a probe of that number. */
  static byte[] write(Datagram probe, int number) {
    int header = Sums.headerLength(probe.family());
    int payload = headerLength(probe.protocol()) + MARK_LENGTH;
    byte[] packet = new byte[header + payload];
    ByteBuffer out = ByteBuffer.wrap(packet);
    out.position(packet.length - MARK_LENGTH).putInt(MARK).putInt(number);
    out.position(header);
    writeTransport(probe, number, out.slice(), packet, header, payload);
    out.position(0);
    if (probe.family() == Family.IPV4) {
      out.put((byte) 0x45).put((byte) 0).putShort((short) packet.length);
      out.putShort((short) number).putShort((short) 0);
      out.put((byte) HOPS).put((byte) probe.protocol()).putShort((short) 0);
      out.putInt((int) probe.source().low()).putInt((int) probe.destination().low());
      out.putShort(10, (short) Sums.fold(Sums.sum(packet, 0, header, 0)));
    } else {
      out.putInt(0x60000000).putShort((short) payload);
      out.put((byte) probe.protocol()).put((byte) HOPS);
      out.putLong(probe.source().high()).putLong(probe.source().low());
      out.putLong(probe.destination().high()).putLong(probe.destination().low());
    }
    return packet;
  }

  /** How much stands between the header of IP and the mark. */
  private static int headerLength(int protocol) {
    return switch (protocol) {
      case Service.TCP -> 20;
      case Service.SCTP -> INIT_LENGTH;
      default -> 8;
    };
  }

  private static void writeTransport(
      Datagram probe, int number, ByteBuffer out, byte[] packet, int header, int length) {
    long pseudo = Sums.pseudo(probe.source(), probe.destination(), probe.protocol(), length);
    switch (probe.protocol()) {
      case Service.TCP -> {
        ports(probe, out).putInt(number).putInt(0);
        out.put((byte) (5 << 4)).put((byte) SYN).putShort((short) 0xffff);
        out.putShort(16, (short) Sums.fold(Sums.sum(packet, header, length, pseudo)));
      }
      case Service.UDP -> {
        ports(probe, out).putShort((short) length);
        int sum = Sums.fold(Sums.sum(packet, header, length, pseudo));
        out.putShort(6, (short) (sum == 0 ? 0xffff : sum));
      }
      case Service.SCTP -> writeInit(probe, number, out, packet, header, length);
      case Datagram.ICMP, Datagram.ICMPV6 -> {
        out.put((byte) probe.first()).put((byte) probe.second());
        out.putShort(4, (short) number); // so that no message answers another
        long before = probe.protocol() == Datagram.ICMP ? 0 : pseudo;
        out.putShort(2, (short) Sums.fold(Sums.sum(packet, header, length, before)));
      }
      default -> {
        // The kernel refuses only what has a sum like that of ICMP, whatever the protocol.
        long before = probe.family() == Family.IPV4 ? 0 : pseudo;
        out.putShort(2, (short) Sums.fold(Sums.sum(packet, header, length, before)));
      }
    }
  }

  private static ByteBuffer ports(Datagram probe, ByteBuffer out) {
    return out.putShort((short) probe.first()).putShort((short) probe.second());
  }

  /** A chunk INIT whose one parameter is skipped by whoever does not know it, RFC 9260. */
  private static void writeInit(
      Datagram probe, int number, ByteBuffer out, byte[] packet, int header, int length) {
    ports(probe, out).putLong(0);
    out.put((byte) 1).put((byte) 0).putShort((short) (length - 12));
    out.putInt(number + 1).putInt(65_535).putShort((short) 1).putShort((short) 1);
    out.putInt(number).putShort((short) 0x8fff).putShort((short) (4 + MARK_LENGTH));
    out.putInt(8, Sums.crc(packet, header, length));
  }

  /** What a packet of IP that starts at {@code from} tells of a probe. */
  static Sighting read(byte[] data, int from, int end) {
    int length = end - from;
    int version = length > 0 ? data[from] >> 4 & 15 : 0;
    ByteBuffer in = ByteBuffer.wrap(data);
    if (version == 4 && length >= 20) {
      int header = from + (data[from] & 15) * 4;
      Address source = new Address(Family.IPV4, 0, in.getInt(from + 12) & 0xffffffffL);
      Address destination = new Address(Family.IPV4, 0, in.getInt(from + 16) & 0xffffffffL);
      return behind(Family.IPV4, data[from + 9] & 0xff, source, destination, in, header, end);
    }
    if (version == 6 && length >= 40) {
      Address source = new Address(Family.IPV6, in.getLong(from + 8), in.getLong(from + 16));
      Address destination = new Address(Family.IPV6, in.getLong(from + 24), in.getLong(from + 32));
      return behind(Family.IPV6, data[from + 6] & 0xff, source, destination, in, from + 40, end);
    }
    return NONE;
  }

  private static Sighting behind(
      Family family,
      int protocol,
      Address source,
      Address destination,
      ByteBuffer in,
      int header,
      int end) {
    boolean hasPort =
        protocol == Service.TCP || protocol == Service.UDP || protocol == Service.SCTP;
    int port = hasPort && end >= header + 4 ? in.getShort(header + 2) & 0xffff : 0;
    return payload(family, protocol, in, header, end)
        .map(
            it ->
                new Sighting(it.outcome(), "", it.number(), source, destination, port, it.detail()))
        .orElse(NONE);
  }

  /** What lies behind the header of IP tells, without the ends. */
  static Optional<Sighting> payload(
      Family family, int protocol, ByteBuffer in, int header, int end) {
    int mark = header + headerLength(protocol);
    if (end >= mark + MARK_LENGTH && in.getInt(mark) == MARK) {
      return Optional.of(numbered(Outcome.FORWARDED, in.getInt(mark + 4)));
    }
    if (protocol == Service.TCP && end >= header + 20 && (in.get(header + 13) & RST) != 0) {
      // The number is acknowledged with one for SYN and the length of the mark.
      return Optional.of(numbered(Outcome.RESET, in.getInt(header + 8) - 1 - MARK_LENGTH));
    }
    boolean four = family == Family.IPV4;
    boolean icmp = protocol == (four ? Datagram.ICMP : Datagram.ICMPV6);
    if (icmp && end > header + 8 && in.get(header) == (four ? 3 : 1)) {
      Sighting quoted = read(in.array(), header + 8, end);
      return quoted.outcome() == Outcome.FORWARDED
          ? Optional.of(quoted.with(Outcome.UNREACHABLE).withDetail(in.getShort(header) & 0xffff))
          : Optional.empty();
    }
    return Optional.empty();
  }

  private static Sighting numbered(Outcome outcome, int number) {
    return new Sighting(outcome, "", number, NONE.source(), NONE.destination(), 0, 0);
  }
}
