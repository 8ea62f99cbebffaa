package org.labwall.filter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.filter.Cell.Interval;
import org.labwall.packet.IntervalSet;
import org.labwall.packet.PlaceAxis;
import org.labwall.project.Area;
import org.labwall.project.Areas;

/** The interfaces that numbered places lie behind. */
final class Interfaces {
  private final Areas areas;
  private final PlaceAxis axis;
  private final IntervalSet all;
  private final Map<Integer, IntervalSet> whole = new HashMap<>();
  private final Set<Integer> ambiguous = new HashSet<>();

  Interfaces(Areas areas, PlaceAxis axis) {
    this.areas = areas;
    this.axis = axis;
    Area everywhere = areas.everywhere();
    this.all = axis.of(everywhere);
    for (int port : everywhere.parts().keySet()) {
      whole.put(port, all.intersection(IntervalSet.of(axis.first(port), axis.first(port + 1))));
    }
    findAmbiguous(everywhere);
  }

  /** An address that lies behind several interfaces does not tell which of them it is. */
  private void findAmbiguous(Area everywhere) {
    record Held(AddressRange range, int port) {}
    List<Held> ranges = new ArrayList<>();
    everywhere
        .parts()
        .forEach((port, set) -> set.ranges().forEach(it -> ranges.add(new Held(it, port))));
    ranges.sort(Comparator.comparing(Held::range));
    Optional<Held> furthest = Optional.empty();
    for (Held next : ranges) {
      if (furthest.isPresent() && next.range.first().compareTo(furthest.get().range.last()) <= 0) {
        ambiguous.add(next.port);
        ambiguous.add(furthest.get().port);
      }
      if (furthest.isEmpty() || next.range.last().compareTo(furthest.get().range.last()) > 0) {
        furthest = Optional.of(next);
      }
    }
  }

  /** All numbers. */
  Interval everywhere() {
    return new Interval(0, axis.first(axis.ports()));
  }

  /** Whether a set of places is everywhere. */
  boolean isEverywhere(IntervalSet places) {
    return places.equals(all);
  }

  /** The cells that a set of places consists of; none where it is everywhere. */
  List<Interval> pieces(IntervalSet places) {
    List<Interval> pieces = new ArrayList<>();
    if (isEverywhere(places)) {
      return pieces;
    }
    for (int i = 0; i < places.intervals(); i++) {
      int first = places.first(i);
      while (first < places.end(i)) {
        int port = axis.port(first);
        int end = Math.min(places.end(i), axis.first(port + 1));
        add(new Interval(first, end), port, places, pieces);
        first = end;
      }
    }
    return pieces;
  }

  private void add(Interval piece, int port, IntervalSet places, List<Interval> pieces) {
    Interval cell = ofPort(port);
    if (!pieces.isEmpty() && pieces.get(pieces.size() - 1).equals(cell)) {
      return;
    }
    IntervalSet everything = whole.getOrDefault(port, IntervalSet.EMPTY);
    boolean starts = everything.first(0) == piece.first();
    pieces.add(starts && places.containsAll(everything) ? cell : piece);
  }

  private Interval ofPort(int port) {
    return new Interval(axis.first(port), axis.first(port + 1));
  }

  /** Whether the cell is all that lies behind an interface. */
  boolean isPort(Interval cell) {
    return cell.equals(ofPort(axis.port(cell.first())));
  }

  /** The name of the interface that a cell lies behind. */
  String name(Interval cell) {
    return areas.reach().parts().get(axis.port(cell.first())).port().name();
  }

  /** The addresses of a cell. */
  AddressRange range(Interval cell) {
    return axis.range(areas.reach().family(), cell.first(), cell.end());
  }

  /** The addresses of a set of places, where these tell the interface; else nothing. */
  Optional<AddressSet> addresses(IntervalSet places) {
    List<AddressRange> ranges = new ArrayList<>();
    for (Interval piece : pieces(places)) {
      if (isPort(piece) || isAmbiguous(piece)) {
        return Optional.empty();
      }
      ranges.add(range(piece));
    }
    return Optional.of(AddressSet.of(areas.reach().family(), ranges));
  }

  private boolean isAmbiguous(Interval cell) {
    return ambiguous.contains(axis.port(cell.first()));
  }

  /** The whole of the interface, where a cell's addresses do not tell which it is. */
  Optional<Interval> around(Interval cell) {
    return isAmbiguous(cell) ? Optional.of(ofPort(axis.port(cell.first()))) : Optional.empty();
  }
}
