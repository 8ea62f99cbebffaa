package org.labwall.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.filter.Match.End;
import org.labwall.model.Endpoint;
import org.labwall.project.Areas;
import org.labwall.project.Node;
import org.labwall.project.Reach;

/**
 * Says where endpoints lie in matches of one interface and perhaps one range of addresses each, for
 * rules that few packets meet.
 */
final class Ends {
  private final Areas areas;
  private final Areas inputSources;

  Ends(Node node, Reach reach) {
    this.areas = Areas.of(node, reach);
    this.inputSources = Areas.withLinkSources(node, reach);
  }

  /** Where packets through the machine come from; none where the endpoints lie nowhere. */
  List<List<Match>> from(List<Endpoint> endpoints) {
    return alternatives(areas, End.SOURCE, endpoints);
  }

  /** Where packets to the machine come from. */
  List<List<Match>> fromToSelf(List<Endpoint> endpoints) {
    return alternatives(inputSources, End.SOURCE, endpoints);
  }

  /** Where packets leave to. */
  List<List<Match>> to(List<Endpoint> endpoints) {
    return alternatives(areas, End.DESTINATION, endpoints);
  }

  /** The addresses of the endpoints, wherever they lie. */
  AddressSet addresses(List<Endpoint> endpoints) {
    return areas.of(endpoints).parts().values().stream()
        .reduce(AddressSet.empty(areas.reach().family()), AddressSet::union);
  }

  private static List<List<Match>> alternatives(Areas areas, End end, List<Endpoint> endpoints) {
    Map<Integer, AddressSet> everywhere = areas.everywhere().parts();
    Map<Integer, AddressSet> parts = areas.of(endpoints).parts();
    if (!parts.isEmpty() && parts.equals(everywhere)) {
      return List.of(List.of());
    }
    List<List<Match>> anyOf = new ArrayList<>();
    parts.forEach(
        (place, set) -> {
          String name = areas.reach().parts().get(place).port().name();
          Match behind = new Match.Interface(end, name, false);
          if (everywhere.getOrDefault(place, set).equals(set)) {
            anyOf.add(List.of(behind));
            return;
          }
          for (AddressRange piece : Sides.pieces(set)) {
            anyOf.add(List.of(behind, new Match.Addresses(end, piece, false)));
          }
        });
    return anyOf;
  }

  /** The matches of both. */
  static List<Match> both(List<Match> first, List<Match> second) {
    List<Match> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
