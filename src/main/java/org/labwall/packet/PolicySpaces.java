package org.labwall.packet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.model.Cluster;
import org.labwall.model.Endpoint;
import org.labwall.model.Rule;
import org.labwall.model.Service;
import org.labwall.model.Site;
import org.labwall.project.Area;
import org.labwall.project.Areas;
import org.labwall.project.Node;
import org.labwall.project.Projector;
import org.labwall.project.Reach;

/**
 * What rules say of packets at one machine: through it, to it and from it, in both families. What
 * comes before the rules is counted on: places are addresses that belong to their interface.
 */
public final class PolicySpaces {
  /** Of a side that the way itself settles: the machine. */
  private static final IntervalSet SELF = IntervalSet.of(0, 1);

  private static final List<Service> DHCP_REQUEST = List.of(new Service.Ports(17, 67, 67));

  private final Node node;
  private final List<Rule> rules;
  private final Family family;
  private final List<IntervalSet> services = new ArrayList<>();
  private final ServiceAxis serviceAxis;
  private final Reach reach;
  private final List<PolicySpace> spaces = new ArrayList<>();

  private PolicySpaces(Node node, List<Rule> rules, Family family) {
    this.node = node;
    this.rules = rules;
    this.family = family;
    this.reach = Reach.of(node, family);
    List<List<Service>> sets = new ArrayList<>(List.of(DHCP_REQUEST));
    rules.forEach(rule -> sets.add(rule.services()));
    this.serviceAxis = new ServiceAxis(sets, family);
    rules.forEach(rule -> services.add(serviceAxis.of(rule.services())));
  }

  /**
   * The spaces in which the policy of {@code cluster} speaks of packets; in each a box for every
   * rule, whatever roles it is for. They are the same for all of its machines, for these stand in
   * the same networks.
   */
  public static List<BoxSpace> of(Site site, Cluster cluster) {
    for (Node node : Projector.nodes(site)) {
      if (node.cluster() == cluster) {
        return of(node).stream().map(PolicySpace::boxes).toList();
      }
    }
    throw new IllegalArgumentException("no machine of the cluster is in the site");
  }

  /** The same spaces, with what their numbers mean. */
  static List<PolicySpace> of(Node node) {
    List<PolicySpace> spaces = new ArrayList<>();
    for (Family family : Family.values()) {
      if (node.has(family)) {
        spaces.addAll(new PolicySpaces(node, node.cluster().policy(), family).all());
      }
    }
    return spaces;
  }

  private List<PolicySpace> all() {
    Areas areas = Areas.of(node, reach);
    List<List<Endpoint>> sides = new ArrayList<>();
    rules.forEach(rule -> sides.addAll(List.of(rule.from(), rule.to())));
    PlaceSets places = new PlaceSets(areas, sides, Area.NOWHERE);
    if (node.routes()) {
      throughIt(places);
    }
    fromIt(places);
    toIt(areas.everywhere());
    return spaces;
  }

  private void throughIt(PlaceSets places) {
    List<Box> boxes = new ArrayList<>(rules.size());
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      boxes.add(new Box(places.of(rule.from()), places.of(rule.to()), services.get(i)));
    }
    add(PolicySpace.Way.THROUGH, boxes, Optional.of(places.axis()), Optional.of(places.axis()));
  }

  private void fromIt(PlaceSets places) {
    List<Box> boxes = new ArrayList<>(rules.size());
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      boxes.add(
          meansSelf(rule.from())
              ? new Box(SELF, places.of(rule.to()), services.get(i))
              : Box.EMPTY);
    }
    add(PolicySpace.Way.FROM, boxes, Optional.empty(), Optional.of(places.axis()));
  }

  /** Sources may be valid on their link only; of those, IPv4 has but DHCP requests. */
  private void toIt(Area belonging) {
    List<List<Endpoint>> sides =
        rules.stream().filter(rule -> meansSelf(rule.to())).map(Rule::from).toList();
    if (sides.isEmpty()) {
      return;
    }
    PlaceSets places = new PlaceSets(Areas.withLinkSources(node, reach), sides, belonging);
    IntervalSet whole = IntervalSet.of(0, places.size());
    if (family == Family.IPV6) {
      toIt(places, whole, serviceAxis.of(List.of()));
    } else {
      IntervalSet inside = places.apart();
      toIt(places, inside, serviceAxis.of(List.of()));
      toIt(places, whole.difference(inside), serviceAxis.of(DHCP_REQUEST));
    }
  }

  private void toIt(PlaceSets places, IntervalSet sources, IntervalSet kinds) {
    List<Box> boxes = new ArrayList<>(rules.size());
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      boxes.add(
          meansSelf(rule.to())
              ? new Box(
                  places.of(rule.from()).intersection(sources),
                  SELF,
                  services.get(i).intersection(kinds))
              : Box.EMPTY);
    }
    add(PolicySpace.Way.TO, boxes, Optional.of(places.axis()), Optional.empty());
  }

  private void add(
      PolicySpace.Way way,
      List<Box> boxes,
      Optional<PlaceAxis> sources,
      Optional<PlaceAxis> destinations) {
    if (boxes.stream().allMatch(Box::isEmpty)) {
      return;
    }
    int ofSources = sources.map(PlaceAxis::size).orElse(SELF.size());
    int ofDestinations = destinations.map(PlaceAxis::size).orElse(SELF.size());
    BoxSpace space = new BoxSpace(boxes, ofSources, ofDestinations, serviceAxis.size());
    spaces.add(new PolicySpace(way, reach, space, sources, destinations, serviceAxis));
  }

  private static boolean meansSelf(List<Endpoint> side) {
    for (Endpoint endpoint : side) {
      if (endpoint instanceof Endpoint.Self) {
        return true;
      }
    }
    return false;
  }
}
