package org.labwall.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;

class RegionTest {
  private static final List<Axis> AXES = List.of(Axis.ENTRY, Axis.DESTINATION, Axis.KIND);
  private static final int SIZE = 5;

  private final Random random = new Random(4);
  private final Diagrams diagrams =
      new Diagrams(Arrays.stream(Axis.values()).mapToInt(it -> SIZE).toArray(), new Outcomes());

  /** The same regions for the same seed. */
  private List<Region> regions(long seed, boolean everyAxis) {
    Random here = new Random(seed);
    List<Region> regions = new ArrayList<>();
    for (int i = here.nextInt(12); i >= 0; i--) {
      Region region = new Region();
      for (Axis axis : AXES) {
        if (everyAxis || here.nextInt(4) > 0) {
          int first = here.nextInt(SIZE);
          region.meet(axis, IntervalSet.of(first, here.nextInt(SIZE + 1)));
        }
      }
      regions.add(region);
    }
    return regions;
  }

  @Test
  void theUnionHasThePacketsOfEach() {
    for (int round = 0; round < 500; round++) {
      long seed = random.nextLong();
      boolean everyAxis = round % 2 == 0;
      int each =
          diagrams.then(
              regions(seed, everyAxis).stream().map(it -> it.function(diagrams)).toList());
      assertEquals(each, Region.union(regions(seed, everyAxis), diagrams), "seed " + seed);
    }
  }

  @Test
  void noRegionHasNoPackets() {
    assertEquals(Diagrams.NOTHING, Region.union(List.of(), diagrams));
    assertEquals(Diagrams.ALL, new Region().function(diagrams));
  }
}
