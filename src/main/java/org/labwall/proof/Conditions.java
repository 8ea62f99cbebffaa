package org.labwall.proof;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.labwall.address.AddressSet;
import org.labwall.loaded.ElementSet;
import org.labwall.loaded.ElementSet.Element;
import org.labwall.loaded.Field;
import org.labwall.loaded.Match;
import org.labwall.loaded.Match.End;
import org.labwall.loaded.Match.State;
import org.labwall.loaded.NumberSet;
import org.labwall.loaded.Value;
import org.labwall.packet.Diagrams;
import org.labwall.packet.IntervalSet;

/** The conditions of rules as functions that are 1 for the packets that meet them. */
final class Conditions {
  /** The states of packets that have a connection: what asks about one fails for all others. */
  static final IntervalSet CONNECTED =
      Fields.ordinals(EnumSet.of(State.NEW, State.ESTABLISHED, State.RELATED));

  private static final NumberSet PROTOCOLS = NumberSet.of(0, NumberSet.BYTE);
  private static final NumberSet PORTS = NumberSet.of(0, NumberSet.PORT);
  private static final IntervalSet YES = IntervalSet.of(1, 2);
  private static final IntervalSet NO = IntervalSet.of(0, 1);

  private final Fields fields;
  private final Diagrams diagrams;
  private final Map<ElementSet, Map<List<Object>, Integer>> lookups = new IdentityHashMap<>();

  Conditions(Fields fields, Diagrams diagrams) {
    this.fields = fields;
    this.diagrams = diagrams;
  }

  /** The packets of a rule's protocols that meet these of its matches, none of which is a limit. */
  int all(List<Match> matches, NumberSet protocols) {
    Region region = new Region();
    List<Integer> others = new ArrayList<>();
    for (Match match : matches) {
      switch (match) {
        case Match.Interfaces it -> region.meet(interfaceAxis(it.end()), interfaces(it));
        case Match.Addresses it ->
            region.meet(addressAxis(it.end()), fields.addresses(it.addresses()));
        case Match.Protocols it -> region.meet(Axis.KIND, Fields.kinds(it.protocols()));
        case Match.Ports it -> region.meetPorts(it.end(), protocols, it.ports());
        case Match.Icmp it -> region.meet(Axis.KIND, Fields.kinds(protocols, it.messages()));
        case Match.TcpFlags it -> region.meet(Axis.FLAGS, Fields.numbers(it.flags()));
        case Match.HopLimit it -> region.meet(Axis.HOPS, Fields.numbers(it.hops()));
        case Match.States it -> others.add(states(it));
        case Match.Direction it -> {
          region.meet(Axis.STATE, CONNECTED);
          region.meet(Axis.REPLY, it.reply() ? YES : NO);
        }
        case Match.OriginalAddresses it -> {
          region.meet(Axis.STATE, CONNECTED);
          region.meet(
              it.end() == End.SOURCE ? Axis.ORIGINAL_SOURCE : Axis.ORIGINAL_DESTINATION,
              fields.addresses(it.addresses()));
        }
        case Match.OriginalPorts it -> {
          region.meet(Axis.STATE, CONNECTED);
          region.meet(
              it.end() == End.SOURCE ? Axis.ORIGINAL_SOURCE_PORT : Axis.ORIGINAL_PORT,
              Fields.numbers(it.ports()));
        }
        case Match.AddressTypes it -> region.meet(typeAxis(it), Fields.ordinals(it.types()));
        case Match.PacketTypes it -> region.meet(Axis.PACKET_TYPE, Fields.ordinals(it.types()));
        case Match.Helper it -> region.meet(Axis.HELPER, helper(it));
        case Match.Limit it -> throw new IllegalArgumentException("a limit among " + matches);
        case Match.Lookup it -> others.add(lookup(it, protocols));
      }
    }
    int all = region.function(diagrams);
    for (int other : others) {
      all = diagrams.when(other, all);
    }
    return all;
  }

  /** The protocols of the packets that a rule with these matches means. */
  static NumberSet protocols(List<Match> matches) {
    NumberSet protocols = PROTOCOLS;
    for (Match match : matches) {
      if (match instanceof Match.Protocols it) {
        protocols = protocols.intersection(it.protocols());
      }
    }
    return protocols;
  }

  private static Axis interfaceAxis(End end) {
    return end == End.SOURCE ? Axis.ENTRY : Axis.EXIT;
  }

  private static Axis addressAxis(End end) {
    return end == End.SOURCE ? Axis.SOURCE : Axis.DESTINATION;
  }

  private static Axis typeAxis(Match.AddressTypes match) {
    boolean any = match.scope() == Match.Scope.ANY;
    return match.end() == End.SOURCE
        ? (any ? Axis.SOURCE_TYPE : Axis.SOURCE_TYPE_THERE)
        : (any ? Axis.DESTINATION_TYPE : Axis.DESTINATION_TYPE_THERE);
  }

  private IntervalSet interfaces(Match.Interfaces match) {
    IntervalSet named = fields.interfaces(match.names());
    return match.negated() ? rest(interfaceAxis(match.end()), named) : named;
  }

