package org.labwall.project;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.labwall.address.AddressSet;

/**
 * Addresses, each behind an interface of a machine.
 *
 * @param parts the addresses behind each interface, by its place in the machine's reach; none of
 *     the sets is empty
 */
public record Area(SortedMap<Integer, AddressSet> parts) {
  /** No address. */
  public static final Area NOWHERE = new Area(new TreeMap<>());

  public Area {
    parts = Collections.unmodifiableSortedMap(parts);
  }

  /** Whether it has no address. */
  public boolean isEmpty() {
    return parts.isEmpty();
  }

  /** What lies in either. */
  public Area union(Area other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    SortedMap<Integer, AddressSet> union = new TreeMap<>(parts);
    other.parts.forEach((port, set) -> union.merge(port, set, AddressSet::union));
    return new Area(union);
  }

  /** What lies in any; groups may be long, so all their addresses are merged at once. */
  public static Area unionOf(List<Area> areas) {
    if (areas.size() == 1) {
      return areas.get(0);
    }
    SortedMap<Integer, List<AddressSet>> sets = new TreeMap<>();
    for (Area area : areas) {
      area.parts.forEach(
          (port, set) -> sets.computeIfAbsent(port, key -> new ArrayList<>()).add(set));
    }
    SortedMap<Integer, AddressSet> union = new TreeMap<>();
    sets.forEach((port, all) -> union.put(port, AddressSet.unionOf(all.get(0).family(), all)));
    return new Area(union);
  }

  /** What lies here and not in {@code other}. */
  public Area difference(Area other) {
    SortedMap<Integer, AddressSet> difference = new TreeMap<>(parts);
    other.parts.forEach(
        (port, set) ->
            difference.computeIfPresent(
                port,
                (key, own) -> {
                  AddressSet rest = own.difference(set);
                  return rest.isEmpty() ? null : rest;
                }));
    return new Area(difference);
  }
}
