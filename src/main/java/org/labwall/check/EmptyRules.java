package org.labwall.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Endpoint;
import org.labwall.model.Rule;
import org.labwall.model.Site;
import org.labwall.packet.BoxSpace;

/** A rule that no packet can match decides nothing. */
final class EmptyRules {
  /** What packets to other machines than oneself are never sent to. */
  private static final List<AddressSet> NO_DESTINATIONS = sets("127.0.0.0/8", "::1/128");

  /** What the kernel never takes for the source of a packet that comes in by an interface. */
  private static final List<AddressSet> NO_SOURCES =
      sets("127.0.0.0/8", "224.0.0.0/4", "255.255.255.255/32", "::1/128", "ff00::/8");

  private final Site site;
  private final Cluster cluster;
  private final List<BoxSpace> spaces;

  /** Asks for the rules of a cluster; {@code spaces} are the packets that they speak of. */
  EmptyRules(Site site, Cluster cluster, List<BoxSpace> spaces) {
    this.site = site;
    this.cluster = cluster;
    this.spaces = spaces;
  }

  private static List<AddressSet> sets(String... prefixes) {
    List<AddressSet> sets = new ArrayList<>();
    for (Family family : Family.values()) {
      sets.add(AddressSet.empty(family));
    }
    for (String text : prefixes) {
      AddressSet one = AddressSet.of(Prefix.parse(text).orElseThrow());
      sets.set(one.family().ordinal(), sets.get(one.family().ordinal()).union(one));
    }
    return List.copyOf(sets);
  }

  void check(Diagnostics diagnostics) {
    for (int place = 0; place < cluster.policy().size(); place++) {
      Rule rule = cluster.policy().get(place);
      Optional<String> reason = reason(rule, place);
      if (reason.isPresent()) {
        diagnostics.add(
            Diagnostic.at(rule.span(), Code.EMPTY_RULE, "This rule matches no packet.")
                .hint(reason));
      }
    }
  }

  /** Why the rule at a place decides nothing, where that is so. */
  private Optional<String> reason(Rule rule, int place) {
    if (!existsIn(Family.IPV4, rule) && !existsIn(Family.IPV6, rule)) {
      return Optional.of("Its sides and services have no address family in common.");
    }
    if (areAll(NO_SOURCES, rule.from())) {
      return Optional.of("No packet comes from a multicast, broadcast or loopback address.");
    }
    if (areAll(NO_DESTINATIONS, rule.to())) {
      return Optional.of("No packet is sent to the loopback address of another machine.");
    }
    if (!isEmpty(place)) {
      return Optional.empty();
    }
    if (areSelf(rule.from()) && areSelf(rule.to())) {
      return Optional.of("What a router says to itself is accepted before all rules.");
    }
    if (cluster.legs().size() < 2 && !areSelf(rule.from()) && !areSelf(rule.to())) {
      return Optional.of("These roles stand in one network, and route nothing.");
    }
    return Optional.of(
        "There is no family in which interfaces of these roles lead to both of its sides.");
  }

  private boolean existsIn(Family family, Rule rule) {
    return Families.have(rule.from(), cluster, site, family)
        && Families.have(rule.to(), cluster, site, family)
        && Families.haveKind(rule.services(), family);
  }

  private static boolean areAll(List<AddressSet> these, List<Endpoint> side) {
    for (Endpoint endpoint : side) {
      if (!(endpoint instanceof Endpoint.OfAddresses addresses)) {
        return false;
      }
      for (AddressSet some : these) {
        if (!some.containsAll(addresses.addresses(some.family()))) {
          return false;
        }
      }
    }
    return true;
  }

  private boolean isEmpty(int place) {
    for (BoxSpace space : spaces) {
      if (!space.boxes().get(place).isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static boolean areSelf(List<Endpoint> side) {
    for (Endpoint endpoint : side) {
      if (!(endpoint instanceof Endpoint.Self)) {
        return false;
      }
    }
    return true;
  }
}
