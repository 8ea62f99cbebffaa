package org.labwall.resolve;

import java.util.List;
import java.util.Optional;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.model.Endpoint;
import org.labwall.model.Leg;
import org.labwall.model.Rule;
import org.labwall.model.Service;
import org.labwall.model.Vpn;
import org.labwall.source.Span;

/**
 * The rules that {@code VPN} statements stand for: what clients and daemons need of the servers
 * themselves. Each has its place where its statement stands.
 */
final class VpnRules {
  private final Optional<Vpn> vpn;
  private final List<Leg> legs;

  VpnRules(Optional<Vpn> vpn, List<Leg> legs) {
    this.vpn = vpn;
    this.legs = legs;
  }

  /** The rule of the statement at {@code span}, if it stands for one. */
  Optional<Rule> of(Span span) {
    return vpn.flatMap(
        it ->
            proxy(it, span)
                .or(() -> radius(it, span))
                .or(
                    () ->
                        it.daemons().stream()
                            .filter(daemon -> daemon.outside() && daemon.span().equals(span))
                            .findFirst()
                            .map(daemon -> fromOutside(daemon.protocol(), daemon.port(), span))));
  }

  private Optional<Rule> proxy(Vpn it, Span span) {
    return it.proxy()
        .filter(proxy -> proxy.span().equals(span))
        .map(proxy -> fromOutside(Service.TCP, proxy.port(), span));
  }

  private static Optional<Rule> radius(Vpn it, Span span) {
    return it.radius()
        .filter(radius -> radius.span().equals(span))
        .map(
            radius -> {
              AddressSet server = AddressSet.of(new AddressRange(radius.server(), radius.server()));
              boolean four = radius.server().family() == Family.IPV4;
              Endpoint to =
                  four
                      ? new Endpoint.OfAddresses(server, AddressSet.empty(Family.IPV6))
                      : new Endpoint.OfAddresses(AddressSet.empty(Family.IPV4), server);
              return rule(
                  List.of(new Endpoint.Self()), List.of(to), Service.UDP, radius.port(), span);
            });
  }

  /** Lets in whoever comes from outside: from anywhere but the networks inside. */
  private Rule fromOutside(int protocol, int port, Span span) {
    List<Endpoint> inside =
        legs.stream()
            .filter(leg -> !vpn.orElseThrow().outside().contains(leg))
            .<Endpoint>map(leg -> new Endpoint.OfNetwork(leg.network()))
            .toList();
    Endpoint from = inside.isEmpty() ? new Endpoint.Any() : new Endpoint.Not(inside);
    return rule(List.of(from), List.of(new Endpoint.Self()), protocol, port, span);
  }

  private static Rule rule(
      List<Endpoint> from, List<Endpoint> to, int protocol, int port, Span span) {
    return new Rule(
        Rule.Verdict.ALLOW,
        from,
        to,
        List.of(new Service.Ports(protocol, port, port, Optional.empty())),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        span);
  }
}
