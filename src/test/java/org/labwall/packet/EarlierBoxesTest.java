package org.labwall.packet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Compares with all packets of a universe of few sources, destinations and services. */
class EarlierBoxesTest {
  private static final int SOURCES = 7;
  private static final int DESTINATIONS = 6;
  private static final int SERVICES = 5;

  @Test
  void aBoxIsCoveredByTwoThatNoneOfThemContains() {
    BoxSpace space =
        space(List.of(box(0, 4, 0, 6, 0, 5), box(3, 7, 0, 6, 0, 5), box(1, 6, 2, 4, 1, 2)));
    assertEquals(Optional.of(List.of(0, 1)), cover(space, 2, it -> true));
    assertEquals(Optional.empty(), cover(space, 2, it -> it != 0));
  }

  @Test
  void theFirstThatHoldsAllIsTheCover() {
    BoxSpace space =
        space(
            List.of(
                box(0, 3, 0, 6, 0, 5),
                box(0, 7, 0, 6, 0, 5),
                box(0, 7, 0, 6, 0, 5),
                box(1, 5, 1, 2, 0, 5)));
    assertEquals(Optional.of(List.of(1)), cover(space, 3, it -> true));
  }

  @Test
  void anEmptyBoxIsCoveredByNothing() {
    BoxSpace space = space(List.of(Box.EMPTY, Box.EMPTY));
    assertEquals(Optional.of(List.of()), cover(space, 1, it -> true));
  }

  @Test
  void manyBoxesWithTheSameSetsAreToldApart() {
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      boxes.add(
          new Box(IntervalSet.of(0, 1 + i), IntervalSet.of(0, 500 - i), IntervalSet.of(0, 1)));
    }
    boxes.add(new Box(IntervalSet.of(250, 252), IntervalSet.of(249, 250), IntervalSet.of(0, 1)));
    boxes.add(new Box(IntervalSet.of(250, 251), IntervalSet.of(248, 250), IntervalSet.of(0, 1)));
    BoxSpace space = new BoxSpace(boxes, 500, 500, 1);
    assertEquals(Optional.empty(), cover(space, 500, it -> true));
    assertEquals(Optional.of(List.of(250)), cover(space, 501, it -> it < 500));
  }

  @Test
  void anyBoxesAgreeWithAllTheirPackets() {
    int covered = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      List<Box> boxes = new ArrayList<>();
      int count = 2 + random.nextInt(14);
      while (boxes.size() < count) {
        boxes.add(randomBox(random));
      }
      int idle = random.nextInt(count);
      for (int place = 1; place < count; place++) {
        String seeded = "seed " + seed + ", box " + place;
        Set<Packet> left = packets(boxes.get(place));
        for (int other = 0; other < place; other++) {
          if (other != idle) {
            left.removeAll(packets(boxes.get(other)));
          }
        }
        Optional<List<Integer>> cover = cover(space(boxes), place, other -> other != idle);
        assertEquals(left.isEmpty(), cover.isPresent(), seeded);
        if (cover.isPresent()) {
          covered++;
          check(boxes, place, cover.get(), seeded);
        }
      }
    }
    assertTrue(covered > 1_000, covered + " covered");
  }

  private static void check(List<Box> boxes, int place, List<Integer> cover, String seeded) {
    Set<Packet> left = packets(boxes.get(place));
    for (int other : cover) {
      assertTrue(other < place, seeded);
      assertTrue(left.stream().anyMatch(boxes.get(other)::contains) || left.isEmpty(), seeded);
    }
    cover.forEach(other -> left.removeAll(packets(boxes.get(other))));
    assertEquals(Set.of(), left, seeded);
    assertTrue(space(boxes).covers(cover, place), seeded);
    if (!cover.isEmpty()) {
      List<Integer> fewer = cover.subList(1, cover.size());
      Set<Packet> open = packets(boxes.get(place));
      fewer.forEach(other -> open.removeAll(packets(boxes.get(other))));
      assertEquals(open.isEmpty(), space(boxes).covers(fewer, place), seeded);
    }
  }

  private static Optional<List<Integer>> cover(BoxSpace space, int place, IntPredicate counts) {
    EarlierBoxes earlier = new EarlierBoxes(space);
    for (int other = 0; other < place; other++) {
      earlier.enter(other);
    }
    return earlier.cover(place, counts);
  }

  private static BoxSpace space(List<Box> boxes) {
    return new BoxSpace(boxes, SOURCES, DESTINATIONS, SERVICES);
  }

  private static Box box(
      int source, int sourceEnd, int to, int toEnd, int service, int serviceEnd) {
    return new Box(
        IntervalSet.of(source, sourceEnd),
        IntervalSet.of(to, toEnd),
        IntervalSet.of(service, serviceEnd));
  }

  private static Box randomBox(Random random) {
    return new Box(
        randomSet(SOURCES, random), randomSet(DESTINATIONS, random), randomSet(SERVICES, random));
  }

  private static IntervalSet randomSet(int size, Random random) {
    if (random.nextInt(4) == 0) {
      return IntervalSet.of(0, size);
    }
    IntervalSet.Builder builder = new IntervalSet.Builder();
    for (int i = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(2); i > 0; i--) {
      int first = random.nextInt(size);
      builder.add(first, first + 1 + random.nextInt(size - first));
    }
    return builder.build();
  }

  private static Set<Packet> packets(Box box) {
    Set<Packet> packets = new HashSet<>();
    for (int source = 0; source < SOURCES; source++) {
      for (int destination = 0; destination < DESTINATIONS; destination++) {
        for (int service = 0; service < SERVICES; service++) {
          Packet packet = new Packet(source, destination, service);
          if (box.contains(packet)) {
            packets.add(packet);
          }
        }
      }
    }
    return packets;
  }
}
