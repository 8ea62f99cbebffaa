package org.labwall.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.model.Cluster;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.Role;
import org.labwall.model.Site;
import org.labwall.source.Span;

/**
 * An address that a machine of the site holds, as the checks look at all of them.
 *
 * @param address the address
 * @param network the network in which it is said to lie
 * @param role the role that holds it; none for a virtual address
 * @param cluster the machines that it belongs to
 * @param span where it is written
 */
record Placed(Address address, Network network, Optional<Role> role, Cluster cluster, Span span) {

  /** All addresses of a site, in the order of the source. */
  static List<Placed> all(Site site) {
    List<Placed> all = new ArrayList<>();
    for (Cluster cluster : site.clusters()) {
      for (Leg leg : cluster.legs()) {
        for (Family family : Family.values()) {
          leg.stand(family).ifPresent(stand -> add(cluster, leg.network(), stand, all));
        }
      }
    }
    return all;
  }

  private static void add(Cluster cluster, Network network, Leg.Stand stand, List<Placed> all) {
    for (Role role : cluster.roles()) {
      Address address = stand.real().get(role.index());
      boolean shared = cluster.roles().size() > 1 && stand.real().stream().distinct().count() == 1;
      if (!shared || role.index() == 0) {
        all.add(
            new Placed(
                address,
                network,
                shared ? Optional.empty() : Optional.of(role),
                cluster,
                part(stand.span(), address)));
      }
    }
    stand
        .virtual()
        .map(Leg.Virtual::address)
        .ifPresent(
            it ->
                all.add(
                    new Placed(it, network, Optional.empty(), cluster, part(stand.span(), it))));
  }

  /** The place of an address inside its chain, where it is written out there. */
  private static Span part(Span chain, Address address) {
    int at = (chain.text() + "-").indexOf(address + "-");
    return at < 0 ? chain : chain.part(at, address.toString().length());
  }
}
