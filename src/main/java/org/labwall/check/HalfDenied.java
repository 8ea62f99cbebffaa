package org.labwall.check;

import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Endpoint;
import org.labwall.model.Host;
import org.labwall.model.Network;
import org.labwall.model.Rule;
import org.labwall.model.Site;

/** Who is denied is denied in both families of his network: a host may use the other one. */
final class HalfDenied implements Check {

  @Override
  public boolean onlyWarns() {
    return true;
  }

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      for (Rule rule : cluster.policy()) {
        if (rule.verdict() != Rule.Verdict.ALLOW) {
          site.hosts().stream()
              .filter(host -> isNamed(host, rule.from()))
              .forEach(host -> check(host, rule, site, diagnostics));
        }
      }
    }
  }

  private static boolean isNamed(Host host, List<Endpoint> side) {
    Optional<Address> only = host.addresses().stream().findFirst();
    return only.isPresent()
        && side.stream()
            .anyMatch(
                it ->
                    it instanceof Endpoint.OfAddresses addresses
                        && addresses
                            .addresses(only.get().family())
                            .equals(AddressSet.of(new AddressRange(only.get(), only.get()))));
  }

  private static void check(Host host, Rule rule, Site site, Diagnostics diagnostics) {
    for (Family family : Family.values()) {
      boolean one = host.addresses().stream().allMatch(it -> it.family() != family);
      Optional<Network> network =
          site.networks().stream()
              .filter(it -> host.addresses().stream().anyMatch(own -> holds(it, own)))
              .findFirst();
      if (one && network.flatMap(it -> it.prefix(family)).isPresent()) {
        String other = family == Family.IPV4 ? "IPv4" : "IPv6";
        diagnostics.add(
            Diagnostic.at(
                    rule.span(),
                    Code.HALF_DENIED,
                    "`%s` has no address of %s here, and may go on by %s."
                        .formatted(host.name(), other, other))
                .related(host.span(), "Its addresses are given here.")
                .related(network.get().span(), "Its network has both families.")
                .hint("Give the host its address of " + other + ", too."));
      }
    }
  }

  private static boolean holds(Network network, Address address) {
    return network.prefix(address.family()).filter(it -> it.contains(address)).isPresent();
  }
}
