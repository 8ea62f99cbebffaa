package org.labwall.trace;

import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.model.Service;

/**
 * A packet to follow, as it is the same for all roles.
 *
 * @param kind its protocol with ports, or with type and code
 * @param source where it is from
 * @param destination where it goes
 * @param family the family of its addresses
 * @param entry the interface by which it comes; empty where it comes as its source belongs
 */
public record Question(
    Kind kind, End source, End destination, Family family, Optional<String> entry) {

  /**
   * What a packet is besides its addresses.
   *
   * @param protocol its IP protocol
   * @param first its source port, or the type of its ICMP message
   * @param second its destination port, or the code of its ICMP message
   */
  public record Kind(int protocol, int first, int second) {

    /** Whether packets of a family can be of this kind. */
    boolean existsIn(Family family) {
      return new Service.Protocol(protocol).existsIn(family);
    }
  }

  /** An end of the packet's way. */
  public sealed interface End {
    /** The machine at which the packet is followed. */
    record Self() implements End {}

    /** A host; it has one address of each family at most that counts. */
    record Host(String name, List<Address> addresses) implements End {
      public Host {
        addresses = List.copyOf(addresses);
      }
    }

    /** Whether it may have an address of a family. */
    default boolean has(Family family) {
      return switch (this) {
        case Self() -> true;
        case Host host -> host.addresses.stream().anyMatch(it -> it.family() == family);
      };
    }

    /** Its address of a family, the first of several; a machine has others at each role. */
    default Optional<Address> address(Family family) {
      return switch (this) {
        case Self() -> Optional.empty();
        case Host host -> host.addresses.stream().filter(it -> it.family() == family).findFirst();
      };
    }
  }
}
