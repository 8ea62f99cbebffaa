package org.labwall.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.filter.Action.Arm;
import org.labwall.filter.Match.Connection;
import org.labwall.filter.Match.End;
import org.labwall.project.Reach;

/**
 * The chains that see to it that an address belongs to the interface it is met at, so that the
 * rules behind them can count on it.
 */
final class GuardChains {
  /** Drops packets whose source does not belong to the interface that they came in by. */
  static final String ANTI_SPOOFING = "anti-spoofing";

  /** Accepts packets of connections whose source belongs to the interface that they came in by. */
  static final String ESTABLISHED = "established-connections";

  /** Drops packets by an interface without a network. */
  static final String KNOWN_INTERFACES = "known-interfaces";

  /** Drops packets through the machine that do not belong where they come from or go to. */
  static final String FORWARDING = "forwarding";

  /** Drops packets whose destination does not belong to the interface that they leave by. */
  static final String DESTINATIONS = "destinations";

  /** Accepts packets of the machine's own that no endpoint of a rule can mean. */
  static final String OWN_DESTINATIONS = "own-destinations";

  /** Drops packets whose source does not belong where they come from, by a search. */
  private static final String SOURCES = "sources";

  /** Sends packets of an interface with a network back. */
  private static final String KNOWN = "known";

  /** What link-local addresses of IPv6 start with. */
  static final Prefix LINK_LOCAL = Prefix.parse("fe80::/10").orElseThrow();

  private final Reach reach;

  private final ChainNames names;
  private final int most;
  private final boolean many;
  private final boolean searched;
  private final Optional<Belongings> belongings;
  private final List<Chain> chains = new ArrayList<>();

  GuardChains(Reach reach, Style style, ChainNames names) {
    this.reach = reach;
    this.names = names;
    this.most = style.list();
    this.many = reach.parts().size() > style.interfaces();
    this.belongings =
        reach.parts().size() > style.guarded()
            ? Optional.of(new Belongings(reach)).filter(Belongings::fit)
            : Optional.empty();
    this.searched = many && belongings.isEmpty();
    if (searched) {
      chains.add(
          Chain.own(
              SOURCES,
              belonging(
                  End.SOURCE, "in", "anti-spoofing", new Action.Return(), new Action.Drop())));
    }
  }

  /** The chains that the others call. */
  List<Chain> chains() {
    return chains;
  }

  Family family() {
    return reach.family();
  }

  Chain antiSpoofing() {
    List<FilterRule> rules = new ArrayList<>(AddresslessSources.rules(reach.family()));
    if (searched) {
      rules.add(new FilterRule(List.of(), new Action.Goto(SOURCES), "anti-spoofing"));
    } else {
      rules.addAll(
          belonging(End.SOURCE, "in", "anti-spoofing", new Action.Return(), new Action.Drop()));
    }
    return Chain.own(ANTI_SPOOFING, rules);
  }

  Chain knownInterfaces() {
    String word = "known interface";
    List<FilterRule> rules = new ArrayList<>();
    Action back = new Action.Return();
    if (many) {
      chains.add(Chain.own(KNOWN, List.of(new FilterRule(List.of(), back, word))));
      rules.add(branchByInterface(End.SOURCE, word, part -> KNOWN));
    } else {
      for (Reach.Part part : reach.parts()) {
        Match port = new Match.Interface(End.SOURCE, part.port().name(), false);
        rules.add(new FilterRule(List.of(port), back, comment(word, part)));
      }
    }
    rules.add(new FilterRule(List.of(), new Action.Drop(), "unknown interface"));
    return Chain.own(KNOWN_INTERFACES, rules);
  }

  /**
   * What packets of connections meet first: so nobody answers in the name of others, and packets
   * that open connections pay nothing for it.
   */
  List<FilterRule> established() {
    Match established = new Match.State(Set.of(Connection.ESTABLISHED));
    FilterRule accept = new FilterRule(List.of(established), new Action.Accept(), "established");
    if (belongings.isPresent()) {
      return List.of(
          unlessBelonging(belongings.get(), End.SOURCE, "anti-spoofing", new Action.Drop())
              .after(List.of(established)),
          accept);
    }
    if (searched) {
      return List.of(ImpliedRules.jump(List.of(established), SOURCES), accept);
    }
    return List.of(
        new FilterRule(List.of(established), new Action.Goto(ESTABLISHED), "established"));
  }

  /** The chain of packets of connections, where they have one. */
  List<Chain> establishedChain() {
    return belongings.isPresent() || searched
        ? List.of()
        : List.of(
            Chain.own(
                ESTABLISHED,
                inRow(End.SOURCE, "anti-spoofing", new Action.Accept(), new Action.Drop())));
  }

  /** What packets through the machine meet before the rules. */
  List<FilterRule> beforeForwarding() {
    if (belongings.isEmpty()) {
      return List.of(ImpliedRules.jump(List.of(), FORWARDING));
    }
    return List.of(
        unlessBelonging(belongings.get(), End.SOURCE, "anti-spoofing", new Action.Drop()),
        unlessBelonging(belongings.get(), End.DESTINATION, "destination", new Action.Drop()));
  }

