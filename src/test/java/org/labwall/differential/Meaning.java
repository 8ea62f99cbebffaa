package org.labwall.differential;

import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.model.Endpoint;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.Service;

/** Whether a packet is one of those that endpoints and services of a source mean. */
record Meaning(Router router, Whereabouts whereabouts) {

  /**
   * Whether an address is meant by any of the endpoints.
   *
   * @param leg where it is met; none for the router itself
   */
  boolean is(List<Endpoint> endpoints, Address address, Optional<Leg> leg) {
    return endpoints.stream()
        .anyMatch(it -> leg.isEmpty() ? it instanceof Endpoint.Self : is(it, address, leg.get()));
  }

  private boolean is(Endpoint endpoint, Address address, Leg leg) {
    return switch (endpoint) {
      case Endpoint.Self self -> false;
      case Endpoint.Any any -> whereabouts.isBehind(address, leg);
      case Endpoint.Not(var excluded) ->
          whereabouts.isBehind(address, leg)
              && excluded.stream().noneMatch(it -> is(it, address, leg));
      case Endpoint.OfAddresses addresses ->
          whereabouts.isBehind(address, leg)
              && addresses.addresses(address.family()).ranges().stream()
                  .anyMatch(range -> Whereabouts.contains(range, address));
      case Endpoint.OfNetwork(var network) ->
          whereabouts.isBehind(address, leg) && is(network, address, leg);
    };
  }

  /** Whether the name of a network means an address that rightly is met at a leg. */
  private boolean is(Network network, Address address, Leg leg) {
    boolean standsThere =
        router.cluster().legs().stream().anyMatch(it -> isOf(it.network(), network));
    if (standsThere && !isOf(leg.network(), network)) {
      return false;
    }
    if (standsThere && !Router.hasDefaultRoute(leg, address.family())) {
      return true;
    }
    if (Whereabouts.isOnLink(address)) {
      return standsThere;
    }
    List<Network> owners = whereabouts.owners(address);
    return owners.isEmpty()
        ? isWayOut(network, address.family())
        : owners.stream().anyMatch(it -> isOf(it, network));
  }

  private static boolean isOf(Network one, Network other) {
    return one.name().equals(other.name());
  }

  /** Whether whoever declares the network has the way out there. */
  private boolean isWayOut(Network network, Family family) {
    return router.site().clusters().stream()
        .flatMap(cluster -> cluster.legs().stream())
        .filter(leg -> leg.span().equals(network.span()))
        .anyMatch(leg -> Router.hasDefaultRoute(leg, family));
  }

  static boolean isService(List<Service> services, Packet packet) {
    return services.isEmpty() || services.stream().anyMatch(it -> isService(it, packet));
  }

  private static boolean isService(Service service, Packet packet) {
    return switch (service) {
      case Service.Protocol(int protocol) -> packet.protocol() == protocol;
      case Service.Ports(int protocol, int first, int last, var helper) ->
          packet.protocol() == protocol && first <= packet.second() && packet.second() <= last;
      case Service.Icmp icmp ->
          packet.isIcmp()
              && packet.family() == icmp.family()
              && packet.first() == icmp.type()
              && (icmp.code().isEmpty() || icmp.code().getAsInt() == packet.second());
    };
  }
}
