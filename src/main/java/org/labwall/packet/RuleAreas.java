package org.labwall.packet;

import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.model.Endpoint;
import org.labwall.project.Area;
import org.labwall.project.Areas;
import org.labwall.project.Node;
import org.labwall.project.Reach;

/** Where the sides of a machine's rules lie, in one family. */
final class RuleAreas {
  private final List<String> ports;
  private final Areas through;
  private final Areas toSelf;

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

  /** A packet that leaves by {@code exit}, or not at all, as rules are compared with it. */
  Compared compared(Datagram packet, Optional<String> exit) {
    return new Compared(packet, ports, through, toSelf, exit);
  }

  /** Whether the sources of a translation are those of a packet, by whichever interface it came. */
  boolean areSourcesOf(List<Endpoint> side, Datagram packet) {
    return packet.isOwn()
        ? namesSelf(side)
        : through.of(side).parts().values().stream().anyMatch(it -> it.contains(packet.source()));
  }

  /** Whether the machine itself is a side. */
  static boolean namesSelf(List<Endpoint> side) {
    for (Endpoint endpoint : side) {
      if (endpoint instanceof Endpoint.Self) {
        return true;
      }
    }
    return false;
  }

  private boolean isIn(Area area, Address address, Optional<String> port) {
    int place = port.map(ports::indexOf).orElse(-1);
    AddressSet set = area.parts().get(place);
    return set != null && set.contains(address);
  }
}
