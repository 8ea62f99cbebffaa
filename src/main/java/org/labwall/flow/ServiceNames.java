package org.labwall.flow;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.labwall.address.Family;
import org.labwall.model.Service;
import org.labwall.model.Vocabulary;
import org.labwall.packet.IntervalSet;
import org.labwall.proof.Axis;
import org.labwall.proof.Kinds;

/** Names kinds of packets as sources do. */
final class ServiceNames {
  /** What all that can open a connection is called. */
  static final String ALL = "all services";

  private final Map<String, IntervalSet> names = new LinkedHashMap<>();
  private final IntervalSet opening;

  /** By the names of these sources, for packets that open connections. */
  ServiceNames(Family family, List<Vocabulary> vocabularies) {
    this.opening = Kinds.opening(family);
    for (int number : List.of(Service.TCP, Service.UDP, Service.SCTP)) {
      IntervalSet all = Kinds.of(List.of(new Service.Protocol(number)), family);
      names.put(Kinds.texts(all).getFirst(), all);
    }
    List<Map.Entry<String, List<Service>>> services = new ArrayList<>();
    vocabularies.forEach(it -> services.addAll(it.services().entrySet()));
    services.sort(Comparator.comparingInt(it -> -it.getValue().size()));
    for (Map.Entry<String, List<Service>> each : services) {
      IntervalSet kinds = Kinds.of(each.getValue(), family).intersection(opening);
      if (!kinds.isEmpty() && !each.getValue().isEmpty()) {
        names.putIfAbsent(each.getKey(), kinds);
      }
    }
  }

  /** Names of services, or the ports, that together are exactly these that open connections. */
  List<String> of(IntervalSet all) {
    return of(all, opening);
  }

  /** The same of packets that belong to connections. */
  List<String> ofAny(IntervalSet all) {
    return of(all, IntervalSet.of(0, Axis.KIND.size()));
  }

  private List<String> of(IntervalSet all, IntervalSet among) {
    IntervalSet kinds = all.intersection(among);
    if (among.difference(kinds).isEmpty()) {
      return List.of(ALL);
    }
    List<String> words = listed(kinds);
    List<String> missing = listed(among.difference(kinds));
    return missing.size() < words.size()
        ? List.of("all services but " + String.join(" and ", missing))
        : words;
  }

  private List<String> listed(IntervalSet kinds) {
    List<String> words = new ArrayList<>();
    IntervalSet rest = kinds;
    for (Map.Entry<String, IntervalSet> name : names.entrySet()) {
      if (kinds.containsAll(name.getValue()) && rest.intersects(name.getValue())) {
        words.add(name.getKey());
        rest = rest.difference(name.getValue());
      }
    }
    words.addAll(Kinds.texts(rest));
    return words;
  }
}
