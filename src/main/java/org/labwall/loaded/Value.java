package org.labwall.loaded;

import org.labwall.address.AddressRange;

/** What one field is in an element of a set. */
public sealed interface Value {

  /** One of these addresses. */
  record Addresses(AddressRange range) implements Value {}

  /** A number from {@code first} to {@code last}. */
  record Numbers(int first, int last) implements Value {}

  /** An interface of this name. */
  record Interface(InterfaceName name) implements Value {}
}
