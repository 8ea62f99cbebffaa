package org.labwall.proof;

import java.util.ArrayList;
import java.util.List;
import org.labwall.address.Family;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Chain.Kind;
import org.labwall.model.Endpoint;
import org.labwall.model.Rule;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;
import org.labwall.project.Node;
import org.labwall.project.Reach;

/** What the source says of the packets of one family at a machine, at each hook of the kernel. */
public final class Written {
  private final Diagrams diagrams;
  private final Places places;
  private final WrittenFilter filter;
  private final WrittenTranslations translations;
  private final WrittenSources sources;
  private final FollowedConnections followed;

  /** Of a machine whose words are among those of the space. */
  public Written(Node node, Space space) {
    Fields fields = space.fields();
    this.diagrams = space.diagrams();
    Outcomes outcomes = space.outcomes();
    this.places = new Places(node, fields, diagrams);
    this.translations = new WrittenTranslations(node, fields, diagrams, outcomes, places);
    this.sources = new WrittenSources(node, space.family(), diagrams, outcomes, places);
    this.followed = new FollowedConnections(node, space, places, translations);
    this.filter = new WrittenFilter(node, fields, diagrams, outcomes, places, translations);
  }

  /** The addresses and names of the source, so that they get numbers. */
  public static void collect(Node node, Family family, Fields.Words words) {
    List<List<Endpoint>> sides = new ArrayList<>();
    for (List<Rule> rules : List.of(node.policy(), node.expectations())) {
      for (Rule rule : rules) {
        sides.add(rule.from());
        sides.add(rule.to());
      }
    }
    Places.collect(node, Reach.of(node, family), sides, words);
    WrittenRules.collect(node, words);
    ExpectedConnections.collect(node, family, words);
    WrittenFilter.collect(family, words);
    WrittenTranslations.collect(node, family, words);
    WrittenSources.collect(node, family, words);
    Witness.collect(node, family, words);
  }

  /** The addresses of further sides that are asked about, so that they get numbers. */
  public static void collect(
      Node node, Family family, Iterable<List<Endpoint>> sides, Fields.Words words) {
    collect(node, family, words);
    Places.collect(node, Reach.of(node, family), sides, words);
  }

  /** The addresses of all that the source has a name for, so that they get numbers. */
  public static void collectNames(Node node, Family family, Fields.Words words) {
    Reach reach = Reach.of(node, family);
    Places.collect(node, reach, node.site().vocabulary().places().values(), words);
  }

  /**
   * What is said of packets that chains of one kind see, in its order; the last is for the rest.
   */
  public List<Step> steps(Hook hook, Kind kind) {
    return switch (kind) {
      case FILTER ->
          switch (hook) {
            case INPUT -> filter.input();
            case FORWARD -> filter.forward();
            case OUTPUT -> filter.output();
            case PREROUTING, POSTROUTING -> List.of(nothing());
          };
      case NAT ->
          switch (hook) {
            case PREROUTING -> translations.incoming();
            case POSTROUTING -> sources.outgoing();
            case INPUT, FORWARD, OUTPUT -> List.of(nothing());
          };
      case ROUTE -> List.of(nothing());
    };
  }

  private static Step nothing() {
    return Step.implied("nothing is to be done here", Diagrams.ALL);
  }

  /** The packets that chains of one kind can see. */
  public int possible(Hook hook, Kind kind) {
    int connected = diagrams.within(Axis.STATE.ordinal(), Conditions.CONNECTED, Diagrams.ALL);
    if (hook == Hook.FORWARD && kind == Kind.FILTER) {
      IntervalSet no = IntervalSet.of(0, 1);
      int own = diagrams.within(Axis.TRANSLATED_DESTINATION.ordinal(), no, Diagrams.ALL);
      return diagrams.when(diagrams.then(own, connected), translations.possible());
    }
    if (hook == Hook.PREROUTING && kind == Kind.NAT) {
      return diagrams.when(connected, translations.arriving());
    }
    return hook == Hook.POSTROUTING && kind == Kind.NAT
        ? diagrams.when(connected, diagrams.when(translations.possible(), sources.possible()))
        : Diagrams.ALL;
  }

  /** Which connections helpers are to follow. */
  FollowedConnections followed() {
    return followed;
  }

  /** Packets to where a forward leads that it has not translated. */
  int besideForwards() {
    return translations.besideForwards();
  }

  /** Where the sides of rules lie. */
  public Places places() {
    return places;
  }
}
