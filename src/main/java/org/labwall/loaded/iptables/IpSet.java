package org.labwall.loaded.iptables;

import java.util.List;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.loaded.ElementSet;

/**
 * A set of ipset(8).
 *
 * @param family the family of its addresses; empty where it has none
 * @param parts what an element consists of; a port has two values, its protocol and its number
 * @param set the elements
 */
public record IpSet(Optional<Family> family, List<Part> parts, ElementSet set) {
  public IpSet {
    parts = List.copyOf(parts);
  }

  /** A part of an element, which a rule compares with one end of the packet. */
  public enum Part {
    ADDRESS,
    PORT,
    INTERFACE
  }
}
