package org.labwall.lab.probe;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.lab.probe.Sighting.Outcome;

/** A socket at which probes, and answers to them, arrive. */
sealed interface Ear {
  /** The descriptor of the socket. */
  int socket();

  /** The network that it stands in; nothing for a router. */
  String place();

  /** What a received packet tells. */
  Sighting hear(byte[] data, int length);

  /**
   * All frames of a station's interface.
   *
   * @param socket its packet socket
   * @param address where it sends, a struct sockaddr_ll
   * @param place the network
   * @param neighbours answers those who ask for addresses that nobody holds, where one does
   */
  @SuppressWarnings("ArrayRecordComponent") // it is written once and compared never
  record OfStation(int socket, byte[] address, String place, Optional<Neighbours> neighbours)
      implements Ear {
    @Override
    public Sighting hear(byte[] data, int length) {
      neighbours
          .flatMap(it -> it.answer(data, length))
          .ifPresent(it -> Linux.send(socket, it, address));
      int end = Neighbours.isOfProbes(data) ? Neighbours.ETHERNET : length;
      return ProbePacket.read(data, Neighbours.ETHERNET, end);
    }
  }

  /**
   * What a router itself gets of a protocol.
   *
   * @param socket its raw socket
   * @param family the family of the protocol
   * @param protocol the protocol
   */
  record OfRouter(int socket, Family family, int protocol) implements Ear {
    @Override
    public String place() {
      return "";
    }

    @Override
    public Sighting hear(byte[] data, int length) {
      // Of IPv4 the header comes along, of IPv6 it does not.
      Sighting heard =
          family == Family.IPV4
              ? ProbePacket.read(data, 0, length)
              : ProbePacket.payload(family, protocol, ByteBuffer.wrap(data), 0, length)
                  .orElseGet(() -> ProbePacket.read(data, 0, 0));
      return heard.outcome() == Outcome.FORWARDED ? heard.with(Outcome.DELIVERED) : heard;
    }
  }
}
