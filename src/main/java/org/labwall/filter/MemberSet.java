package org.labwall.filter;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.AddressRange;
import org.labwall.filter.Match.Ports;

/**
 * Packets told by what some of their fields are together.
 *
 * @param name its name, 28 characters at most
 * @param fields the fields that are compared, each once; not two addresses alone
 * @param protocol the protocol of the ports, where these are compared; it is matched beside the set
 * @param elements the values, no two of which hold for the same packet; where interfaces are
 *     compared that with the longest prefix counts
 */
public record MemberSet(
    String name, List<Field> fields, OptionalInt protocol, List<Element> elements) {

  public MemberSet {
    if (name.length() > Chain.NAME_LENGTH || fields.isEmpty() || elements.isEmpty()) {
      throw new IllegalArgumentException("a set named " + name);
    }
    fields = List.copyOf(fields);
    elements = List.copyOf(elements);
  }

  /** A field of the packet. */
  public enum Field {
    SOURCE,
    DESTINATION,
    /** The destination port. */
    PORT,
    /** The interface at the end of the address that is compared, too. */
    INTERFACE
  }

  /**
   * An interface in an element.
   *
   * @param name its name
   * @param excepted whether packets of the element are none of the set, though a shorter prefix has
   *     them
   */
  public record Device(String name, boolean excepted) {}

  /**
   * One value of each field.
   *
   * @param source the source addresses, where they are compared
   * @param destination the destination addresses, likewise
   * @param ports the ports, likewise
   * @param device the interface, likewise
   * @param comment the line of the source that it comes from
   */
  public record Element(
      Optional<AddressRange> source,
      Optional<AddressRange> destination,
      Optional<Ports> ports,
      Optional<Device> device,
      String comment) {}
}
