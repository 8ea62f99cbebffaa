package org.labwall;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.model.InterfaceSettings;
import org.labwall.model.Leg;
import org.labwall.model.Leg.Stand;
import org.labwall.model.Leg.Virtual;
import org.labwall.model.Link;
import org.labwall.model.Network;
import org.labwall.source.Span;

/** A leg in a network of its own, as a test says it. */
public final class LegBuilder {
  private final String name;
  private final String device;
  private final Span span;
  private final Map<Family, Prefix> prefixes = new EnumMap<>(Family.class);
  private final Map<Family, String> chains = new EnumMap<>(Family.class);
  private final Map<Family, Address> gateways = new EnumMap<>(Family.class);
  private final List<Network.Route> routes = new ArrayList<>();
  private OptionalInt vlan = OptionalInt.empty();
  private Optional<Address> broadcast = Optional.empty();
  private boolean dhcp;
  private InterfaceSettings settings = InterfaceSettings.NONE;

  LegBuilder(String name, String device, Prefix prefix, Span span) {
    this.name = name;
    this.device = device;
    this.span = span;
    prefixes.put(prefix.family(), prefix);
  }

  /** Puts it on the VLAN of this id. */
  public LegBuilder vlan(int id) {
    vlan = OptionalInt.of(id);
    return this;
  }

  /** Gives its network another broadcast address than its last one. */
  public LegBuilder broadcast(String address) {
    broadcast = Address.parse(address);
    return this;
  }

  /** Its IPv4 addresses: one, or a chain such as {@code 10.0.0.2-10.0.0.3-10.0.0.1-7*}. */
  public LegBuilder ipv4(String chain) {
    chains.put(Family.IPV4, chain);
    return this;
  }

  /** Its IPv6 network and addresses. */
  public LegBuilder ipv6(String prefix, String chain) {
    prefixes.put(Family.IPV6, Prefix.parse(prefix).orElseThrow());
    chains.put(Family.IPV6, chain);
    return this;
  }

  /** Makes it a way out by this gateway. */
  public LegBuilder via(String gateway) {
    Address address = Address.parse(gateway).orElseThrow();
    gateways.put(address.family(), address);
    return this;
  }

  /** Makes it a way out that has its address from the provider. */
  public LegBuilder dhcp() {
    dhcp = true;
    prefixes.clear();
    return this;
  }

  /** Puts a network behind a router in this one. */
  public LegBuilder route(String destination, String gateway) {
    routes.add(
        new Network.Route(
            Prefix.parse(destination).orElseThrow(), Address.parse(gateway).orElseThrow(), span));
    return this;
  }

  /** What interfaces(5) is told besides. */
  public LegBuilder settings(InterfaceSettings other) {
    settings = other;
    return this;
  }

  /** The leg. */
  public Leg build() {
    Optional<Prefix> ipv4 = Optional.ofNullable(prefixes.get(Family.IPV4));
    Network network =
        new Network(
            name,
            vlan,
            ipv4,
            Optional.ofNullable(prefixes.get(Family.IPV6)),
            broadcast.or(() -> ipv4.map(Prefix::broadcast)),
            routes,
            span);
    return new Leg(
        network,
        device,
        vlan.isPresent() ? "vlan" + vlan.getAsInt() : device,
        new Link.Direct(),
        stand(Family.IPV4),
        stand(Family.IPV6),
        dhcp,
        settings,
        span);
  }

  private Optional<Stand> stand(Family family) {
    return Optional.ofNullable(chains.get(family)).map(chain -> stand(family, chain));
  }

  private Stand stand(Family family, String chain) {
    List<String> links = Arrays.asList(chain.split("-"));
    int last = links.size() - 1;
    boolean virtual = last > 0 && Address.parse(links.get(last)).isEmpty();
    return new Stand(
        links.subList(0, virtual ? last - 1 : last + 1).stream()
            .map(address -> Address.parse(address).orElseThrow())
            .toList(),
        virtual ? Optional.of(virtual(links.get(last - 1), links.get(last))) : Optional.empty(),
        Optional.ofNullable(gateways.get(family)),
        span);
  }

  private static Virtual virtual(String address, String id) {
    return new Virtual(
        Address.parse(address).orElseThrow(),
        Integer.parseInt(id.replace("*", "")),
        id.endsWith("*"));
  }
}
