package org.labwall.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.model.Endpoint;
import org.labwall.model.Leg;
import org.labwall.model.Role;
import org.labwall.model.Service;
import org.labwall.model.Site;
import org.labwall.model.Translation;
import org.labwall.project.Area;
import org.labwall.project.Areas;
import org.labwall.project.ForwardedAddresses;
import org.labwall.project.Node;
import org.labwall.project.Projector;
import org.labwall.project.Reach;

/** What translations say of the packets that open connections, at one machine. */
public final class TranslationSpaces {
  /** Of a side that all translations of a space have in common. */
  private static final IntervalSet ALL = IntervalSet.of(0, 1);

  private final Node node;
  private final Family family;

  private TranslationSpaces(Node node, Family family) {
    this.node = node;
    this.family = family;
  }

  /** Spaces with a box for every {@code forward} of the role's cluster, if it is for the role. */
  public static List<BoxSpace> ofForwards(Site site, Role role) {
    List<BoxSpace> spaces = new ArrayList<>();
    for (TranslationSpaces of : both(site, role)) {
      spaces.add(of.forwards(of.node.cluster().translations().forwards()));
    }
    return spaces;
  }

  /** Spaces with a box for every translation of sources, likewise. */
  public static List<BoxSpace> ofSources(Site site, Role role) {
    List<BoxSpace> spaces = new ArrayList<>();
    for (TranslationSpaces of : both(site, role)) {
      spaces.addAll(of.sources(of.node.cluster().translations().sources()));
    }
    return spaces;
  }

  private static List<TranslationSpaces> both(Site site, Role role) {
    return Projector.nodes(site).stream()
        .filter(node -> node.role().equals(role))
        .flatMap(
            node -> List.of(Family.values()).stream().map(it -> new TranslationSpaces(node, it)))
        .toList();
  }

  private BoxSpace forwards(List<Translation.OfDestination> forwards) {
    ServiceAxis kinds =
        new ServiceAxis(
            forwards.stream().map(Translation.OfDestination::services).toList(), family);
    List<Area> areas = forwards.stream().map(this::area).toList();
    Area everywhere = areas.stream().reduce(Area.NOWHERE, Area::union);
    PlaceAxis places = new PlaceAxis(everywhere, List.of(areas));
    List<Box> boxes = new ArrayList<>();
    for (int i = 0; i < forwards.size(); i++) {
      List<Service> services = forwards.get(i).services();
      boxes.add(new Box(ALL, places.of(areas.get(i)), kinds.of(services)));
    }
    return new BoxSpace(boxes, ALL.size(), places.size(), kinds.size());
  }

  /** The addresses of a forward: those that are known, and one in place of each that is leased. */
  private Area area(Translation.OfDestination forward) {
    boolean exists =
        forward.terms().appliesTo(node.role())
            && forward.target().address(family).isPresent()
            && node.routes();
    if (!exists) {
      return Area.NOWHERE;
    }
    ForwardedAddresses at = ForwardedAddresses.of(forward, node, family);
    SortedMap<Integer, AddressSet> parts = new TreeMap<>();
    for (Leg leg : at.leased()) {
      AddressSet one = AddressSet.of(Prefix.of(family.lowest(), family.bits()));
      parts.put(1 + node.cluster().legs().indexOf(leg), one);
    }
    if (!at.known().isEmpty()) {
      parts.put(
          0,
          AddressSet.unionOf(
              family,
              at.known().stream().map(it -> AddressSet.of(Prefix.of(it, family.bits()))).toList()));
    }
    return new Area(parts);
  }

  private List<BoxSpace> sources(List<Translation.OfSource> translations) {
    Areas areas = Areas.of(node, Reach.of(node, family));
    PlaceAxis exits = new PlaceAxis(areas.everywhere(), List.of());
    PlaceSets places =
        new PlaceSets(
            areas, translations.stream().map(Translation.OfSource::from).toList(), Area.NOWHERE);
    List<Box> through = new ArrayList<>();
    List<Box> own = new ArrayList<>();
    for (Translation.OfSource translation : translations) {
      IntervalSet exit = exits.of(exit(translation, areas));
      boolean self = translation.from().stream().anyMatch(Endpoint.Self.class::isInstance);
      through.add(node.routes() ? new Box(places.of(translation.from()), exit, ALL) : Box.EMPTY);
      own.add(self ? new Box(ALL, exit, ALL) : Box.EMPTY);
    }
    return List.of(
        new BoxSpace(through, places.size(), exits.size(), ALL.size()),
        new BoxSpace(own, ALL.size(), exits.size(), ALL.size()));
  }

  /** All that lies behind the ways out where the translation has a source for connections. */
  private Area exit(Translation.OfSource translation, Areas areas) {
    SortedMap<Integer, AddressSet> parts = new TreeMap<>();
    areas
        .everywhere()
        .parts()
        .forEach(
            (place, addresses) -> {
              String port = areas.reach().parts().get(place).port().name();
              boolean leaves =
                  node.cluster().legs().stream()
                      .filter(leg -> leg.interfaceName().equals(port))
                      .anyMatch(
                          leg ->
                              translation.leavesBy(leg, family)
                                  && translation.as().existsOn(leg, family));
              if (leaves && translation.terms().appliesTo(node.role())) {
                parts.put(place, addresses);
              }
            });
    return new Area(parts);
  }
}
