package org.labwall.packet;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.labwall.packet.Dimension.Holders;

/** Finds, among the boxes that were entered, those that hold a packet. */
final class BoxIndex {
  private static final int NONE = -1;

  /** A key holds one set of each dimension. */
  private static final int KEY_BITS = 21;

  /** How many sets that hold a number are told at first. */
  private static final int FEW = 64;

  private final List<Box> boxes;
  private final Dimension sources;
  private final Dimension destinations;
  private final Dimension services;

  /** By the sets of a box: the last such box that was entered. */
  private final Map<Long, Integer> lastAlike = new HashMap<>();

  /** By box: the one of the same sets that was entered before it. */
  private final int[] alikeBefore;

  /** An index of boxes of {@code space}; none is entered yet. */
  BoxIndex(BoxSpace space) {
    boxes = space.boxes();
    int count = boxes.size();
    List<IntervalSet> ofSources = new ArrayList<>(count);
    List<IntervalSet> ofDestinations = new ArrayList<>(count);
    List<IntervalSet> ofServices = new ArrayList<>(count);
    for (Box box : boxes) {
      ofSources.add(box.sources());
      ofDestinations.add(box.destinations());
      ofServices.add(box.services());
    }
    sources = new Dimension(ofSources, space.sources());
    destinations = new Dimension(ofDestinations, space.destinations());
    services = new Dimension(ofServices, space.services());
    alikeBefore = new int[count];
    Arrays.fill(alikeBefore, NONE);
  }

  /** Lets the box at {@code place}, which is not empty, be found. */
  void enter(int place) {
    Box box = boxes.get(place);
    sources.enter(place, box.sources());
    destinations.enter(place, box.destinations());
    services.enter(place, box.services());
    long key = key(sources.setOf(place), destinations.setOf(place), services.setOf(place));
    Integer alike = lastAlike.put(key, place);
    alikeBefore[place] = alike == null ? NONE : alike;
  }

  private static long key(int source, int destination, int service) {
    return ((long) source << KEY_BITS | destination) << KEY_BITS | service;
  }

  /** A packet of a box, by its three numbers each of which the fewest boxes hold. */
  Packet rarest(Box box) {
    return new Packet(
        sources.rarest(box.sources()),
        destinations.rarest(box.destinations()),
        services.rarest(box.services()));
  }

  /**
   * Tells the boxes that hold a packet, in no order.
   *
   * <p>Either by looking up every combination of sets that hold its numbers, or by walking through
   * the boxes that hold it in one dimension, whichever is less.
   */
  void holding(Packet packet, IntConsumer found) {
    for (int limit = FEW; ; limit *= 4) {
      Holders ofSource = sources.holding(packet.source(), limit);
      Holders ofDestination = destinations.holding(packet.destination(), limit);
      Holders ofService = services.holding(packet.service(), limit);
      double keys = ofSource.count() * ofDestination.count() * ofService.count();
      double walk = Math.min(ofSource.boxes(), Math.min(ofDestination.boxes(), ofService.boxes()));
      if (keys <= walk && keys < Double.POSITIVE_INFINITY) {
        lookUp(ofSource, ofDestination, ofService, found);
        return;
      }
      // Where sets are yet to be told, a long walk may be beaten by combinations of them.
      if (walk <= limit || keys < Double.POSITIVE_INFINITY) {
        walkShortest(packet, ofSource, ofDestination, ofService, found);
        return;
      }
    }
  }

  private void lookUp(
      Holders ofSource, Holders ofDestination, Holders ofService, IntConsumer found) {
    for (int source : ofSource.sets()) {
      for (int destination : ofDestination.sets()) {
        for (int service : ofService.sets()) {
          Integer last = lastAlike.get(key(source, destination, service));
          for (int box = last == null ? NONE : last; box != NONE; box = alikeBefore[box]) {
            found.accept(box);
          }
        }
      }
    }
  }

  private void walkShortest(
      Packet packet,
      Holders ofSource,
      Holders ofDestination,
      Holders ofService,
      IntConsumer found) {
    boolean bySource =
        ofSource.boxes() <= ofDestination.boxes() && ofSource.boxes() <= ofService.boxes();
    if (bySource) {
      walk(sources, ofSource, packet, found);
    } else if (ofDestination.boxes() <= ofService.boxes()) {
      walk(destinations, ofDestination, packet, found);
    } else {
      walk(services, ofService, packet, found);
    }
  }

  private void walk(Dimension dimension, Holders holders, Packet packet, IntConsumer found) {
    for (int set : holders.sets()) {
      int box = dimension.lastBox(set);
      for (; box != NONE; box = dimension.boxBefore(box)) {
        if (boxes.get(box).contains(packet)) {
          found.accept(box);
        }
      }
    }
  }
}
