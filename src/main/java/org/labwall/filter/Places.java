package org.labwall.filter;

import java.util.List;
import org.labwall.address.Family;
import org.labwall.filter.Match.End;
import org.labwall.model.Endpoint;
import org.labwall.model.Rule;
import org.labwall.project.Areas;
import org.labwall.project.Node;
import org.labwall.project.Reach;

/** Where packets come from and go to, as the rules of one machine and family see it at a hook. */
final class Places {
  private final Areas areas;
  private final Areas inputSources;
  private final Style style;
  private final Sets sets;

  Places(Node node, Reach reach, Style style, Sets sets) {
    this.areas = Areas.of(node, reach);
    this.inputSources = Areas.withLinkSources(node, reach);
    this.style = style;
    this.sets = sets;
  }

  Family family() {
    return areas.reach().family();
  }

  /** Whether a rule can speak of packets at the hook. */
  static boolean speaksAt(Hook hook, Rule rule, boolean routes) {
    return switch (hook) {
      case FORWARD -> routes;
      case INPUT -> meansSelf(rule.to());
      case OUTPUT -> meansSelf(rule.from());
    };
  }

  private static boolean meansSelf(List<Endpoint> endpoints) {
    return endpoints.stream().anyMatch(Endpoint.Self.class::isInstance);
  }

  /** Whether packets at a hook have this end elsewhere. */
  static boolean isElsewhere(Hook hook, End end) {
    return hook != (end == End.SOURCE ? Hook.OUTPUT : Hook.INPUT);
  }

  /** The areas that the end of a packet lies in. */
  Areas areas(Hook hook) {
    return hook == Hook.INPUT ? inputSources : areas;
  }

  /** The endpoints of a rule at an end. */
  static List<Endpoint> endpoints(Rule rule, End end) {
    return end == End.SOURCE ? rule.from() : rule.to();
  }

  /** The conditions of a clause on one end. */
  Side side(Clause clause, End end) {
    if (!clause.open().contains(end)) {
      return Side.ALL;
    }
    // Sources of packets to the machine may be valid on their link only, whatever the interface.
    boolean spellOut = clause.hook() != Hook.INPUT;
    return new Sides(areas(clause.hook()), end, spellOut, style.side(), sets)
        .of(endpoints(clause.rule(), end), clause.rule().span());
  }
}
