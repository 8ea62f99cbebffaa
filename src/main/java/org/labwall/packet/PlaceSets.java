package org.labwall.packet;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.labwall.model.Endpoint;
import org.labwall.project.Area;
import org.labwall.project.Areas;

/** The places that the sides of rules mean, as numbers of one axis. */
public final class PlaceSets {
  private final PlaceAxis axis;
  private final IntervalSet apart;

  /** By side, of which those that name the same are mostly one list. */
  private final Map<List<Endpoint>, IntervalSet> numbers;

  /** The places that any of {@code sides} means among {@code known}; {@code apart} is cut out. */
  public PlaceSets(Areas known, List<List<Endpoint>> sides, Area apart) {
    this.numbers = new IdentityHashMap<>(sides.size());
    List<List<Endpoint>> distinct = new ArrayList<>(sides.size());
    List<List<Area>> areas = new ArrayList<>(sides.size() + 1);
    areas.add(List.of(apart));
    for (List<Endpoint> side : sides) {
      if (numbers.put(side, IntervalSet.EMPTY) == null) {
        distinct.add(side);
        areas.add(known.each(side));
      }
    }
    this.axis = new PlaceAxis(known.everywhere(), areas);
    this.apart = axis.of(apart);
    for (int i = 0; i < distinct.size(); i++) {
      numbers.put(distinct.get(i), axis.of(areas.get(i + 1)));
    }
  }

  /** The axis that numbers them. */
  public PlaceAxis axis() {
    return axis;
  }

  /** How many numbers there are. */
  int size() {
    return axis.size();
  }

  /** The numbers of the area that is cut out. */
  IntervalSet apart() {
    return apart;
  }

  /** The numbers of one side. */
  public IntervalSet of(List<Endpoint> side) {
    return numbers.getOrDefault(side, IntervalSet.EMPTY);
  }
}
