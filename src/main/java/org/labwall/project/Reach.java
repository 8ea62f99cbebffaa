package org.labwall.project;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.model.Network;
import org.labwall.project.LongestMatch.Claim;
import org.labwall.project.LongestMatch.Segment;

/**
 * Which addresses of one family rightly lie behind which interface of a machine.
 *
 * <p>Behind an interface lie the prefix of its network and the networks routed through it, less
 * longer prefixes that belong to other interfaces. What belongs to none lies behind the ways out,
 * behind all of them where there are several.
 */
public final class Reach {
  private final Family family;
  private final List<Part> parts;
  private final List<Segment<Integer>> segments;
  private final List<Share> shares;

  private Reach(
      Family family, List<Part> parts, List<Segment<Integer>> segments, List<Share> shares) {
    this.family = family;
    this.parts = parts;
    this.segments = segments;
    this.shares = shares;
  }

  /**
   * What lies behind one interface.
   *
   * @param port the interface
   * @param network the network that it stands in
   * @param addresses what lies behind it; empty where longer prefixes take all of it
   */
  public record Part(NodeInterface port, Network network, AddressSet addresses) {}

  /**
   * A prefix whose addresses, but for those of longer ones, lie behind the same interfaces.
   *
   * @param owners the places of these among the parts
   */
  public record Share(Prefix prefix, Set<Integer> owners) {
    public Share {
      owners = Collections.unmodifiableSet(new LinkedHashSet<>(owners));
    }
  }

  /** The reach of {@code node} in one family. */
  public static Reach of(Node node, Family family) {
    List<NodeInterface> ports =
        node.interfaces().stream().filter(port -> stands(port, family)).toList();
    List<Claim<Integer>> claims = new ArrayList<>();
    List<Integer> waysOut = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      int owner = i;
      Network network = ports.get(i).network().orElseThrow();
      network.prefix(family).ifPresent(prefix -> claims.add(new Claim<>(prefix, owner)));
      ports.get(i).routes(family).forEach(it -> claims.add(new Claim<>(it.destination(), owner)));
      if (ports.get(i).wayOut(family)) {
        waysOut.add(owner);
      }
    }
    List<Segment<Integer>> segments = new ArrayList<>(LongestMatch.segments(family, claims));
    List<AddressRange> claimed = claims.stream().map(claim -> claim.prefix().range()).toList();
    if (!waysOut.isEmpty()) {
      for (AddressRange rest : AddressSet.of(family, claimed).complement().ranges()) {
        segments.add(new Segment<>(rest, List.copyOf(waysOut)));
      }
    }
    segments.sort(Comparator.comparing(Segment::range));
    return new Reach(
        family,
        parts(ports, segments, family),
        List.copyOf(segments),
        shares(claims, waysOut, family));
  }

  private static List<Share> shares(
      List<Claim<Integer>> claims, List<Integer> waysOut, Family family) {
    SortedMap<Prefix, Set<Integer>> owners = new TreeMap<>();
    for (Claim<Integer> claim : claims) {
      owners.computeIfAbsent(claim.prefix(), it -> new LinkedHashSet<>()).add(claim.owner());
    }
    if (!waysOut.isEmpty()) {
      owners.putIfAbsent(Prefix.all(family), new LinkedHashSet<>(waysOut));
    }
    return owners.entrySet().stream().map(it -> new Share(it.getKey(), it.getValue())).toList();
  }

  private static boolean stands(NodeInterface port, Family family) {
    boolean addressed = port.address(family).isPresent() || (port.dhcp() && family == Family.IPV4);
    return port.network().isPresent()
        && (addressed || port.network().get().prefix(family).isPresent());
  }

  private static List<Part> parts(
      List<NodeInterface> ports, List<Segment<Integer>> segments, Family family) {
    List<List<AddressRange>> ranges = new ArrayList<>();
    ports.forEach(port -> ranges.add(new ArrayList<>()));
    for (Segment<Integer> segment : segments) {
      segment.owners().forEach(owner -> ranges.get(owner).add(segment.range()));
    }
    return IntStream.range(0, ports.size())
        .mapToObj(
            i ->
                new Part(
                    ports.get(i),
                    ports.get(i).network().orElseThrow(),
                    AddressSet.of(family, ranges.get(i))))
        .toList();
  }

  /** The family of all its addresses. */
  public Family family() {
    return family;
  }

  /** The interfaces that stand in a network of the family, in the machine's order. */
  public List<Part> parts() {
    return parts;
  }

  /** All addresses that lie behind any interface, shorter prefixes before those in them. */
  public List<Share> shares() {
    return shares;
  }

  /** The part of {@code addresses} behind each interface, by its place among the parts. */
  public SortedMap<Integer, AddressSet> split(AddressSet addresses) {
    SortedMap<Integer, AddressSet> split = new TreeMap<>();
    OptionalInt only = onlyOwner(addresses);
    if (only.isPresent()) {
      split.put(only.getAsInt(), addresses);
      return split;
    }
    SortedMap<Integer, List<AddressRange>> ranges = new TreeMap<>();
    for (AddressRange range : addresses.ranges()) {
      for (int i = firstSegment(range.first()); i < segments.size(); i++) {
        Segment<Integer> segment = segments.get(i);
        if (segment.range().first().compareTo(range.last()) > 0) {
          break;
        }
        AddressRange common = common(range, segment.range());
        segment
            .owners()
            .forEach(it -> ranges.computeIfAbsent(it, key -> new ArrayList<>()).add(common));
      }
    }
    ranges.forEach((owner, list) -> split.put(owner, AddressSet.of(family, list)));
    return split;
  }

  /** The interface that a range lies behind as a whole; most sets are a host or a network. */
  private OptionalInt onlyOwner(AddressSet addresses) {
    if (addresses.rangeCount() == 1) {
      AddressRange range = addresses.ranges().get(0);
      int place = firstSegment(range.first());
      if (place < segments.size() && segments.get(place).range().contains(range)) {
        List<Integer> owners = segments.get(place).owners();
        return owners.size() == 1 ? OptionalInt.of(owners.get(0)) : OptionalInt.empty();
      }
    }
    return OptionalInt.empty();
  }

  /** The place of the first segment that does not end before {@code address}. */
  private int firstSegment(Address address) {
    int low = 0;
    int high = segments.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (segments.get(middle).range().last().compareTo(address) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static AddressRange common(AddressRange a, AddressRange b) {
    return new AddressRange(
        a.first().compareTo(b.first()) > 0 ? a.first() : b.first(),
        a.last().compareTo(b.last()) < 0 ? a.last() : b.last());
  }
}
