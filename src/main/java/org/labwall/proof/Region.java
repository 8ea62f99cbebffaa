package org.labwall.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.labwall.loaded.Match.End;
import org.labwall.loaded.NumberSet;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;

/** Packets that have, on some axes, one of certain numbers each. */
final class Region {
  private final EnumMap<Axis, IntervalSet> sets = new EnumMap<>(Axis.class);

  /** Leaves of the packets those with one of these numbers. */
  void meet(Axis axis, IntervalSet numbers) {
    sets.merge(axis, numbers, IntervalSet::intersection);
  }

  /** Leaves of the packets those of these protocols with one of these ports at one end. */
  void meetPorts(End end, NumberSet protocols, NumberSet ports) {
    if (end == End.DESTINATION) {
      meet(Axis.KIND, Fields.kinds(protocols, ports));
    } else {
      meet(Axis.KIND, Fields.kinds(protocols));
      meet(Axis.SOURCE_PORT, Fields.numbers(ports));
    }
  }

  /** These packets, as a condition. */
  int function(Diagrams diagrams) {
    return union(List.of(this), diagrams);
  }

  /** What is left to say of packets: where they lie on the upper axes, and what then holds. */
  private record Upper(EnumMap<Axis, IntervalSet> sets, int inside) {}

  /**
   * The packets of any of these regions, as a condition. Those that differ on one axis alone are
   * one, from the lowest axis to the highest: sets of many elements have few ports.
   */
  static int union(Collection<Region> regions, Diagrams diagrams) {
    List<Upper> all = new ArrayList<>(regions.size());
    EnumSet<Axis> used = EnumSet.noneOf(Axis.class);
    for (Region region : regions) {
      all.add(new Upper(region.sets.clone(), Diagrams.ALL));
      used.addAll(region.sets.keySet());
    }
    for (Axis axis : List.copyOf(used).reversed()) {
      Map<Upper, IntervalSet.Builder> alike = new LinkedHashMap<>();
      List<Upper> others = new ArrayList<>();
      for (Upper upper : all) {
        IntervalSet numbers = upper.sets.remove(axis);
        if (numbers == null) {
          others.add(upper);
        } else {
          alike.computeIfAbsent(upper, it -> new IntervalSet.Builder()).addAll(numbers);
        }
      }
      all.clear();
      all.addAll(others);
      alike.forEach(
          (upper, numbers) ->
              all.add(
                  new Upper(
                      upper.sets, diagrams.within(axis.ordinal(), numbers.build(), upper.inside))));
    }
    return diagrams.then(all.stream().map(Upper::inside).toList());
  }
}
