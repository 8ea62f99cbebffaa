package org.labwall.model;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;

/** One side of a rule. */
public sealed interface Endpoint {

  /** A network: its addresses on its interface, or, for a way out, all that is not elsewhere. */
  record OfNetwork(Network network) implements Endpoint {}

  /** Addresses, on the interface whose network they belong to. */
  record OfAddresses(AddressSet ipv4, AddressSet ipv6) implements Endpoint {
    public OfAddresses {
      if (ipv4.family() != Family.IPV4 || ipv6.family() != Family.IPV6) {
        throw new IllegalArgumentException("families are swapped");
      }
    }

    // Written out, for what records get from the compiler is linked anew at each start of the JVM.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof OfAddresses that && ipv4.equals(that.ipv4) && ipv6.equals(that.ipv6);
    }

    @Override
    public int hashCode() {
      return 31 * ipv4.hashCode() + ipv6.hashCode();
    }

    /** The addresses of one family. */
    public AddressSet addresses(Family family) {
      return family == Family.IPV4 ? ipv4 : ipv6;
    }
  }

  /** The machine itself, whichever of its addresses. */
  record Self() implements Endpoint {}

  /** Every address on the interface that it belongs to, but not the machine itself. */
  record Any() implements Endpoint {}

  /** All of {@link Any} but these. */
  record Not(List<Endpoint> excluded) implements Endpoint {
    public Not {
      excluded = List.copyOf(excluded);
    }
  }
}
