package org.labwall.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Prefix;
import org.labwall.filter.Match.End;
import org.labwall.model.Endpoint;
import org.labwall.project.Area;
import org.labwall.project.Areas;
import org.labwall.project.Reach;
import org.labwall.source.Span;

/**
 * Says an area in as few matches as it can.
 *
 * <p>It counts on what stands before the rules: no packet comes so far whose address does not
 * belong to its interface. So an area that is all of an interface's needs no addresses, and one
 * that is everything needs no match at all.
 *
 * @param areas the areas of the machine
 * @param end which end of the packet is meant
 * @param spellOut whether the prefix of an ordinary network is written beside its interface, for
 *     readers
 * @param most how many rules a side may take before it becomes a set or a branching
 * @param sets the sets that long lists of addresses go into
 */
record Sides(Areas areas, End end, boolean spellOut, int most, Sets sets) {

  /**
   * The conditions that one of {@code endpoints}, of the rule at {@code span}, lies at this end.
   */
  Side of(List<Endpoint> endpoints, Span span) {
    Area area = areas.of(endpoints);
    // For readers the name of a network is an interface, even where there is only one.
    boolean named = area.parts().size() == 1 && !endpoints.contains(new Endpoint.Any());
    if (!named && area.parts().equals(areas.everywhere().parts())) {
      return Side.ALL;
    }
    Side side = inRow(area, span);
    return side.size() <= most ? side : wide(area, span);
  }

  /** Interface after interface. */
  private Side inRow(Area area, Span span) {
    Side positive = positive(area, span);
    // Counting what is left out is worth its while only where that is the smaller part.
    boolean mostly = 2 * area.parts().size() > areas.everywhere().parts().size();
    if (positive.size() <= 1 || !mostly) {
      return positive;
    }
    Side negative = negative(area);
    return negative.size() < positive.size() ? negative : positive;
  }

  /** By addresses alone where these tell the interface too, else by the interface first. */
  private Side wide(Area area, Span span) {
    AddressSet inside = union(area);
    if (isToldByAddresses(area, inside)) {
      AddressSet outside = union(areas.everywhere()).difference(inside);
      return ofAddresses(inside, outside, span).orElseGet(() -> branching(inside, outside));
    }
    Map<String, Side> ports = new LinkedHashMap<>();
    area.parts()
        .forEach(
            (port, set) -> {
              AddressSet outside = whole(port).difference(set);
              Optional<Side> side =
                  outside.isEmpty() ? Optional.of(Side.ALL) : ofAddresses(set, outside, span);
              ports.put(part(port).port().name(), side.orElseGet(() -> branching(set, outside)));
            });
    return Side.of(new Branching.ByInterface(end, ports));
  }

  private AddressSet union(Area area) {
    return AddressSet.unionOf(areas.reach().family(), area.parts().values());
  }

  /** Whether a packet that has one of these addresses lies in the area, whatever its interface. */
  private boolean isToldByAddresses(Area area, AddressSet addresses) {
    AddressSet none = AddressSet.empty(areas.reach().family());
    return areas.everywhere().parts().entrySet().stream()
        .allMatch(
            it ->
                it.getValue()
                    .intersection(addresses)
                    .equals(area.parts().getOrDefault(it.getKey(), none)));
  }

  private Side branching(AddressSet inside, AddressSet outside) {
    boolean byExclusion = outside.rangeCount() < inside.rangeCount();
    List<Prefix> prefixes = (byExclusion ? outside : inside).prefixes();
    return Side.of(new Branching.ByAddress(end, prefixes, byExclusion));
  }

  private Side positive(Area area, Span span) {
    List<List<Match>> anyOf = new ArrayList<>();
    List<List<Match>> noneOf = new ArrayList<>();
    area.parts()
        .forEach(
            (port, set) -> {
              AddressSet all = whole(port);
              if (set.equals(all)) {
                anyOf.add(wholePort(port, all));
                return;
              }
              Side side = inRow(set, all.difference(set), span);
              List<Match> onPort = List.of(port(port, false));
              side.anyOf().forEach(it -> anyOf.add(RuleWriter.concat(onPort, it)));
              side.noneOf().forEach(it -> noneOf.add(RuleWriter.concat(onPort, it)));
            });
    return new Side(anyOf, noneOf);
  }

