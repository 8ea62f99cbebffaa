package org.labwall.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.project.Area;

/**
 * Numbers the places that a packet can come from or go to: an address behind an interface. Places
 * that no area tells apart have one number.
 */
final class PlaceAxis {
  /** By interface: the addresses at which a number starts, ascending. */
  private final List<List<Address>> starts = new ArrayList<>();

  /** By interface: the number of the first of them; at the end the number after the last. */
  private final int[] offsets;

  /** An axis on which all of {@code areas}, which are parts of {@code everywhere}, are sets. */
  PlaceAxis(Area everywhere, Iterable<Area> areas) {
    int ports = everywhere.isEmpty() ? 0 : everywhere.parts().lastKey() + 1;
    for (int port = 0; port < ports; port++) {
      starts.add(new ArrayList<>());
    }
    everywhere.parts().forEach(this::cut);
    for (Area area : areas) {
      for (Map.Entry<Integer, AddressSet> part : area.parts().entrySet()) {
        // Most of what a `not` has is all that lies behind an interface, and the same set.
        if (part.getValue() != everywhere.parts().get(part.getKey())) {
          cut(part.getKey(), part.getValue());
        }
      }
    }
    offsets = new int[ports + 1];
    for (int port = 0; port < ports; port++) {
      starts.set(port, ascending(starts.get(port)));
      offsets[port + 1] = offsets[port] + starts.get(port).size();
    }
  }

  private void cut(int port, AddressSet set) {
    List<Address> cuts = starts.get(port);
    for (AddressRange range : set.ranges()) {
      cuts.add(range.first());
      range.last().next().ifPresent(cuts::add);
    }
  }

  private static List<Address> ascending(List<Address> addresses) {
    addresses.sort(null);
    List<Address> ascending = new ArrayList<>(addresses.size());
    for (Address next : addresses) {
      if (ascending.isEmpty() || !ascending.get(ascending.size() - 1).equals(next)) {
        ascending.add(next);
      }
    }
    return ascending;
  }

  /** How many numbers there are. */
  int size() {
    return offsets[offsets.length - 1];
  }

  /** The numbers of an area. */
  IntervalSet of(Area area) {
    IntervalSet.Builder numbers = new IntervalSet.Builder();
    area.parts().forEach((port, set) -> number(port, set, numbers));
    return numbers.build();
  }

  private void number(int port, AddressSet set, IntervalSet.Builder numbers) {
    for (AddressRange range : set.ranges()) {
      int end = range.last().next().map(next -> rank(port, next)).orElse(offsets[port + 1]);
      numbers.add(rank(port, range.first()), end);
    }
  }

  /** The number that starts at this address. */
  private int rank(int port, Address start) {
    List<Address> all = starts.get(port);
    int low = 0;
    int high = all.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (all.get(middle).compareTo(start) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return offsets[port] + low;
  }
}
