package org.labwall.trace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.labwall.address.Address;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.model.Endpoint;
import org.labwall.model.Service;
import org.labwall.model.Site;
import org.labwall.packet.Datagram;
import org.labwall.source.Span;

/** Says what rules and packets are about, in the words of sources. */
final class Wording {
  /** So many of a list are named. */
  private static final int NAMED = 4;

  private final Site site;

  Wording(Site site) {
    this.site = site;
  }

  /** A statement in one line. */
  static String statement(Span span) {
    return span.text().replaceAll("\\s*\\\\\\R\\s*", " ").lines().findFirst().orElse("").strip();
  }

  /** A service, as {@code tcp/80}. */
  static String service(Service service) {
    return switch (service) {
      case Service.Ports it ->
          protocol(it.protocol())
              + "/"
              + it.first()
              + (it.first() == it.last() ? "" : "-" + it.last());
      case Service.Icmp it ->
          protocol(it.protocol())
              + "/"
              + it.type()
              + (it.code().isPresent() ? "/" + it.code().getAsInt() : "");
      case Service.Protocol(int number) -> "proto/" + number;
    };
  }

  private static String protocol(int number) {
    return switch (number) {
      case Service.TCP -> "tcp";
      case Service.UDP -> "udp";
      case Service.SCTP -> "sctp";
      case Service.ICMP -> "icmp";
      case Service.ICMPV6 -> "icmp6";
      default -> "proto/" + number;
    };
  }

  /** What a packet is besides its addresses, as a service. */
  static String kind(Datagram packet) {
    if (packet.hasPorts()) {
      return protocol(packet.protocol()) + "/" + packet.second();
    }
    return packet.isIcmp()
        ? protocol(packet.protocol()) + "/" + packet.first() + "/" + packet.second()
        : "proto/" + packet.protocol();
  }

  /** A whole packet: its protocol and both ends. */
  static String packet(Datagram packet) {
    String kind = packet.hasPorts() ? protocol(packet.protocol()) : kind(packet);
    return kind + " " + source(packet) + " -> " + destination(packet);
  }

  /** Where it is from, with its port. */
  static String source(Datagram packet) {
    return packet.hasPorts() ? end(packet.source(), packet.first()) : packet.source().toString();
  }

  /** Where it goes, with its port. */
  static String destination(Datagram packet) {
    return packet.hasPorts()
        ? end(packet.destination(), packet.second())
        : packet.destination().toString();
  }

  private static String end(Address address, int port) {
    return address.family() == Family.IPV4 ? address + ":" + port : "[" + address + "]:" + port;
  }

  /** Some services. */
  static String services(List<Service> services) {
    return some(services.stream().map(Wording::service).toList());
  }

  /** A side of a rule. */
  String side(List<Endpoint> side, Family family) {
    return name(side).orElseGet(() -> some(side.stream().map(it -> endpoint(it, family)).toList()));
  }

  private String endpoint(Endpoint endpoint, Family family) {
    return switch (endpoint) {
      case Endpoint.Any() -> "any";
      case Endpoint.Self() -> "self";
      case Endpoint.OfNetwork(var network) -> network.name();
      case Endpoint.Not(var excluded) -> "not " + side(excluded, family);
      case Endpoint.OfAddresses it -> name(List.of(it)).orElseGet(() -> addresses(it, family));
    };
  }

  /** What the source calls these; a name for a single network is the network's own. */
  private Optional<String> name(List<Endpoint> side) {
    return side.stream().allMatch(Endpoint.OfNetwork.class::isInstance) && side.size() == 1
        ? Optional.empty()
        : site.vocabulary().places().entrySet().stream()
            .filter(it -> it.getValue().equals(side))
            .map(Map.Entry::getKey)
            .findFirst();
  }

  private static String addresses(Endpoint.OfAddresses both, Family family) {
    AddressSet set = both.addresses(family);
    if (set.isEmpty()) {
      set = both.addresses(family == Family.IPV4 ? Family.IPV6 : Family.IPV4);
    }
    return some(
        set.ranges().stream()
            .map(it -> it.toPrefixes().size() == 1 ? plain(it.toPrefixes().getFirst()) : "" + it)
            .toList());
  }

  private static String plain(Prefix prefix) {
    return prefix.length() == prefix.family().bits()
        ? prefix.first().toString()
        : prefix.toString();
  }

  private static String some(List<String> all) {
    List<String> different = all.stream().distinct().toList();
    String named = different.stream().limit(NAMED).collect(Collectors.joining(", "));
    int rest = different.size() - NAMED;
    return rest > 0 ? named + " and " + rest + " more" : named;
  }
}