  /** Addresses in few rules; nothing where it takes many. */
  private Optional<Side> ofAddresses(AddressSet inside, AddressSet outside, Span span) {
    return Optional.of(inRow(inside, outside, span)).filter(it -> it.size() <= most);
  }

  /** That an address is one of {@code inside}, where it can be one of {@code outside} at most. */
  private Side inRow(AddressSet inside, AddressSet outside, Span span) {
    List<AddressRange> in = pieces(inside);
    List<AddressRange> out = in.size() > 1 ? pieces(outside) : List.of();
    boolean byExclusion = out.size() + 1 < in.size();
    Optional<Match> member = sets.ofAddresses(end, byExclusion ? out : in, byExclusion, span);
    if (member.isPresent()) {
      return new Side(List.of(List.of(member.get())), List.of());
    }
    if (in.size() > 1 && out.size() == 1) {
      return new Side(List.of(List.of(new Match.Addresses(end, out.get(0), true))), List.of());
    }
    return byExclusion
        ? new Side(List.of(List.of()), alternatives(out))
        : new Side(alternatives(in), List.of());
  }

  private List<List<Match>> alternatives(List<AddressRange> ranges) {
    List<List<Match>> alternatives = new ArrayList<>();
    ranges.forEach(it -> alternatives.add(List.of(new Match.Addresses(end, it, false))));
    return alternatives;
  }

  private List<Match> wholePort(int port, AddressSet all) {
    List<AddressRange> ranges = all.ranges();
    boolean plain =
        spellOut
            && !part(port).port().wayOut(areas.reach().family())
            && ranges.size() == 1
            && ranges.get(0).toPrefixes().size() == 1;
    return plain
        ? List.of(port(port, false), new Match.Addresses(end, ranges.get(0), false))
        : List.of(port(port, false));
  }

  private Side negative(Area area) {
    List<List<Match>> noneOf = new ArrayList<>();
    List<Match> folded = List.of();
    for (Map.Entry<Integer, AddressSet> entry : areas.everywhere().parts().entrySet()) {
      int port = entry.getKey();
      AddressSet all = entry.getValue();
      AddressSet held = area.parts().get(port);
      if (held == null) {
        noneOf.add(List.of(port(port, false)));
        folded = List.of(port(port, true));
      } else if (!held.equals(all)) {
        for (AddressRange piece : pieces(all.difference(held))) {
          noneOf.add(List.of(port(port, false), new Match.Addresses(end, piece, false)));
          folded = isBehindOne(piece) ? List.of(new Match.Addresses(end, piece, true)) : List.of();
        }
      }
    }
    return noneOf.size() == 1 && !folded.isEmpty()
        ? new Side(List.of(folded), List.of())
        : new Side(List.of(List.of()), noneOf);
  }

  /** Whether the range lies behind one interface only, so that the range alone tells which. */
  private boolean isBehindOne(AddressRange range) {
    AddressSet set = AddressSet.of(range);
    return areas.everywhere().parts().values().stream().filter(set::intersects).count() == 1;
  }

  /** A set as prefixes where these are few, else as ranges. */
  static List<AddressRange> pieces(AddressSet set) {
    List<AddressRange> pieces = new ArrayList<>();
    for (AddressRange range : set.ranges()) {
      List<Prefix> prefixes = range.toPrefixes();
      if (prefixes.size() > 2) {
        pieces.add(range);
      } else {
        prefixes.forEach(prefix -> pieces.add(prefix.range()));
      }
    }
    return pieces;
  }

  private AddressSet whole(int port) {
    AddressSet all = areas.everywhere().parts().get(port);
    return all == null ? AddressSet.empty(areas.reach().family()) : all;
  }

  private Match port(int port, boolean negated) {
    return new Match.Interface(end, part(port).port().name(), negated);
  }

  private Reach.Part part(int port) {
    return areas.reach().parts().get(port);
  }
}
