package org.labwall.check;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
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
      cluster.policy().forEach(rule -> check(rule, own, diagnostics));
    }
  }

  private static void check(Rule rule, Set<Address> own, Diagnostics diagnostics) {
    Stream.concat(rule.from().stream(), rule.to().stream())
        .flatMap(endpoint -> named(endpoint, own).stream())
        .findFirst()
        .ifPresent(
            address ->
                diagnostics.add(
                    Diagnostic.at(
                            rule.span(),
                            Code.OWN_ADDRESS,
                            "`" + address + "` is an address of these roles themselves.")
                        .hint("Packets for them are judged by rules that say `self`.")));
  }

  /** An own address that the endpoint names alone, not as a part of a whole network. */
  private static Optional<Address> named(Endpoint endpoint, Set<Address> own) {
    return endpoint instanceof Endpoint.OfAddresses addresses
        ? Stream.of(addresses.ipv4(), addresses.ipv6())
            .flatMap(set -> single(set.ranges()))
            .filter(own::contains)
            .findFirst()
        : Optional.empty();
  }

  private static Stream<Address> single(List<AddressRange> ranges) {
    return ranges.stream()
        .filter(range -> range.first().equals(range.last()))
        .map(AddressRange::first);
  }
}
