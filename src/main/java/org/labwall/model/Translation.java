package org.labwall.model;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.source.Span;

/** What changes the addresses of connections; of each kind the first that matches decides. */
public sealed interface Translation {

  /** When and where it holds. */
  Terms terms();

  /** The statement. */
  Span span();

  /**
   * When and where a translation holds.
   *
   * @param expires the last day on which it does
   * @param only the roles that it is for; all where empty
   * @param note a remark for its readers
   */
  record Terms(Optional<LocalDate> expires, List<Role> only, Optional<RoleText> note) {
    public Terms {
      only = List.copyOf(only);
    }

    /** Whether it holds at this role. */
    public boolean appliesTo(Role role) {
      return only.isEmpty() || only.contains(role);
    }
  }

  /**
   * {@code masquerade} or {@code snat}: connections that leave have another source.
   *
   * @param from the sources; never empty, {@link Endpoint.Any} where none is written
   * @param to the ways out by which they leave; all where empty
   * @param as the other source
   */
  record OfSource(List<Endpoint> from, List<WayOut> to, NewSource as, Terms terms, Span span)
      implements Translation {
    public OfSource {
      from = List.copyOf(from);
      to = List.copyOf(to);
    }

    /** Whether it means connections that leave by this leg. */
    public boolean leavesBy(Leg leg, Family family) {
      boolean named =
          to.isEmpty() || to.stream().anyMatch(it -> it.network().equals(leg.network()));
      return named && leg.wayOut(family);
    }
  }

  /** A network that a translation calls a way out, and where it does. */
  record WayOut(Network network, Span span) {}

  /** What connections have for a source after they left. */
  sealed interface NewSource {
    /** Whether connections get the same source by the other, too. */
    default boolean isSame(NewSource other) {
      return switch (this) {
        case Own() -> other instanceof Own;
        case Virtual(Span span) -> other instanceof Virtual;
        case Fixed it -> other instanceof Fixed fixed && it.plain().equals(fixed.plain());
      };
    }

    /** Whether connections of a family that leave by {@code leg} have one. */
    default boolean existsOn(Leg leg, Family family) {
      return switch (this) {
        case Own() -> true;
        case Virtual(Span span) -> leg.stand(family).flatMap(Leg.Stand::virtual).isPresent();
        case Fixed(var addresses) ->
            addresses.stream().anyMatch(it -> it.address().family() == family);
      };
    }

    /** The role's own address on the way out. */
    record Own() implements NewSource {}

    /** The virtual address of the way out. */
    record Virtual(Span span) implements NewSource {}

    /** One address of each family at most. */
    record Fixed(List<Written> addresses) implements NewSource {
      public Fixed {
        addresses = List.copyOf(addresses);
      }

      private Set<Address> plain() {
        return addresses.stream().map(Written::address).collect(Collectors.toSet());
      }
    }
  }

  /** An address, and where the source says it. */
  record Written(Address address, Span span) {}

  /**
   * {@code forward}: connections to an address of the roles go to a host instead.
   *
   * @param services the connections; never empty
   * @param on the addresses that they go to; never empty
   * @param target the host
   * @param allows whether they pass whatever the rules say
   */
  record OfDestination(
      List<Service> services, List<Place> on, Target target, boolean allows, Terms terms, Span span)
      implements Translation {
    public OfDestination {
      services = List.copyOf(services);
      on = List.copyOf(on);
    }
  }

  /** Where a connection goes to before it is translated. */
  sealed interface Place {
    /** Where the source says it. */
    Span span();

    /** Every address that the role has on a network. */
    record OnNetwork(Network network, Span span) implements Place {}

    /** One address; where it is another role's own, that role is meant and no other. */
    record At(Address address, Span span) implements Place {}
  }

  /**
   * A host.
   *
   * @param addresses its addresses, one of each family at most, and one at least
   * @param port the port that takes the place of the one that the connection goes to, 1 to 65535
   * @param span where it is written
   */
  record Target(List<Address> addresses, OptionalInt port, Span span) {
    public Target {
      addresses = List.copyOf(addresses);
    }

    /** Whether connections go to the same place by the other, too. */
    public boolean isSame(Target other) {
      return addresses.equals(other.addresses) && port.equals(other.port);
    }

    /** Its address of one family. */
    public Optional<Address> address(Family family) {
      return addresses.stream().filter(it -> it.family() == family).findFirst();
    }
  }
}
