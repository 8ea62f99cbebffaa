package org.labwall.filter;

import java.util.Optional;
import org.labwall.address.Address;

/**
 * The first packet of a connection.
 *
 * @param in the interface that it came in by
 * @param out the interface that it leaves by
 * @param port its destination port, or the type of its ICMP message
 */
record Packet(
    Hook hook,
    Optional<String> in,
    Optional<String> out,
    Address source,
    Address destination,
    int protocol,
    int sourcePort,
    int port) {}
