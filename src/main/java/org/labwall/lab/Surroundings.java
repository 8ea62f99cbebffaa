package org.labwall.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.lab.LabPlan.Lease;
import org.labwall.lab.LabPlan.Router;
import org.labwall.model.Cluster;
import org.labwall.model.Endpoint;
import org.labwall.model.Host;
import org.labwall.model.Leg;
import org.labwall.model.Leg.Stand;
import org.labwall.model.Leg.Virtual;
import org.labwall.model.Network;
import org.labwall.model.Rule;
import org.labwall.model.Site;

/** Which addresses a site's networks have, who holds them, and which are free. */
final class Surroundings {
  /** Clients stand here in a network, clear of the addresses that people give to machines. */
  private static final int CLIENT = 50;

  private static final int FIRST_LEASE = 11;

  private final Site site;

  /** What providers give out, by the network's name. */
  private final Map<String, Prefix> provided = new HashMap<>();

  private final Map<String, List<Lease>> leases = new HashMap<>();
  private final Set<Address> ofRoles = new HashSet<>();
  private final Map<Family, AddressSet> meant = new HashMap<>();

  Surroundings(Site site, List<Router> routers) {
    this.site = site;
    for (Network network : site.networks()) {
      if (legs(network).anyMatch(Leg::dhcp)) {
        provide(network, routers);
      }
    }
    for (Cluster cluster : site.clusters()) {
      for (Leg leg : cluster.legs()) {
        Stream.of(leg.ipv4(), leg.ipv6()).flatMap(Optional::stream).forEach(this::hold);
      }
    }
    for (Family family : Family.values()) {
      meant.put(family, meant(family));
    }
  }

  private void hold(Stand stand) {
    ofRoles.addAll(stand.real());
    stand.virtual().map(Virtual::address).ifPresent(ofRoles::add);
  }

  /** Providers have prefixes of the range for carriers (RFC 6598) that the site does not use. */
  private void provide(Network network, List<Router> routers) {
    int third = 0;
    Prefix prefix = carrier(third);
    while (isUsed(prefix)) {
      prefix = carrier(++third);
    }
    provided.put(network.name(), prefix);
    List<Lease> given = new ArrayList<>();
    for (Router router : routers) {
      for (LabPlan.Port port : router.ports()) {
        if (port.network().filter(network.name()::equals).isPresent()) {
          given.add(new Lease(port.mac(), prefix.first().plus(FIRST_LEASE + given.size())));
        }
      }
    }
    leases.put(network.name(), given);
  }

  private static Prefix carrier(int third) {
    return Prefix.of(Address.of(100, 64, third, 0), 24);
  }

  private boolean isUsed(Prefix prefix) {
    return provided.containsValue(prefix)
        || site.networks().stream()
            .flatMap(
                it ->
                    Stream.concat(
                        it.ipv4().stream(), it.routed().stream().map(Network.Route::destination)))
            .anyMatch(prefix::overlaps);
  }

  /** The addresses of single hosts and parts of networks that the source speaks of. */
  private AddressSet meant(Family family) {
    List<AddressRange> ranges = new ArrayList<>();
    for (Host host : site.hosts()) {
      host.addresses().stream()
          .filter(it -> it.family() == family)
          .forEach(it -> ranges.add(new AddressRange(it, it)));
    }
    for (Cluster cluster : site.clusters()) {
      for (Rule rule : cluster.policy()) {
        for (Endpoint endpoint : rule.from()) {
          add(endpoint, family, ranges);
        }
        for (Endpoint endpoint : rule.to()) {
          add(endpoint, family, ranges);
        }
      }
    }
    return AddressSet.of(family, ranges);
  }

  private void add(Endpoint endpoint, Family family, List<AddressRange> ranges) {
    if (endpoint instanceof Endpoint.OfAddresses of) {
      for (AddressRange range : of.addresses(family).ranges()) {
        boolean part =
            site.networks().stream()
                .flatMap(it -> it.prefix(family).stream())
                .anyMatch(it -> it.range().contains(range) && !it.range().equals(range));
        if (part) {
          ranges.add(range);
        }
      }
    }
  }

  /** Where machines of the site stand in {@code network}. */
  private Stream<Leg> legs(Network network) {
    return site.clusters().stream()
        .flatMap(cluster -> cluster.legs().stream())
        .filter(leg -> leg.network().name().equals(network.name()));
  }

  /** The prefix of a network, be it the provider's. */
  Optional<Prefix> prefix(Network network, Family family) {
    Optional<Prefix> own = network.prefix(family);
    return own.isPresent() || family == Family.IPV6
        ? own
        : Optional.ofNullable(provided.get(network.name()));
  }

  /** What the provider of a network gives out. */
  List<Lease> leases(Network network) {
    return leases.getOrDefault(network.name(), List.of());
  }

  /** The provider's own address in a network whose addresses he gives out. */
  Optional<Address> provider(Network network, Family family) {
    return family == Family.IPV4
        ? Optional.ofNullable(provided.get(network.name())).map(it -> it.first().plus(1))
        : Optional.empty();
  }

  /** Whether a machine of the site holds the address. */
  boolean isOfRole(Address address) {
    return ofRoles.contains(address);
  }

  /** Who leads on from a network: the virtual address, or else a router's own. */
  Optional<Address> nextHop(Network network, Family family) {
    List<Stand> stands = legs(network).flatMap(leg -> leg.stand(family).stream()).toList();
    return stands.stream()
        .flatMap(it -> it.virtual().stream())
        .map(Virtual::address)
        .findFirst()
        .or(() -> stands.stream().map(it -> it.real().get(0)).findFirst())
        .or(() -> family == Family.IPV4 ? lease(network) : Optional.empty());
  }

  /** Who leads into the site where the machines of one cluster have their way out. */
  Optional<Address> nextHop(Leg leg, Family family) {
    return leg.stand(family)
        .map(it -> it.virtual().map(Virtual::address).orElse(it.real().get(0)))
        .or(() -> family == Family.IPV4 ? lease(leg.network()) : Optional.empty());
  }

  private Optional<Address> lease(Network network) {
    return leases(network).stream().map(Lease::address).findFirst();
  }

  /** An address of a network that nobody holds, and of which no rule speaks if there is one. */
  Optional<Address> free(Network network, Family family, Set<Address> taken) {
    Optional<Prefix> prefix = prefix(network, family);
    if (prefix.isEmpty()) {
      return Optional.empty();
    }
    List<Address> held = new ArrayList<>(taken);
    held.addAll(ofRoles);
    network.broadcast().ifPresent(held::add);
    leases(network).forEach(it -> held.add(it.address()));
    if (family.bits() - prefix.get().length() > 1) {
      held.add(prefix.get().first());
      held.add(prefix.get().last());
    }
    AddressSet free =
        AddressSet.of(prefix.get())
            .difference(
                AddressSet.of(
                    family,
                    held.stream()
                        .filter(it -> it.family() == family)
                        .map(it -> new AddressRange(it, it))
                        .toList()));
    AddressSet unmeant = free.difference(meant.getOrDefault(family, AddressSet.empty(family)));
    return place(unmeant.isEmpty() ? free : unmeant, prefix.get());
  }

  private static Optional<Address> place(AddressSet free, Prefix prefix) {
    if (prefix.family().bits() - prefix.length() > 6) {
      Address wanted = prefix.first().plus(CLIENT);
      for (AddressRange range : free.ranges()) {
        if (range.last().compareTo(wanted) >= 0) {
          return Optional.of(range.first().compareTo(wanted) < 0 ? wanted : range.first());
        }
      }
    }
    return free.first();
  }
}
