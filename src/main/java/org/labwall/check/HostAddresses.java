package org.labwall.check;

import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Network;
import org.labwall.model.Site;

/** No machine has the address of its network, its broadcast address or a multicast one. */
final class HostAddresses implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Placed placed : Placed.all(site)) {
      what(placed.address(), placed.network())
          .ifPresent(
              what ->
                  diagnostics.add(
                      placed.span(),
                      Code.NOT_A_HOST_ADDRESS,
                      "`" + placed.address() + "` is " + what + ", not a machine's address."));
    }
  }

  private static Optional<String> what(Address address, Network network) {
    if (address.isMulticast()) {
      return Optional.of("a multicast address");
    }
    if (address.isLoopback() || address.isUnspecified()) {
      return Optional.of("a reserved address");
    }
    Optional<Prefix> prefix = network.prefix(address.family()).filter(it -> it.contains(address));
    boolean wide = prefix.map(it -> it.family().bits() - it.length() > 1).orElse(false);
    if (wide && address.equals(prefix.orElseThrow().first())) {
      return Optional.of(
          address.family() == Family.IPV4
              ? "the address of the network"
              : "the anycast address of all routers");
    }
    boolean broadcast =
        address.family() == Family.IPV4
            && (network.broadcast().equals(Optional.of(address))
                || (wide && address.equals(prefix.orElseThrow().last())));
    return broadcast ? Optional.of("the broadcast address") : Optional.empty();
  }
}
