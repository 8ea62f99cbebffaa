package org.labwall.packet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.model.Network;
import org.labwall.project.Node;
import org.labwall.project.Reach;

/** The addresses around a machine that packets can have which nobody else takes for his. */
final class ProbePlaces {
  /** What kernels treat in ways of their own, whatever the filter. */
  private static final List<Prefix> SPECIAL =
      List.of(
          prefix("0.0.0.0/8"),
          prefix("127.0.0.0/8"),
          prefix("169.254.0.0/16"),
          prefix("224.0.0.0/3"),
          prefix("::/8"),
          prefix("fe00::/7"));

  /** So far from an edge an address may lie that stands for it. */
  private static final int STEPS = 8;

  private final Set<Address> taken;

  ProbePlaces(Node node, Set<Address> taken) {
    this.taken = new HashSet<>(taken);
    for (Network network : node.site().networks()) {
      for (Family family : Family.values()) {
        network.prefix(family).ifPresent(this::takeEnds);
      }
      network.routed().forEach(route -> takeEnds(route.destination()));
      network.broadcast().ifPresent(this.taken::add);
    }
  }

  private static Prefix prefix(String text) {
    return Prefix.parse(text).orElseThrow();
  }

  /** The network's own address and its broadcast; in IPv6 the routers' anycast address alone. */
  private void takeEnds(Prefix prefix) {
    if (prefix.length() < prefix.family().bits() - 1) {
      taken.add(prefix.first());
      if (prefix.family() == Family.IPV4) {
        taken.add(prefix.last());
      }
    }
  }

  boolean isUsable(Address address) {
    return !taken.contains(address) && SPECIAL.stream().noneMatch(it -> it.contains(address));
  }

  /** A usable address of a range, near its first or its last. */
  Optional<Address> within(AddressRange range) {
    return upFrom(range.first(), range)
        .or(() -> downFrom(range.last(), range))
        .or(() -> deep(range));
  }

  /** The same, but another address than {@code avoided} where there is one near. */
  Optional<Address> within(AddressRange range, Address avoided) {
    Optional<Address> found = within(range);
    return found.equals(Optional.of(avoided))
        ? avoided
            .next()
            .flatMap(it -> upFrom(it, range))
            .or(() -> avoided.previous().flatMap(it -> downFrom(it, range)))
            .or(() -> found)
        : found;
  }

  /** What is special takes the edges of ranges that reach to the end of the family. */
  private Optional<Address> deep(AddressRange range) {
    return SPECIAL.stream()
        .flatMap(it -> it.last().next().stream())
        .filter(range::contains)
        .flatMap(it -> upFrom(it, range).stream())
        .findFirst();
  }

  /** The first usable address from here on in a range. */
  Optional<Address> upFrom(Address start, AddressRange range) {
    Optional<Address> address = Optional.of(start);
    for (int i = 0; i < STEPS && address.filter(range::contains).isPresent(); i++) {
      if (isUsable(address.get())) {
        return address;
      }
      address = address.get().next();
    }
    return Optional.empty();
  }

  /** The last usable address up to here in a range. */
  Optional<Address> downFrom(Address end, AddressRange range) {
    Optional<Address> address = Optional.of(end);
    for (int i = 0; i < STEPS && address.filter(range::contains).isPresent(); i++) {
      if (isUsable(address.get())) {
        return address;
      }
      address = address.get().previous();
    }
    return Optional.empty();
  }

  /** The addresses at the edges of a range: just inside, and just outside. */
  List<Address> edges(AddressRange range) {
    Family family = range.family();
    AddressRange all = new AddressRange(family.lowest(), family.highest());
    List<Address> edges = new ArrayList<>();
    within(range).ifPresent(edges::add);
    downFrom(range.last(), range).ifPresent(edges::add);
    range.first().previous().flatMap(it -> downFrom(it, all)).ifPresent(edges::add);
    range.last().next().flatMap(it -> upFrom(it, all)).ifPresent(edges::add);
    return edges;
  }

  /** The interfaces that an address belongs to. */
  static List<String> ports(Reach reach, Address address) {
    return reach.parts().stream()
        .filter(it -> it.addresses().contains(address))
        .map(it -> it.port().name())
        .toList();
  }
}
