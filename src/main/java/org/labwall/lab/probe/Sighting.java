package org.labwall.lab.probe;

import org.labwall.address.Address;

/**
 * A probe, or an answer to it, that was met.
 *
 * @param outcome what it tells of the probe
 * @param place the network where it was met; nothing at a router
 * @param number the number of the probe
 * @param source whom it comes from
 * @param destination whom it goes to
 * @param port the port that it goes to; 0 where it has none
 * @param detail of an ICMP message: its type times 256 and its code
 */
record Sighting(
    Outcome outcome,
    String place,
    int number,
    Address source,
    Address destination,
    int port,
    int detail) {

  /** What is told of a probe; of several the last counts. */
  enum Outcome {
    NOTHING,
    UNREACHABLE,
    RESET,
    DELIVERED,
    FORWARDED
  }

  Sighting with(Outcome other) {
    return new Sighting(other, place, number, source, destination, port, detail);
  }

  Sighting withDetail(int other) {
    return new Sighting(outcome, place, number, source, destination, port, other);
  }

  Sighting in(String network) {
    return new Sighting(outcome, network, number, source, destination, port, detail);
  }
}
