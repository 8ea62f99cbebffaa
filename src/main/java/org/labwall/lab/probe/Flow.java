package org.labwall.lab.probe;

import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.packet.Datagram;

/**
 * Something that a station does again and again, and that comes through as long as its routers
 * work.
 *
 * @param station the name of the station
 * @param network the network where it stands
 * @param packet what it sends through the routers; where there is nothing, it asks who holds the
 *     virtual address
 * @param gateway the virtual address of its network
 */
public record Flow(
    String station, String network, Optional<Datagram> packet, Optional<Address> gateway) {

  @Override
  public String toString() {
    return packet
        .map(it -> it.source() + " -> " + it.destination())
        .or(() -> gateway.map(it -> network + " -> " + it))
        .orElse(network);
  }
}
