package org.labwall.packet;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.labwall.model.Endpoint;
import org.labwall.project.Area;
import org.labwall.project.Areas;

/** The places that the sides of rules mean, as numbers of one axis. */
final class PlaceSets {
  private final Map<Endpoint, Area> areas = new IdentityHashMap<>();

  /** Networks come up again and again, and each time it is the same area. */
  private final Map<Area, IntervalSet> numbers = new IdentityHashMap<>();

  private final PlaceAxis axis;

  /** The places that any of {@code sides} means among {@code known}; {@code apart} is cut out. */
  PlaceSets(Areas known, List<List<Endpoint>> sides, Area apart) {
    numbers.put(apart, IntervalSet.EMPTY);
    for (List<Endpoint> side : sides) {
      for (Endpoint endpoint : side) {
        if (!areas.containsKey(endpoint)) {
          Area area = known.of(List.of(endpoint));
          areas.put(endpoint, area);
          numbers.put(area, IntervalSet.EMPTY);
        }
      }
    }
    axis = new PlaceAxis(known.everywhere(), numbers.keySet());
    numbers.replaceAll((area, none) -> axis.of(area));
  }

  /** How many numbers there are. */
  int size() {
    return axis.size();
  }

  /** The numbers of an area that is cut out. */
  IntervalSet of(Area area) {
    return numbers.getOrDefault(area, IntervalSet.EMPTY);
  }

  /** The numbers of one side. */
  IntervalSet of(List<Endpoint> side) {
    if (side.size() == 1) {
      return of(area(side.get(0)));
    }
    IntervalSet.Builder all = new IntervalSet.Builder();
    side.forEach(endpoint -> all.addAll(of(area(endpoint))));
    return all.build();
  }

  private Area area(Endpoint endpoint) {
    return areas.getOrDefault(endpoint, Area.NOWHERE);
  }
}