  private IntervalSet helper(Match.Helper match) {
    IntervalSet named = fields.helpers(match.names());
    return match.negated() ? rest(Axis.HELPER, named) : named;
  }

  private IntervalSet rest(Axis axis, IntervalSet of) {
    return IntervalSet.of(0, diagrams.size(axis.ordinal())).difference(of);
  }

  private int states(Match.States match) {
    Set<State> real = EnumSet.noneOf(State.class);
    real.addAll(match.states());
    real.removeAll(EnumSet.of(State.SNAT, State.DNAT));
    int any = diagrams.within(Axis.STATE.ordinal(), Fields.ordinals(real), Diagrams.ALL);
    if (match.states().contains(State.DNAT)) {
      any = diagrams.then(any, translated(Axis.TRANSLATED_DESTINATION));
    }
    if (match.states().contains(State.SNAT)) {
      any = diagrams.then(any, translated(Axis.TRANSLATED_SOURCE));
    }
    return match.negated() ? diagrams.not(any) : any;
  }

  /** Packets of connections one of whose addresses is translated. */
  private int translated(Axis axis) {
    int connected = diagrams.within(Axis.STATE.ordinal(), CONNECTED, Diagrams.ALL);
    return diagrams.when(connected, diagrams.within(axis.ordinal(), YES, Diagrams.ALL));
  }

  private int lookup(Match.Lookup match, NumberSet protocols) {
    int in =
        lookups
            .computeIfAbsent(match.set(), it -> new HashMap<>())
            .computeIfAbsent(
                List.of(match.key(), protocols),
                it -> members(match.key(), match.set(), protocols));
    return match.negated() ? diagrams.not(in) : in;
  }

  private int members(List<Field> key, ElementSet set, NumberSet protocols) {
    List<Region> members =
        set.elements().parallelStream().map(it -> region(key, it, protocols)).toList();
    return Region.union(members, diagrams);
  }

  /** The packets of these protocols that are an element of a set. */
  int element(List<Field> key, Element element, NumberSet protocols) {
    return region(key, element, protocols).function(diagrams);
  }

  private Region region(List<Field> key, Element element, NumberSet protocols) {
    Region region = new Region();
    NumberSet of = protocols;
    for (int i = 0; i < key.size(); i++) {
      if (key.get(i) == Field.PROTOCOL && element.values().get(i) instanceof Value.Numbers it) {
        of = of.intersection(NumberSet.of(it.first(), it.last()));
        region.meet(Axis.KIND, Fields.kinds(of));
      }
    }
    for (int i = 0; i < key.size(); i++) {
      switch (element.values().get(i)) {
        case Value.Addresses it ->
            region.meet(
                key.get(i) == Field.SOURCE ? Axis.SOURCE : Axis.DESTINATION,
                fields.addresses(it.range()));
        case Value.Interface it ->
            region.meet(
                key.get(i) == Field.INCOMING_INTERFACE ? Axis.ENTRY : Axis.EXIT,
                fields.interfaces(List.of(it.name())));
        case Value.Numbers it -> {
          NumberSet numbers = NumberSet.of(it.first(), it.last());
          switch (key.get(i)) {
            case SOURCE_PORT -> region.meetPorts(End.SOURCE, of, numbers);
            case DESTINATION_PORT -> region.meetPorts(End.DESTINATION, of, numbers);
            case PROTOCOL -> {
              // It is among the protocols already.
            }
            case INCOMING_INTERFACE, OUTGOING_INTERFACE, SOURCE, DESTINATION ->
                throw new IllegalArgumentException("a number for " + key.get(i));
          }
        }
      }
    }
    return region;
  }

  /** All protocols. */
  static NumberSet allProtocols() {
    return PROTOCOLS;
  }

  /** The addresses and names in rules, so that they get numbers. */
  static void collect(List<Match> matches, Fields.Words words) {
    for (Match match : matches) {
      switch (match) {
        case Match.Interfaces it -> it.names().forEach(words::add);
        case Match.Addresses it -> words.add(it.addresses());
        case Match.OriginalAddresses it -> words.add(it.addresses());
        case Match.Helper it -> it.names().forEach(words::addHelper);
        case Match.Limit it -> {}
        case Match.Lookup it -> collect(it.set(), words);
        case Match.Protocols it -> {}
        case Match.Ports it -> {}
        case Match.Icmp it -> {}
        case Match.TcpFlags it -> {}
        case Match.HopLimit it -> {}
        case Match.States it -> {}
        case Match.Direction it -> {}
        case Match.OriginalPorts it -> {}
        case Match.AddressTypes it -> {}
        case Match.PacketTypes it -> {}
      }
    }
  }

  /** The same of the elements of a set. */
  static void collect(ElementSet set, Fields.Words words) {
    for (Element element : set.elements()) {
      for (Value value : element.values()) {
        switch (value) {
          case Value.Addresses it -> words.add(AddressSet.of(it.range()));
          case Value.Interface it -> words.add(it.name());
          case Value.Numbers it -> {}
        }
      }
    }
  }
}
