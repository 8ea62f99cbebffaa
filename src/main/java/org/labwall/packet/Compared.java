package org.labwall.packet;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.AddressSet;
import org.labwall.model.Endpoint;
import org.labwall.model.Rule;
import org.labwall.model.Service;
import org.labwall.project.Area;
import org.labwall.project.Areas;

/** One packet with its inside destination, as a machine's rules are compared with it. */
public final class Compared {
  private static final Set<Part> NONE = Set.of();

  private final Datagram inside;
  private final Optional<Spot> source;
  private final Optional<Spot> destination;

  /**
   * A packet at a machine.
   *
   * @param places the names of the interfaces, in the order of the machine's reach
   * @param through where sides lie for packets that leave
   * @param toSelf where they lie for the sources of packets to the machine
   * @param exit the interface by which it leaves; none where the machine gets it
   */
  Compared(
      Datagram inside, List<String> places, Areas through, Areas toSelf, Optional<String> exit) {
    this.inside = inside;
    this.source =
        inside
            .entry()
            .map(
                it ->
                    new Spot(
                        exit.isEmpty() ? toSelf : through, places.indexOf(it), inside.source()));
    this.destination = exit.map(it -> new Spot(through, places.indexOf(it), inside.destination()));
  }

  /** A part of a rule. */
  public enum Part {
    FROM,
    TO,
    SERVICES
  }

  /** An address behind an interface; whether a side holds it is asked without its whole area. */
  private record Spot(Areas areas, int place, Address address, boolean belongs) {
    Spot(Areas areas, int place, Address address) {
      this(areas, place, address, isIn(areas.everywhere(), place, address));
    }

    private static boolean isIn(Area area, int place, Address address) {
      AddressSet set = area.parts().get(place);
      return set != null && set.contains(address);
    }

    boolean isIn(List<Endpoint> side) {
      if (belongs) {
        for (Endpoint endpoint : side) {
          if (isIn(endpoint)) {
            return true;
          }
        }
      }
      return false;
    }

    private boolean isIn(Endpoint endpoint) {
      return switch (endpoint) {
        case Endpoint.Any() -> true;
        case Endpoint.Self() -> false;
        case Endpoint.OfNetwork network -> isIn(areas.of(List.of(network)), place, address);
        case Endpoint.OfAddresses it -> it.addresses(address.family()).contains(address);
        case Endpoint.Not(var excluded) -> excluded.stream().noneMatch(this::isIn);
      };
    }
  }

  /** The packet as rules see it. */
  public Datagram inside() {
    return inside;
  }

  /** The parts of a rule that are not the packet's; two of them at most are looked for. */
  public Set<Part> missed(Rule rule) {
    boolean services = isOf(rule.services());
    boolean to = isTo(rule);
    boolean from = !services && !to || isFrom(rule);
    if (services && to && from) {
      return NONE;
    }
    Set<Part> missed = EnumSet.noneOf(Part.class);
    if (!services) {
      missed.add(Part.SERVICES);
    }
    if (!to) {
      missed.add(Part.TO);
    }
    if (!from) {
      missed.add(Part.FROM);
    }
    return missed;
  }

  /** Whether a rule speaks of it. */
  boolean isOf(Rule rule) {
    return isOf(rule.services()) && isBetween(rule);
  }

  /** Whether it is from one side of a rule to the other, of whatever service. */
  boolean isBetween(Rule rule) {
    return isTo(rule) && isFrom(rule);
  }

  private boolean isOf(List<Service> services) {
    return inside.isOf(services);
  }

  private boolean isTo(Rule rule) {
    return destination.isPresent()
        ? destination.get().isIn(rule.to())
        : RuleAreas.namesSelf(rule.to());
  }

  private boolean isFrom(Rule rule) {
    return source.isPresent() ? source.get().isIn(rule.from()) : RuleAreas.namesSelf(rule.from());
  }
}
