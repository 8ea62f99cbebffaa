package org.labwall.filter;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.model.Endpoint;
import org.labwall.model.Network;
import org.labwall.model.Rule;
import org.labwall.model.Service;
import org.labwall.project.Node;
import org.labwall.project.NodeInterface;

/** Reads a policy in the plainest way: packet by packet, rule by rule, address by address. */
final class PolicyReading {
  private final Node node;
  private final Family family;

  PolicyReading(Node node, Family family) {
    this.node = node;
    this.family = family;
  }

  /** What the source says of a packet: {@code ALLOW}, {@code DENY} or {@code REJECT}. */
  String verdict(Packet packet) {
    boolean legal = packet.in().stream().allMatch(it -> isSource(packet, port(it)));
    boolean meant = packet.out().stream().allMatch(it -> isBehind(packet.destination(), port(it)));
    String otherwise = packet.hook() == Hook.OUTPUT ? "ALLOW" : "DENY";
    if (!legal || !meant) {
      return otherwise;
    }
    return node.policy().stream()
        .filter(rule -> holds(rule, packet))
        .map(rule -> rule.verdict().name())
        .findFirst()
        .orElse(otherwise);
  }

  private boolean holds(Rule rule, Packet packet) {
    boolean service =
        rule.services().isEmpty() || rule.services().stream().anyMatch(it -> holds(it, packet));
    return service
        && holds(rule.from(), packet.in(), packet.source(), packet.hook() == Hook.INPUT)
        && holds(rule.to(), packet.out(), packet.destination(), false);
  }

  private boolean holds(Service service, Packet packet) {
    return packet.protocol() == service.protocol()
        && switch (service) {
          case Service.Ports(int protocol, int first, int last, var helper) ->
              first <= packet.port() && packet.port() <= last;
          case Service.Icmp icmp -> icmp.family() == family && icmp.type() == packet.port();
          case Service.Protocol protocol -> true;
        };
  }

  private boolean holds(
      List<Endpoint> endpoints, Optional<String> port, Address address, boolean links) {
    return port.map(
            it -> endpoints.stream().anyMatch(end -> contains(end, port(it), address, links)))
        .orElse(endpoints.contains(new Endpoint.Self()));
  }

  private boolean contains(Endpoint endpoint, NodeInterface port, Address address, boolean links) {
    return switch (endpoint) {
      case Endpoint.Any() -> true;
      case Endpoint.Self() -> false;
      case Endpoint.Not(var excluded) ->
          excluded.stream().noneMatch(it -> contains(it, port, address, links));
      case Endpoint.OfAddresses addresses ->
          addresses.addresses(family).contains(address) && isBehind(address, port);
      case Endpoint.OfNetwork(Network network) -> {
        boolean attached = port.network().orElseThrow().equals(network);
        boolean claimed =
            longest(address, node.site().networks().stream(), it -> it).anyMatch(network::equals);
        boolean free = longest(address, node.site().networks().stream(), it -> it).count() == 0;
        yield (attached && links && isOfLink(address))
            || (attached && (!port.wayOut(family) || claimed || free))
            || (!attached && stands().noneMatch(it -> at(it).equals(network)) && claimed);
      }
    };
  }

  private boolean isSource(Packet packet, NodeInterface port) {
    Address source = packet.source();
    boolean request =
        source.isUnspecified() && packet.destination().toString().equals("255.255.255.255");
    boolean linkLocal = family == Family.IPV6 && source.isLinkLocal();
    return isBehind(source, port) || (packet.hook() == Hook.INPUT && (request || linkLocal));
  }

  private static boolean isOfLink(Address address) {
    return address.family() == Family.IPV4 ? address.isUnspecified() : address.isLinkLocal();
  }

  private boolean isBehind(Address address, NodeInterface port) {
    List<NodeInterface> owners = longest(address, stands(), PolicyReading::at).toList();
    return owners.isEmpty() ? port.wayOut(family) : owners.contains(port);
  }

  private Stream<NodeInterface> stands() {
    return node.interfaces().stream()
        .filter(it -> it.network().flatMap(network -> network.prefix(family)).isPresent());
  }

  private static Network at(NodeInterface port) {
    return port.network().orElseThrow();
  }

  /** Those of the candidates that hold the longest prefix of the address. */
  private <T> Stream<T> longest(
      Address address, Stream<T> candidates, Function<T, Network> network) {
    List<T> all = candidates.toList();
    int best = all.stream().mapToInt(it -> length(address, network.apply(it))).max().orElse(-1);
    return best < 0
        ? Stream.of()
        : all.stream().filter(it -> length(address, network.apply(it)) == best);
  }

  private int length(Address address, Network network) {
    Stream<Prefix> prefixes =
        Stream.concat(
            network.prefix(family).stream(),
            network.routed().stream().map(Network.Route::destination));
    return prefixes.filter(it -> it.contains(address)).mapToInt(Prefix::length).max().orElse(-1);
  }

  private NodeInterface port(String name) {
    return node.interfaces().stream()
        .filter(it -> it.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
