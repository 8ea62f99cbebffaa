package org.labwall.loaded.nftables;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.labwall.loaded.ElementSet.Element;
import org.labwall.loaded.Value;

/** Finds elements of a map that hold for the same packet, of which the kernel takes one only. */
final class Overlaps {
  private Overlaps() {}

  /** An element whose key another one has, too; of keys of several fields only equal ones. */
  static Optional<Element> in(List<Element> elements) {
    boolean single = !elements.isEmpty() && elements.getFirst().values().size() == 1;
    return single ? ofNeighbours(elements) : ofEquals(elements);
  }

  private static Optional<Element> ofEquals(List<Element> elements) {
    Set<List<Value>> keys = new HashSet<>();
    return elements.stream().filter(it -> !keys.add(it.values())).findFirst();
  }

  private static Optional<Element> ofNeighbours(List<Element> elements) {
    List<Element> sorted = new ArrayList<>(elements);
    sorted.sort(Comparator.comparing(it -> it.values().getFirst(), Overlaps::compareStarts));
    for (int i = 1; i < sorted.size(); i++) {
      Value before = sorted.get(i - 1).values().getFirst();
      if (reaches(before, sorted.get(i).values().getFirst())) {
        return Optional.of(sorted.get(i));
      }
    }
    return Optional.empty();
  }

  /** The order of two values of one type by where they start. */
  private static int compareStarts(Value one, Value other) {
    return switch (one) {
      case Value.Addresses(var range) -> range.compareTo(((Value.Addresses) other).range());
      case Value.Numbers(int first, int last) ->
          Integer.compare(first, ((Value.Numbers) other).first());
      case Value.Interface(var name) -> name.compareTo(((Value.Interface) other).name());
    };
  }

  /** Whether a value that starts no later than another one of its type has the other's start. */
  private static boolean reaches(Value one, Value other) {
    return switch (one) {
      case Value.Addresses(var range) -> range.contains(((Value.Addresses) other).range().first());
      case Value.Numbers(int first, int last) -> last >= ((Value.Numbers) other).first();
      case Value.Interface(var name) -> name.matches(((Value.Interface) other).name().text());
    };
  }
}
