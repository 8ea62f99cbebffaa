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
    Map<List<Endpoint>, List<Area>> areas = new IdentityHashMap<>(sides.size());
    List<Area> all = new ArrayList<>(sides.size() + 1);
    all.add(apart);
    for (List<Endpoint> side : sides) {
      if (!areas.containsKey(side)) {
        List<Area> each = known.each(side);
        areas.put(side, each);
        all.addAll(each);
      }
    }
    this.axis = new PlaceAxis(known.everywhere(), all);
    this.apart = axis.of(apart);
    this.numbers = new IdentityHashMap<>(areas.size());
    areas.forEach((side, each) -> numbers.put(side, axis.of(each)));
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
