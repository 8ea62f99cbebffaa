package org.labwall.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.filter.Match.End;

/** Packets of machines that have no address yet, as in DHCP and in neighbour discovery. */
final class AddresslessSources {
  private AddresslessSources() {}

  /** Leaves the packets to the rules if they came in by an interface with a network. */
  static List<FilterRule> rules(Family family) {
    Action judge = new Action.Goto(GuardChains.KNOWN_INTERFACES);
    AddressRange none = single(family.lowest());
    Match noSource = new Match.Addresses(End.SOURCE, none, false);
    if (family == Family.IPV4) {
      AddressRange all = single(family.highest());
      List<Match> request =
          List.of(
              noSource,
              new Match.Addresses(End.DESTINATION, all, false),
              new Match.Protocol(17),
              new Match.SourcePorts(List.of(new Match.Ports(68, 68))),
              new Match.DestinationPorts(List.of(new Match.Ports(67, 67))));
      return List.of(new FilterRule(request, judge, "DHCP requests, which the rules judge"));
    }
    List<FilterRule> rules = new ArrayList<>();
    for (int solicitation : List.of(133, 135)) {
      List<Match> matches =
          List.of(
              noSource,
              new Match.Protocol(58),
              new Match.Icmp(solicitation, OptionalInt.empty()),
              new Match.HopLimit(255));
      rules.add(new FilterRule(matches, judge, "neighbour discovery without an address"));
    }
    return rules;
  }

  private static AddressRange single(Address address) {
    return new AddressRange(address, address);
  }
}
