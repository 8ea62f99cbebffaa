package org.labwall.flow;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.labwall.loaded.Chain.Hook;
import org.labwall.loaded.Match.AddressType;
import org.labwall.loaded.Match.State;
import org.labwall.packet.Diagrams;
import org.labwall.proof.Axis;
import org.labwall.proof.Kinds;
import org.labwall.proof.Places;
import org.labwall.proof.Space;

/** Says packets of one family at machines in the words of their sources. */
final class FlowNames {
  private static final List<String> SELF = List.of("self");

  private final Space space;
  private final Diagrams diagrams;
  private final List<Places> machines;
  private final ServiceNames services;
  private final Map<Hook, PlaceNames> sources = new EnumMap<>(Hook.class);
  private final Map<Hook, PlaceNames> destinations = new EnumMap<>(Hook.class);

  FlowNames(Space space, List<Places> machines) {
    this.space = space;
    this.diagrams = space.diagrams();
    this.machines = machines;
    this.services =
        new ServiceNames(
            space.family(), machines.stream().map(it -> it.node().site().vocabulary()).toList());
  }

  /** Packets, as a condition and in words. */
  record Named(int packets, Flow flow) {}

  /**
   * Parts that together are those of the packets at a hook of one sort; new ones are those that can
   * open connections.
   */
  List<Named> of(int packets, Hook hook, Flow.Sort sort) {
    int opening =
        sort.state() == State.NEW
            ? diagrams.when(
                diagrams.within(Axis.KIND.ordinal(), Kinds.opening(space.family()), Diagrams.ALL),
                packets)
            : packets;
    if (hook != Hook.POSTROUTING) {
      return parts(here(opening, hook), hook, hook == Hook.OUTPUT, sort);
    }
    int local = AddressType.LOCAL.ordinal();
    int type = Axis.SOURCE_TYPE.ordinal();
    List<Named> all =
        new ArrayList<>(
            parts(
                diagrams.when(all(Places::toAnywhere), diagrams.where(type, local, opening)),
                hook,
                true,
                sort));
    int other = diagrams.where(type, AddressType.UNICAST.ordinal(), opening);
    all.addAll(parts(here(other, hook), hook, false, sort));
    return all;
  }

  /** Packets at a hook that have no words. */
  Flow some(Hook hook) {
    Flow.Sort sort = new Flow.Sort(State.NEW, false, false);
    return new Flow(
        hook == Hook.OUTPUT ? SELF : List.of(PlaceNames.ANY),
        hook == Hook.INPUT ? SELF : List.of(PlaceNames.ANY),
        List.of(ServiceNames.ALL),
        sort,
        true,
        List.of(space.family()),
        false);
  }

  /** Those that come by the interface that they belong to, where others never get so far. */
  private int here(int packets, Hook hook) {
    return hook == Hook.POSTROUTING
        ? diagrams.when(all(Places::fromAnywhere), diagrams.when(all(Places::toAnywhere), packets))
        : packets;
  }

  private int all(ToIntFunction<Places> packets) {
    return diagrams.then(machines.stream().map(packets::applyAsInt).toList());
  }

  private List<Named> parts(int packets, Hook hook, boolean own, Flow.Sort sort) {
    List<Named> all = new ArrayList<>();
    for (Part part : Part.of(packets, diagrams)) {
      all.add(
          new Named(
              part.packets(diagrams),
              new Flow(
                  own ? SELF : sources(hook).of(part.sources()),
                  hook == Hook.INPUT ? SELF : destinations(hook).of(part.destinations()),
                  sort.state() == State.NEW
                      ? services.of(part.kinds())
                      : services.ofAny(part.kinds()),
                  sort,
                  !part.whole(),
                  List.of(space.family()),
                  false)));
    }
    return all;
  }

  private PlaceNames sources(Hook hook) {
    return sources.computeIfAbsent(hook, it -> new PlaceNames(space, machines, it, true));
  }

  private PlaceNames destinations(Hook hook) {
    return destinations.computeIfAbsent(hook, it -> new PlaceNames(space, machines, it, false));
  }
}
