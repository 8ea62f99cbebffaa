package org.labwall.project;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.model.Leg;
import org.labwall.model.Translation;
import org.labwall.model.Translation.Place;

/**
 * The addresses of one family at which a machine takes connections to forward them.
 *
 * @param known addresses that the source tells, each once
 * @param leased where the provider gives out the address
 */
public record ForwardedAddresses(List<Address> known, List<Leg> leased) {
  public ForwardedAddresses {
    known = List.copyOf(known);
    leased = List.copyOf(leased);
  }

  /** Whether there are any. */
  public boolean exist() {
    return !known.isEmpty() || !leased.isEmpty();
  }

  /** The addresses of {@code forward} at {@code node}. */
  public static ForwardedAddresses of(Translation.OfDestination forward, Node node, Family family) {
    Set<Address> known = new LinkedHashSet<>();
    List<Leg> leased = new ArrayList<>();
    for (Place place : forward.on()) {
      switch (place) {
        case Place.At(Address address, var span) -> {
          if (address.family() == family && !isOfOthers(address, node)) {
            known.add(address);
          }
        }
        case Place.OnNetwork(var network, var span) -> {
          for (Leg leg : node.cluster().legs()) {
            if (leg.network().equals(network)) {
              leg.stand(family).ifPresent(stand -> known.addAll(stand.of(node.role())));
              if (leg.dhcp() && family == Family.IPV4) {
                leased.add(leg);
              }
            }
          }
        }
      }
    }
    return new ForwardedAddresses(List.copyOf(known), leased);
  }

  /** Whether another machine of the cluster has the address, and this one has not. */
  private static boolean isOfOthers(Address address, Node node) {
    for (Leg leg : node.cluster().legs()) {
      if (leg.stand(address.family()).filter(it -> it.real().contains(address)).isPresent()) {
        return leg.stand(address.family())
            .filter(it -> it.of(node.role()).contains(address))
            .isEmpty();
      }
    }
    return false;
  }
}
