package org.labwall.proof;

import org.jspecify.annotations.Nullable;
import org.labwall.loaded.Match.End;
import org.labwall.loaded.NumberSet;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;

/** Packets that have, on some axes, one of certain numbers each. */
final class Region {
  private final @Nullable IntervalSet[] sets = new IntervalSet[Axis.values().length];

  /** Leaves of the packets those with one of these numbers. */
  void meet(Axis axis, IntervalSet numbers) {
    IntervalSet before = sets[axis.ordinal()];
    sets[axis.ordinal()] = before == null ? numbers : before.intersection(numbers);
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
    int function = Diagrams.ALL;
    for (int axis = sets.length - 1; axis >= 0; axis--) {
      IntervalSet numbers = sets[axis];
      if (numbers != null) {
        function = diagrams.within(axis, numbers, function);
      }
    }
    return function;
  }
}
