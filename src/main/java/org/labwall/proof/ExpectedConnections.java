package org.labwall.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.loaded.Match.State;
import org.labwall.model.Endpoint;
import org.labwall.model.HelperConnection;
import org.labwall.model.HelperConnection.By;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;
import org.labwall.project.Followed;
import org.labwall.project.Node;

/** What the filter lets pass because connections that helpers follow have announced it. */
final class ExpectedConnections {
  private final Fields fields;
  private final Diagrams diagrams;
  private final Places places;
  private final List<Followed> followed;

  ExpectedConnections(Node node, Fields fields, Diagrams diagrams, Places places) {
    this.fields = fields;
    this.diagrams = diagrams;
    this.places = places;
    this.followed = Followed.of(node, fields.family());
  }

  /** The addresses and names of helpers, so that they get numbers. */
  static void collect(Node node, Family family, Fields.Words words) {
    for (Followed each : Followed.of(node, family)) {
      HelperConnection.of(each.helper()).forEach(it -> words.addHelper(it.helper()));
    }
  }

  /** Where packets of such a connection come from and go to. */
  private interface Way {
    /** Those from the one side to the other; nothing where there are none. */
    int of(Followed followed, List<Endpoint> opener, List<Endpoint> other);
  }

  /** Packets through the machine. */
  List<Step> through() {
    return all(
        (each, opener, other) ->
            HelperConnection.onlyOwn(each.helper())
                ? Diagrams.NOTHING
                : diagrams.when(places.from(opener), places.to(other)));
  }

  /** Packets to the machine. */
  List<Step> toSelf() {
    return all(
        (each, opener, other) ->
            Followed.meansSelf(other) ? places.fromToSelf(opener) : Diagrams.NOTHING);
  }

  /** Packets from the machine. */
  List<Step> fromSelf() {
    return all(
        (each, opener, other) -> Followed.meansSelf(opener) ? places.to(other) : Diagrams.NOTHING);
  }

  private List<Step> all(Way way) {
    List<Step> all = new ArrayList<>();
    for (Followed each : followed) {
      for (HelperConnection kind : HelperConnection.of(each.helper())) {
        for (By by : kind.by()) {
          int packets =
              by == By.CLIENT
                  ? way.of(each, each.from(), each.to())
                  : way.of(each, each.to(), each.from());
          all.add(
              new Step(
                  diagrams.when(packets, kind(kind)),
                  Optional.of(each.span()),
                  "a connection that the helper " + kind.helper() + " expects"));
        }
      }
    }
    return all;
  }

  private int kind(HelperConnection kind) {
    IntervalSet kinds =
        kind.unprivileged()
            ? Kinds.ofPorts(kind.protocol(), HelperConnection.FIRST_UNPRIVILEGED)
            : Kinds.ofProtocol(kind.protocol());
    int related = within(Axis.STATE, State.RELATED.ordinal());
    int expected =
        diagrams.within(
            Axis.HELPER.ordinal(), fields.helpers(List.of(kind.helper())), Diagrams.ALL);
    int packets = diagrams.within(Axis.KIND.ordinal(), kinds, expected);
    return diagrams.when(related, packets);
  }

  private int within(Axis axis, int number) {
    return diagrams.within(axis.ordinal(), IntervalSet.of(number, number + 1), Diagrams.ALL);
  }
}
