package org.labwall.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.labwall.address.AddressCuts;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.project.Area;

/**
 * Numbers the places that a packet can come from or go to: an address behind an interface. Places
 * that no area tells apart have one number.
 */
public final class PlaceAxis {
  /** By interface: the addresses at which a number starts. */
  private final List<AddressCuts> starts = new ArrayList<>();

  /** By interface: the number of the first of them; at the end the number after the last. */
  private final int[] offsets;

  /** An axis on which all of {@code areas}, which are parts of {@code everywhere}, are sets. */
  PlaceAxis(Area everywhere, List<List<Area>> areas) {
    int ports = everywhere.isEmpty() ? 0 : everywhere.parts().lastKey() + 1;
    List<List<AddressSet>> sets = new ArrayList<>(ports);
    for (int port = 0; port < ports; port++) {
      sets.add(new ArrayList<>());
    }
    everywhere.parts().forEach((port, set) -> sets.get(port).add(set));
    for (List<Area> several : areas) {
      for (Area area : several) {
        for (Map.Entry<Integer, AddressSet> part : area.parts().entrySet()) {
          // Most of what a `not` has is all that lies behind an interface, and the same set.
          if (part.getValue() != everywhere.parts().get(part.getKey())) {
            sets.get(part.getKey()).add(part.getValue());
          }
        }
      }
    }
    offsets = new int[ports + 1];
    for (int port = 0; port < ports; port++) {
      starts.add(AddressCuts.of(sets.get(port)));
      offsets[port + 1] = offsets[port] + starts.get(port).size();
    }
  }

  /** How many numbers there are. */
  public int size() {
    return offsets[offsets.length - 1];
  }

  /** The numbers of an area. */
  public IntervalSet of(Area area) {
    return of(List.of(area));
  }

  /** The numbers of several areas. */
  IntervalSet of(List<Area> areas) {
    IntervalSet.Builder numbers = new IntervalSet.Builder();
    for (Area area : areas) {
      for (Map.Entry<Integer, AddressSet> part : area.parts().entrySet()) {
        number(part.getKey(), part.getValue(), numbers);
      }
    }
    return numbers.build();
  }

  private void number(int port, AddressSet set, IntervalSet.Builder numbers) {
    AddressCuts cuts = starts.get(port);
    for (int i = 0; i < set.rangeCount(); i++) {
      numbers.add(offsets[port] + cuts.first(set, i), offsets[port] + cuts.end(set, i));
    }
  }

  /** How many interfaces the axis knows, those without a place included. */
  public int ports() {
    return offsets.length - 1;
  }

  /** The first number behind an interface; those of the next interface start where these end. */
  public int first(int port) {
    return offsets[port];
  }

  /** The interface behind which a number is. */
  public int port(int number) {
    int port = 0;
    while (number >= offsets[port + 1]) {
      port++;
    }
    return port;
  }

  /**
   * The addresses, of this family, of numbers that lie behind one interface, {@code end} not
   * included.
   */
  public AddressRange range(Family family, int first, int end) {
    int port = port(first);
    return starts.get(port).range(family, first - offsets[port], end - offsets[port]);
  }
}
