package org.labwall.model;

import java.util.List;
import org.labwall.address.Address;
import org.labwall.source.Span;

/**
 * A machine that the source names by {@code HOST}; rules have its addresses, and its name is for
 * people.
 *
 * @param name its name
 * @param addresses its addresses, of either family
 * @param span the statement
 */
public record Host(String name, List<Address> addresses, Span span) {
  public Host {
    addresses = List.copyOf(addresses);
  }
}
