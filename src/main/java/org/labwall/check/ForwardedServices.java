package org.labwall.check;

import java.util.List;
import java.util.stream.Stream;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Endpoint;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.Role;
import org.labwall.model.Rule;
import org.labwall.model.Service;
import org.labwall.model.Site;
import org.labwall.model.Translation;
import org.labwall.model.Translation.Place;

/**
 * Whoever is on a network reaches the router by its addresses there; what all of these forward does
 * not reach it, whatever a rule {@code to self} says.
 */
final class ForwardedServices implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      for (Translation.OfDestination forward : cluster.translations().forwards()) {
        for (Leg leg : cluster.legs()) {
          cluster.policy().stream()
              .filter(rule -> isTaken(rule, forward, leg, cluster))
              .findFirst()
              .ifPresent(rule -> report(rule, forward, leg.network(), diagnostics));
        }
      }
    }
  }

  private static void report(
      Rule rule, Translation.OfDestination forward, Network network, Diagnostics diagnostics) {
    diagnostics.add(
        Diagnostic.at(
                forward.span(),
                Code.FORWARDED_SERVICE,
                "What `" + network.name() + "` may reach on the router itself is forwarded here.")
            .related(rule.span(), "This rule lets it in to `self`.")
            .hint("Forward another port, or on one address only."));
  }

  /** Whether packets that the rule lets in from the leg's network are forwarded, at any role. */
  private static boolean isTaken(
      Rule rule, Translation.OfDestination forward, Leg leg, Cluster cluster) {
    return rule.verdict() == Rule.Verdict.ALLOW
        && rule.to().stream().anyMatch(Endpoint.Self.class::isInstance)
        && rule.from().stream().anyMatch(from -> means(from, leg.network()))
        && meet(rule, forward)
        && cluster.roles().stream()
            .filter(role -> rule.appliesTo(role) && forward.terms().appliesTo(role))
            .anyMatch(role -> takesAll(forward, leg, role));
  }

  /** Whether the forward is on all addresses of a family that the role has on the leg. */
  private static boolean takesAll(Translation.OfDestination forward, Leg leg, Role role) {
    return Stream.of(Family.values())
        .filter(family -> leg.addressed(family) && forward.target().address(family).isPresent())
        .anyMatch(
            family -> {
              List<Address> own = leg.stand(family).map(it -> it.of(role)).orElse(List.of());
              return isOn(forward, leg.network())
                  || (!own.isEmpty() && own.stream().allMatch(it -> isOn(forward, it)));
            });
  }

  private static boolean isOn(Translation.OfDestination forward, Network network) {
    return forward.on().stream()
        .anyMatch(it -> it instanceof Place.OnNetwork on && on.network().equals(network));
  }

  private static boolean isOn(Translation.OfDestination forward, Address address) {
    return forward.on().stream()
        .anyMatch(it -> it instanceof Place.At at && at.address().equals(address));
  }

  /** Whether those on the network are among the endpoints by name. */
  private static boolean means(Endpoint endpoint, Network network) {
    return endpoint instanceof Endpoint.Any
        || (endpoint instanceof Endpoint.OfNetwork(Network named) && named.equals(network));
  }

  /** Whether a packet is of both; a rule without services names none in particular. */
  private static boolean meet(Rule rule, Translation.OfDestination forward) {
    return rule.services().stream()
        .anyMatch(own -> forward.services().stream().anyMatch(it -> meet(own, it)));
  }

  private static boolean meet(Service own, Service other) {
    if (own.protocol() != other.protocol()) {
      return false;
    }
    return switch (own) {
      case Service.Protocol it -> true;
      case Service.Icmp icmp ->
          !(other instanceof Service.Icmp it)
              || (icmp.type() == it.type()
                  && (icmp.code().isEmpty()
                      || it.code().isEmpty()
                      || icmp.code().equals(it.code())));
      case Service.Ports ports ->
          !(other instanceof Service.Ports it)
              || (ports.first() <= it.last() && it.first() <= ports.last());
    };
  }
}
