package org.labwall.packet;

import java.util.ArrayList;
import java.util.List;

/**
 * The packets from any of these sources to any of these destinations of any of these services.
 *
 * @param sources the sources, as their axis numbers them
 * @param destinations the destinations
 * @param services the services
 */
public record Box(IntervalSet sources, IntervalSet destinations, IntervalSet services) {
  /** How many dimensions a box has. */
  static final int DIMENSIONS = 3;

  /** No packet. */
  public static final Box EMPTY = new Box(IntervalSet.EMPTY, IntervalSet.EMPTY, IntervalSet.EMPTY);

  /** Whether no packet is in it. */
  public boolean isEmpty() {
    return sources.isEmpty() || destinations.isEmpty() || services.isEmpty();
  }

  /** Whether a packet is in it. */
  boolean contains(Packet packet) {
    return sources.contains(packet.source())
        && destinations.contains(packet.destination())
        && services.contains(packet.service());
  }

  /** Whether all packets of the other box are in it. */
  public boolean containsAll(Box other) {
    return other.isEmpty()
        || (sources.containsAll(other.sources)
            && destinations.containsAll(other.destinations)
            && services.containsAll(other.services));
  }

  /** In how many dimensions all that the other box has is here, too. */
  int dimensionsHolding(Box other) {
    return (sources.containsAll(other.sources) ? 1 : 0)
        + (destinations.containsAll(other.destinations) ? 1 : 0)
        + (services.containsAll(other.services) ? 1 : 0);
  }

  /** Whether a packet is in both. */
  public boolean intersects(Box other) {
    return sources.intersects(other.sources)
        && destinations.intersects(other.destinations)
        && services.intersects(other.services);
  }

  /** How many numbers it has in all dimensions, multiplied. */
  double volume() {
    return (double) sources.size() * destinations.size() * services.size();
  }

  /** The packets that are not in the other box, as up to three boxes without a common packet. */
  public List<Box> difference(Box other) {
    List<Box> rest = new ArrayList<>(3);
    IntervalSet commonSources = sources.intersection(other.sources);
    IntervalSet commonDestinations = destinations.intersection(other.destinations);
    if (commonSources.isEmpty() || commonDestinations.isEmpty()) {
      rest.add(this);
      return rest;
    }
    add(sources.difference(other.sources), destinations, services, rest);
    add(commonSources, destinations.difference(other.destinations), services, rest);
    add(commonSources, commonDestinations, services.difference(other.services), rest);
    return rest;
  }

  private static void add(
      IntervalSet sources, IntervalSet destinations, IntervalSet services, List<Box> rest) {
    Box box = new Box(sources, destinations, services);
    if (!box.isEmpty()) {
      rest.add(box);
    }
  }
}
