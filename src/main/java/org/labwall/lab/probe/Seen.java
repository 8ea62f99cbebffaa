package org.labwall.lab.probe;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.labwall.address.Family;
import org.labwall.lab.probe.Sighting.Outcome;
import org.labwall.packet.Probe;

/**
 * What was seen of probes so far. Who got a packet may answer it, by a reset too: of several
 * sightings that counts which tells most.
 */
final class Seen {
  private final int first;
  private final List<Probe> probes;
  private final List<Sighting> all;

  /** Of these probes, numbered from {@code first} on, nothing is seen yet. */
  Seen(int first, List<Probe> probes) {
    this.first = first;
    this.probes = probes;
    Sighting nothing =
        new Sighting(Outcome.NOTHING, "", 0, Family.IPV4.lowest(), Family.IPV4.lowest(), 0, 0);
    all = new ArrayList<>(Collections.nCopies(probes.size(), nothing));
  }

  /** Takes a sighting in a network; whether it is one of a probe. */
  boolean note(Sighting sighting, String place) {
    int number = sighting.number() - first;
    if (sighting.outcome() == Outcome.NOTHING
        || number < 0
        || number >= all.size()
        || isEcho(sighting, probes.get(number))) {
      return false;
    }
    if (sighting.outcome().compareTo(all.get(number).outcome()) > 0) {
      all.set(number, sighting.in(place));
    }
    return true;
  }

  /** Whether it is what whoever got a probe sends back: of an echo, all that came. */
  private static boolean isEcho(Sighting sighting, Probe probe) {
    return sighting.outcome() == Outcome.FORWARDED
        && sighting.destination().equals(probe.packet().source());
  }

  /** By the place of the probe. */
  List<Sighting> all() {
    return List.copyOf(all);
  }
}
