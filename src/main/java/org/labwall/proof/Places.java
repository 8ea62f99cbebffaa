package org.labwall.proof;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.loaded.InterfaceName;
import org.labwall.model.Endpoint;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;
import org.labwall.project.Area;
import org.labwall.project.Areas;
import org.labwall.project.Node;
import org.labwall.project.Reach;

/**
 * Where the sides of a machine's rules lie, as functions that are 1 for packets from or to there.
 */
public final class Places {
  private final Fields fields;
  private final Diagrams diagrams;
  private final Reach reach;
  private final Node node;
  private final Areas through;
  private final Areas toSelf;
  private final Map<List<Endpoint>, Integer> from = new IdentityHashMap<>();
  private final Map<List<Endpoint>, Integer> fromToSelf = new IdentityHashMap<>();
  private final Map<List<Endpoint>, Integer> to = new IdentityHashMap<>();

  Places(Node node, Fields fields, Diagrams diagrams) {
    this.node = node;
    this.fields = fields;
    this.diagrams = diagrams;
    this.reach = Reach.of(node, fields.family());
    this.through = Areas.of(node, reach);
    this.toSelf = Areas.withLinkSources(node, reach);
  }

  /** The addresses and interfaces of sides at the machine, so that they get numbers. */
  static void collect(Node node, Reach reach, Iterable<List<Endpoint>> sides, Fields.Words words) {
    List<Areas> both = List.of(Areas.of(node, reach), Areas.withLinkSources(node, reach));
    both.forEach(areas -> collect(areas.everywhere(), words));
    reach.parts().forEach(part -> words.add(new InterfaceName(part.port().name(), false)));
    Map<List<Endpoint>, Boolean> seen = new IdentityHashMap<>();
    for (List<Endpoint> side : sides) {
      if (seen.put(side, true) == null) {
        both.forEach(areas -> areas.each(side).forEach(area -> collect(area, words)));
      }
    }
  }

  private static void collect(Area area, Fields.Words words) {
    area.parts().values().forEach(words::add);
  }

  /** The machine. */
  public Node node() {
    return node;
  }

  Reach reach() {
    return reach;
  }

  /** Packets through the machine that come from the endpoints. */
  public int from(List<Endpoint> side) {
    return from.computeIfAbsent(side, it -> area(through.of(it), Axis.ENTRY, Axis.SOURCE));
  }

  /** Packets to the machine that come from the endpoints. */
  public int fromToSelf(List<Endpoint> side) {
    return fromToSelf.computeIfAbsent(side, it -> area(toSelf.of(it), Axis.ENTRY, Axis.SOURCE));
  }

  /** Packets that leave the machine to the endpoints. */
  public int to(List<Endpoint> side) {
    return to.computeIfAbsent(side, it -> area(through.of(it), Axis.EXIT, Axis.DESTINATION));
  }

  /** Packets whose source belongs to the interface that they came in by. */
  public int fromAnywhere() {
    return area(through.everywhere(), Axis.ENTRY, Axis.SOURCE);
  }

  /** Packets whose destination belongs to the interface that they leave by. */
  public int toAnywhere() {
    return area(through.everywhere(), Axis.EXIT, Axis.DESTINATION);
  }

  /** Packets that came in by an interface with a network. */
  int byKnownInterface() {
    List<InterfaceName> names =
        reach.parts().stream().map(it -> new InterfaceName(it.port().name(), false)).toList();
    return diagrams.within(Axis.ENTRY.ordinal(), fields.interfaces(names), Diagrams.ALL);
  }

  /** The sources of the endpoints, by whichever interface they come. */
  AddressSet addresses(List<Endpoint> side) {
    return AddressSet.unionOf(fields.family(), through.of(side).parts().values());
  }

  private int area(Area area, Axis port, Axis address) {
    List<Integer> parts = new ArrayList<>();
    area.parts()
        .forEach(
            (place, set) -> {
              InterfaceName name = new InterfaceName(reach.parts().get(place).port().name(), false);
              int there = diagrams.within(address.ordinal(), fields.addresses(set), Diagrams.ALL);
              parts.add(diagrams.within(port.ordinal(), fields.interfaces(List.of(name)), there));
            });
    return diagrams.then(parts);
  }

  /** Packets with one of these addresses. */
  int at(Axis axis, AddressSet set) {
    return diagrams.within(axis.ordinal(), fields.addresses(set), Diagrams.ALL);
  }

  /** Packets with one of these addresses. */
  int at(Axis axis, AddressRange range) {
    return at(axis, AddressSet.of(range));
  }

  /** Packets by an interface. */
  int by(Axis axis, String name) {
    IntervalSet named = fields.interfaces(List.of(new InterfaceName(name, false)));
    return diagrams.within(axis.ordinal(), named, Diagrams.ALL);
  }
}
