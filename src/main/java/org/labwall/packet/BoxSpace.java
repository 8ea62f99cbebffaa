package org.labwall.packet;

import java.util.ArrayList;
import java.util.List;

/**
 * The packets of one family on one way past the rules, and which of them each rule speaks of.
 *
 * @param boxes the packets of each rule, in the order of the rules
 * @param sources how many sources there are; those of the boxes are numbered from 0
 * @param destinations how many destinations there are
 * @param services how many services there are
 */
public record BoxSpace(List<Box> boxes, int sources, int destinations, int services) {
  public BoxSpace {
    boxes = List.copyOf(boxes);
  }

  /** Whether these boxes alone cover the one at {@code place}. */
  public boolean covers(List<Integer> these, int place) {
    List<Box> left = new ArrayList<>();
    if (!boxes.get(place).isEmpty()) {
      left.add(boxes.get(place));
    }
    for (int other : these) {
      List<Box> rest = new ArrayList<>();
      for (Box piece : left) {
        rest.addAll(piece.difference(boxes.get(other)));
      }
      left = rest;
    }
    return left.isEmpty();
  }
}
