package org.labwall.check;

import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Prefix;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Network;
import org.labwall.model.Site;
import org.labwall.source.Span;

/** A broadcast address is that of its network; another one is written as asked. */
final class Broadcasts implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Network network : site.networks()) {
      Optional<Address> asked = network.broadcast();
      Optional<Address> own = network.ipv4().map(Prefix::broadcast);
      if (asked.isPresent() && own.isPresent() && !asked.equals(own)) {
        diagnostics.add(
            Diagnostic.at(
                    place(network.span(), asked.get()),
                    Code.BROADCAST_MISMATCH,
                    "`"
                        + asked.get()
                        + "` is not the broadcast address of `"
                        + network.ipv4().orElseThrow()
                        + "`.")
                .hint("That one is `" + own.get() + "`."));
      }
    }
  }

  private static Span place(Span statement, Address address) {
    int at = statement.text().lastIndexOf(address.toString());
    return at < 0 ? statement : statement.part(at, address.toString().length());
  }
}
