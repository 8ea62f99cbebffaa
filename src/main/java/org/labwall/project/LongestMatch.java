package org.labwall.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.address.Prefix;

/** Shares out the addresses of a family among those who claim prefixes: the longest claim wins. */
final class LongestMatch {
  private LongestMatch() {}

  /** A prefix that somebody claims. */
  record Claim<T>(Prefix prefix, T owner) {}

  /** Addresses whose longest claim is the same, with those who make it. */
  record Segment<T>(AddressRange range, List<T> owners) {}

  /** What each claim is left with, in no order; the segments are disjoint. */
  static <T> List<Segment<T>> segments(Family family, List<Claim<T>> claims) {
    TreeMap<Prefix, List<T>> byPrefix = new TreeMap<>();
    for (Claim<T> claim : claims) {
      byPrefix.computeIfAbsent(claim.prefix(), prefix -> new ArrayList<>()).add(claim.owner());
    }
    List<Segment<T>> segments = new ArrayList<>();
    for (Map.Entry<Prefix, List<T>> entry : byPrefix.entrySet()) {
      List<T> owners = entry.getValue();
      if (owners.size() > 1) {
        owners = owners.stream().distinct().toList();
      }
      for (AddressRange range : remainder(family, entry.getKey(), byPrefix).ranges()) {
        segments.add(new Segment<>(range, owners));
      }
    }
    return segments;
  }

  /** The addresses of a prefix that no longer one holds. */
  private static <T> AddressSet remainder(
      Family family, Prefix prefix, TreeMap<Prefix, List<T>> all) {
    List<AddressRange> longer = new ArrayList<>();
    // Prefixes are ordered so that all that one contains follow it directly.
    for (Prefix next : all.tailMap(prefix, false).keySet()) {
      if (!prefix.contains(next)) {
        break;
      }
      longer.add(next.range());
    }
    AddressSet whole = AddressSet.of(prefix);
    return longer.isEmpty() ? whole : whole.difference(AddressSet.of(family, longer));
  }
}
