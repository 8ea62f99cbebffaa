package org.labwall.packet;

/**
 * A packet, or all that no rule tells from it, by its numbers in the three dimensions of its space.
 */
record Packet(int source, int destination, int service) {}
