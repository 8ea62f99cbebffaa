package org.labwall.packet;

/**
 * A packet to send to a machine, and what the source says of it.
 *
 * @param packet the packet
 * @param fate what shall become of it
 */
public record Probe(Datagram packet, Fate fate) {}