  /** The chains of these rules, first by where packets come from. */
  List<Chain> forwarding() {
    if (belongings.isPresent()) {
      return List.of();
    }
    Action next = new Action.Goto(DESTINATIONS);
    Action drop = new Action.Drop();
    List<FilterRule> sources =
        searched
            ? List.of(
                new FilterRule(List.of(), new Action.Jump(SOURCES), "anti-spoofing"),
                new FilterRule(List.of(), next, "destination"))
            : inRow(End.SOURCE, "anti-spoofing", next, drop);
    return List.of(
        Chain.own(FORWARDING, sources),
        Chain.own(
            DESTINATIONS,
            belonging(End.DESTINATION, "out", "destination", new Action.Return(), drop)));
  }

  Chain ownDestinations() {
    return Chain.own(
        OWN_DESTINATIONS,
        belonging(End.DESTINATION, "own", "destination", new Action.Return(), new Action.Accept()));
  }

  /**
   * Goes back, by {@code pass} where there are several rules, where the address belongs to the
   * interface, else does {@code otherwise}.
   *
   * @param direction what the chains of the interfaces are named by, where there are any
   */
  private List<FilterRule> belonging(
      End end, String direction, String word, Action pass, Action otherwise) {
    if (belongings.isPresent()) {
      return List.of(unlessBelonging(belongings.get(), end, word, otherwise));
    }
    if (!searched) {
      return inRow(end, word, pass, otherwise);
    }
    FilterRule branch =
        branchByInterface(
            end,
            word,
            part -> {
              String name = names.ofInterface(direction, part.port().name());
              List<FilterRule> rules =
                  new ArrayList<>(ofPart(part, List.of(), end, word, pass, otherwise));
              rules.add(new FilterRule(List.of(), otherwise, word));
              chains.add(Chain.own(name, rules));
              return name;
            });
    return List.of(branch, new FilterRule(List.of(), otherwise, word));
  }

  private static FilterRule unlessBelonging(
      Belongings belongings, End end, String word, Action otherwise) {
    Match other = new Match.Member(belongings.at(end), true);
    return new FilterRule(List.of(other), otherwise, word);
  }

  /** Sends packets on to the chain of their interface. */
  private FilterRule branchByInterface(End end, String word, Function<Reach.Part, String> chain) {
    List<Arm<String>> arms = new ArrayList<>();
    for (Reach.Part part : reach.parts()) {
      arms.add(new Arm<>(part.port().name(), chain.apply(part), comment(word, part)));
    }
    return new FilterRule(List.of(), new Action.BranchByInterface(end, arms), word);
  }

  /** The same, interface after interface. */
  private List<FilterRule> inRow(End end, String word, Action pass, Action otherwise) {
    List<FilterRule> rules = new ArrayList<>();
    for (Reach.Part part : reach.parts()) {
      Match port = new Match.Interface(end, part.port().name(), false);
      rules.addAll(ofPart(part, List.of(port), end, word, pass, otherwise));
    }
    rules.add(new FilterRule(List.of(), otherwise, word));
    return rules;
  }

  /** The rules of one interface; what meets none of them is not to pass. */
  private List<FilterRule> ofPart(
      Reach.Part part, List<Match> port, End end, String word, Action pass, Action otherwise) {
    String comment = comment(word, part);
    AddressSet inside = part.addresses();
    AddressSet outside = inside.complement();
    // So a way out loses what is inside, which is easier to read than the gaps between.
    boolean byExclusion = outside.ranges().size() < inside.ranges().size();
    List<AddressRange> pieces = Sides.pieces(byExclusion ? outside : inside);
    Action ofPieces = byExclusion ? otherwise : pass;
    List<FilterRule> rules = new ArrayList<>();
    if (port.isEmpty() && pieces.size() > most) {
      rules.add(branch(part, pieces, end, new FilterRule(List.of(), ofPieces, comment)));
    } else {
      for (AddressRange piece : pieces) {
        Match addresses = new Match.Addresses(end, piece, false);
        rules.add(new FilterRule(List.of(addresses), ofPieces, comment).after(port));
      }
    }
    if (byExclusion) {
      rules.add(new FilterRule(port, pass, comment));
    }
    return rules;
  }

  private FilterRule branch(Reach.Part part, List<AddressRange> pieces, End end, FilterRule rule) {
    String name = names.ofInterface(end == End.SOURCE ? "in" : "out", part.port().name());
    chains.add(Chain.own(name, List.of(rule)));
    List<Arm<Prefix>> arms = new ArrayList<>();
    for (AddressRange piece : pieces) {
      piece.toPrefixes().forEach(it -> arms.add(new Arm<>(it, name, rule.comment())));
    }
    return new FilterRule(List.of(), new Action.BranchByAddress(end, arms), rule.comment());
  }

  private static String comment(String word, Reach.Part part) {
    return word + ", " + part.network().name() + " " + part.port().span().cite();
  }
}
