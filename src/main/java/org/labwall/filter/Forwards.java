package org.labwall.filter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.model.Leg;
import org.labwall.model.Translation.OfDestination;
import org.labwall.project.ForwardedAddresses;
import org.labwall.project.Node;

/**
 * The forwards of one machine and family, by the addresses that connections go to: each address has
 * the forwards that are on it, of which the first that matches decides.
 *
 * @param family the family
 * @param known by addresses that the source tells; no address is in two groups
 * @param leased by interfaces whose address the provider gives out
 */
record Forwards(Family family, List<Group> known, List<Leased> leased) {

  /** Addresses with the same forwards. */
  record Group(List<Address> addresses, List<OfDestination> forwards) {}

  /** The leased address of an interface. */
  record Leased(Leg leg, List<OfDestination> forwards) {}

  /** All forwards that exist in the family. */
  static Forwards of(Node node, Family family) {
    Map<Address, List<OfDestination>> byAddress = new LinkedHashMap<>();
    Map<String, Leased> byLeg = new LinkedHashMap<>();
    if (node.routes()) {
      for (OfDestination forward : node.translations().forwards()) {
        boolean exists = forward.services().stream().anyMatch(it -> it.existsIn(family));
        if (exists && forward.target().address(family).isPresent()) {
          ForwardedAddresses at = ForwardedAddresses.of(forward, node, family);
          at.known()
              .forEach(it -> byAddress.computeIfAbsent(it, key -> new ArrayList<>()).add(forward));
          for (Leg leg : at.leased()) {
            byLeg
                .computeIfAbsent(leg.interfaceName(), it -> new Leased(leg, new ArrayList<>()))
                .forwards()
                .add(forward);
          }
        }
      }
    }
    Map<List<OfDestination>, List<Address>> groups = new LinkedHashMap<>();
    byAddress.forEach(
        (address, forwards) ->
            groups.computeIfAbsent(forwards, it -> new ArrayList<>()).add(address));
    List<Group> known = new ArrayList<>();
    groups.forEach((forwards, addresses) -> known.add(new Group(addresses, forwards)));
    return new Forwards(family, known, List.copyOf(byLeg.values()));
  }

  /** All of them, those on several addresses perhaps more than once. */
  List<OfDestination> all() {
    List<OfDestination> all = new ArrayList<>();
    known.forEach(it -> all.addAll(it.forwards()));
    leased.forEach(it -> all.addAll(it.forwards()));
    return all;
  }

  /** Whether the leased address is the only one that the source does not tell. */
  boolean leasesOne(Node node) {
    return node.cluster().legs().stream().filter(Leg::dhcp).count() == 1;
  }

  /** What rules that lead to several forwards come from. */
  static String comment(List<OfDestination> forwards) {
    return forwards.stream()
        .map(it -> it.span().cite())
        .distinct()
        .collect(Collectors.joining(", ", "forward ", ""));
  }
}
