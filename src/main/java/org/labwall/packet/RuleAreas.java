package org.labwall.packet;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.model.Endpoint;
import org.labwall.model.Rule;
import org.labwall.project.Area;
import org.labwall.project.Areas;
import org.labwall.project.Node;
import org.labwall.project.Reach;

/** Where the sides of a machine's rules lie, in one family, and whether a packet is of a rule. */
final class RuleAreas {
  private final List<String> ports;
  private final Areas through;
  private final Areas toSelf;
  private final Map<List<Endpoint>, Area> areas = new IdentityHashMap<>();
  private final Map<List<Endpoint>, Area> areasToSelf = new IdentityHashMap<>();

  RuleAreas(Node node, Family family) {
    Reach reach = Reach.of(node, family);
    this.ports = reach.parts().stream().map(it -> it.port().name()).toList();
    this.through = Areas.of(node, reach);
    this.toSelf = Areas.withLinkSources(node, reach);
  }

  /** Whether an address lies behind an interface. */
  boolean belongs(Address address, Optional<String> port) {
    return isIn(through.everywhere(), address, port);
  }

  /** The same of a source; to the machine itself those of the link are good, too. */
  boolean belongs(Address source, Optional<String> port, boolean here) {
    return isIn((here ? toSelf : through).everywhere(), source, port);
  }

  /** Whether a rule speaks of a packet that leaves by {@code exit}, or not at all. */
  boolean speaksOf(Rule rule, Datagram packet, Optional<String> exit) {
    return packet.isOf(rule.services()) && isBetween(rule, packet, exit);
  }

  /** Whether a packet is from one side of a rule to the other, of whatever service. */
  boolean isBetween(Rule rule, Datagram packet, Optional<String> exit) {
    return (exit.isPresent()
            ? isIn(through(rule.to()), packet.destination(), exit)
            : namesSelf(rule.to()))
        && (packet.isOwn()
            ? namesSelf(rule.from())
            : isIn(
                exit.isPresent() ? through(rule.from()) : toSelf(rule.from()),
                packet.source(),
                packet.entry()));
  }

  /** Whether the sources of a translation are those of a packet, by whichever interface it came. */
  boolean areSourcesOf(List<Endpoint> side, Datagram packet) {
    return packet.isOwn()
        ? namesSelf(side)
        : through(side).parts().values().stream().anyMatch(it -> it.contains(packet.source()));
  }

  private Area through(List<Endpoint> side) {
    return areas.computeIfAbsent(side, through::of);
  }

  private Area toSelf(List<Endpoint> side) {
    return areasToSelf.computeIfAbsent(side, toSelf::of);
  }

  private static boolean namesSelf(List<Endpoint> side) {
    return side.stream().anyMatch(Endpoint.Self.class::isInstance);
  }

  private boolean isIn(Area area, Address address, Optional<String> port) {
    int place = port.map(ports::indexOf).orElse(-1);
    AddressSet set = area.parts().get(place);
    return set != null && set.contains(address);
  }
}
