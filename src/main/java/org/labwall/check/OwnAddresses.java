package org.labwall.check;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Endpoint;
import org.labwall.model.Leg;
import org.labwall.model.Rule;
import org.labwall.model.Site;

/** Packets for the machine itself are not forwarded, so a rule that names its address is idle. */
final class OwnAddresses implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      Set<Address> own = new HashSet<>();
      for (Leg leg : cluster.legs()) {
        for (Family family : Family.values()) {
          leg.stand(family)
              .ifPresent(
                  stand -> {
                    own.addAll(stand.real());
                    stand.virtual().ifPresent(it -> own.add(it.address()));
                  });
        }
      }
      Diagnostics ofClaims = new Diagnostics();
      cluster.policy().forEach(rule -> check(rule, own, diagnostics));
      cluster.expectations().forEach(claim -> check(claim, own, ofClaims));
      // A claim that proves nothing is worse than none.
      ofClaims.all().forEach(it -> diagnostics.add(it.asError()));
    }
  }

  private static void check(Rule rule, Set<Address> own, Diagnostics diagnostics) {
    for (List<Endpoint> side : List.of(rule.from(), rule.to())) {
      for (Endpoint endpoint : side) {
        Optional<Address> address = named(endpoint, own);
        if (address.isPresent()) {
          report(rule, address.get(), diagnostics);
          return;
        }
      }
    }
  }

  /** An own address that the endpoint names alone, not as a part of a whole network. */
  private static Optional<Address> named(Endpoint endpoint, Set<Address> own) {
    if (endpoint instanceof Endpoint.OfAddresses addresses) {
      for (Family family : Family.values()) {
        for (AddressRange range : addresses.addresses(family).ranges()) {
          if (range.first().equals(range.last()) && own.contains(range.first())) {
            return Optional.of(range.first());
          }
        }
      }
    }
    return Optional.empty();
  }

  private static void report(Rule rule, Address address, Diagnostics diagnostics) {
    diagnostics.add(
        Diagnostic.at(
                rule.span(),
                Code.OWN_ADDRESS,
                "`" + address + "` is an address of these roles themselves.")
            .hint("Packets for them are judged by rules that say `self`."));
  }
}
