package org.labwall.project;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.model.Endpoint;
import org.labwall.model.HelperConnection;
import org.labwall.model.Rule;
import org.labwall.model.Service;
import org.labwall.model.Service.Helper;
import org.labwall.model.Translation.OfDestination;
import org.labwall.source.Span;

/**
 * Connections that a helper follows.
 *
 * @param helper the helper
 * @param services the ports that they go to at first
 * @param from their clients
 * @param to their servers; none where it is another statement that lets them pass
 * @param span the rule or forward that they are of
 */
public record Followed(
    Helper helper, List<Service> services, List<Endpoint> from, List<Endpoint> to, Span span) {

  public Followed {
    services = List.copyOf(services);
    from = List.copyOf(from);
    to = List.copyOf(to);
  }

  /** All of one machine and family, in the order of its rules and forwards. */
  public static List<Followed> of(Node node, Family family) {
    List<Followed> all = new ArrayList<>();
    for (Rule rule : node.policy()) {
      byHelper(rule.followed(), family)
          .forEach(
              (helper, ports) -> {
                if (!HelperConnection.onlyOwn(helper) || meansSelf(rule.from())) {
                  all.add(new Followed(helper, ports, rule.from(), rule.to(), rule.span()));
                }
              });
    }
    for (OfDestination forward : node.translations().forwards()) {
      List<Endpoint> to = forward.allows() ? List.of(target(forward)) : List.of();
      byHelper(Service.followed(forward.services()), family)
          .forEach(
              (helper, ports) ->
                  all.add(
                      new Followed(
                          helper, ports, List.of(new Endpoint.Any()), to, forward.span())));
    }
    return all;
  }

  private static Map<Helper, List<Service>> byHelper(List<Service.Ports> services, Family family) {
    Map<Helper, List<Service>> byHelper = new EnumMap<>(Helper.class);
    for (Service.Ports ports : services) {
      Helper helper = ports.helper().orElseThrow();
      if (helper.existsIn(family)) {
        byHelper.computeIfAbsent(helper, it -> new ArrayList<>()).add(ports);
      }
    }
    return byHelper;
  }

  private static Endpoint target(OfDestination forward) {
    return new Endpoint.OfAddresses(target(forward, Family.IPV4), target(forward, Family.IPV6));
  }

  private static AddressSet target(OfDestination forward, Family family) {
    return forward
        .target()
        .address(family)
        .map(it -> AddressSet.of(new AddressRange(it, it)))
        .orElseGet(() -> AddressSet.empty(family));
  }

  /** Whether the machine itself is one of the endpoints. */
  public static boolean meansSelf(List<Endpoint> endpoints) {
    return endpoints.stream().anyMatch(Endpoint.Self.class::isInstance);
  }
}
