package org.labwall.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.model.Leg;
import org.labwall.model.Translation.OfDestination;
import org.labwall.model.Translation.OfSource;
import org.labwall.project.Area;
import org.labwall.project.Areas;
import org.labwall.project.ForwardedAddresses;
import org.labwall.project.Node;
import org.labwall.project.Reach;

/**
 * Adds probes of what is said between the rules: translations, what is implied before the rules,
 * and what none of them decides.
 */
final class ProbesBetween {
  private final Node node;
  private final Judge judge;
  private final ProbePlaces places;
  private final ProbeBag bag;

  ProbesBetween(Node node, Judge judge, ProbePlaces places, ProbeBag bag) {
    this.node = node;
    this.judge = judge;
    this.places = places;
    this.bag = bag;
  }

  /**
   * An interface and an address behind it.
   *
   * @param port the interface
   * @param address a usable address
   */
  private record Neighbour(String port, Address address) {}

  void add() {
    for (Family family : Family.values()) {
      Reach reach = Reach.of(node, family);
      List<Neighbour> neighbours = neighbours(reach);
      node.translations().forwards().forEach(it -> addForward(it, neighbours, family));
      node.translations().sources().forEach(it -> addNewSources(it, reach));
      addPairs(neighbours, family);
    }
    addUnknownFamilies();
  }

  /** One neighbour behind each interface. */
  private List<Neighbour> neighbours(Reach reach) {
    List<Neighbour> neighbours = new ArrayList<>();
    for (Reach.Part part : reach.parts()) {
      part.addresses().ranges().stream()
          .flatMap(range -> places.within(range).stream())
          .findFirst()
          .ifPresent(it -> neighbours.add(new Neighbour(part.port().name(), it)));
    }
    return neighbours;
  }

  private void addForward(OfDestination forward, List<Neighbour> neighbours, Family family) {
    ForwardedAddresses at = ForwardedAddresses.of(forward, node, family);
    List<Address> addresses = new ArrayList<>(at.known());
    at.leased().stream()
        .flatMap(leg -> judge.ownAt(leg.interfaceName()).stream())
        .filter(it -> it.family() == family)
        .forEach(addresses::add);
    for (Neighbour from : neighbours) {
      for (Address address : addresses) {
        for (ProbeKind kind : ProbeKind.edges(forward.services(), family)) {
          bag.add(Optional.of(from.port()), from.address(), address, kind);
        }
      }
      // What goes to the host's own address is no forwarded connection.
      forward
          .target()
          .address(family)
          .ifPresent(
              host -> {
                for (ProbeKind kind : ProbeKind.edges(forward.services(), family)) {
                  bag.add(Optional.of(from.port()), from.address(), host, kind);
                }
              });
    }
  }

  /** Allowed packets by each way out, from the edges of what the translation means. */
  private void addNewSources(OfSource translation, Reach reach) {
    Family family = reach.family();
    Area area = Areas.of(node, reach).of(translation.from());
    for (Leg out : node.cluster().legs()) {
      if (translation.leavesBy(out, family)) {
        area.parts()
            .forEach(
                (place, addresses) -> {
                  String entry = reach.parts().get(place).port().name();
                  Optional<Datagram> sample = bag.allowed(entry, out.interfaceName(), family);
                  for (AddressRange range : addresses.ranges()) {
                    sample.ifPresent(it -> addEdges(it, range, reach));
                  }
                });
      }
    }
  }

  private void addEdges(Datagram sample, AddressRange range, Reach reach) {
    for (Address source : places.edges(range)) {
      if (ProbePlaces.ports(reach, source).contains(sample.entry().orElseThrow())) {
        bag.put(sample.withFirst(sample.hasPorts() ? 0 : sample.first()).from(source));
      }
    }
  }

  /** From behind each interface to each other, and to the machine: what is allowed, or nothing. */
  private void addPairs(List<Neighbour> neighbours, Family family) {
    for (Neighbour from : neighbours) {
      Optional<String> entry = Optional.of(from.port());
      for (Neighbour to : neighbours) {
        for (ProbeKind kind : ProbeKind.common(family).subList(0, 3)) {
          if (!from.equals(to)) {
            bag.add(entry, from.address(), to.address(), kind);
          }
        }
        if (!from.equals(to)) {
          ProbeKind stray = ProbeKind.strayAnswer(family);
          bag.put(datagram(from, to.address(), stray));
        }
      }
      neighbours.stream()
          .flatMap(to -> bag.allowed(from.port(), to.port(), family).stream())
          .findFirst()
          .ifPresent(it -> addSpoofed(it, neighbours));
      for (Address own : judge.ownAt(from.port())) {
        if (own.family() == family) {
          ProbeKind.common(family)
              .subList(0, 3)
              .forEach(it -> bag.add(entry, from.address(), own, it));
          bag.put(datagram(from, own, ProbeKind.strayAnswer(family)));
        }
      }
    }
  }

  private void addSpoofed(Datagram allowed, List<Neighbour> neighbours) {
    for (Neighbour wrong : neighbours) {
      if (!allowed.entry().equals(Optional.of(wrong.port()))) {
        bag.put(
            allowed.withEntry(wrong.port()).withFirst(allowed.hasPorts() ? 0 : allowed.first()));
      }
    }
  }

  private static Datagram datagram(Neighbour from, Address to, ProbeKind kind) {
    return new Datagram(
        Optional.of(from.port()), from.address(), to, kind.protocol(), kind.first(), kind.second());
  }

  /** A family in which the machine has no network is closed. */
  private void addUnknownFamilies() {
    for (Family family : Family.values()) {
      if (!node.has(family)) {
        String base = family == Family.IPV4 ? "198.18.0.1" : "2001:db8:fffe::1";
        Address source = Address.parse(base).orElseThrow();
        for (Leg leg : node.cluster().legs()) {
          for (ProbeKind kind : ProbeKind.common(family).subList(0, 3)) {
            bag.add(Optional.of(leg.interfaceName()), source, source.plus(256), kind);
          }
        }
      }
    }
  }
}
