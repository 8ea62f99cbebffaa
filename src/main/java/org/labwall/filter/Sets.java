package org.labwall.filter;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.AddressRange;
import org.labwall.filter.Match.End;
import org.labwall.filter.MemberSet.Element;
import org.labwall.filter.MemberSet.Field;
import org.labwall.source.Span;

/** The sets of one filter; rules that mean the same addresses share one. */
final class Sets {
  /** From so many addresses on a set is easier to read, and to search, than rules. */
  private static final int WORTHWHILE = 4;

  private final boolean allowed;
  private final ChainNames names;
  private final Map<Content, MemberSet> ofAddresses = new HashMap<>();

  Sets(Style style, ChainNames names) {
    this.allowed = style.sets();
    this.names = names;
  }

  private record Content(End end, List<AddressRange> ranges) {}

  /** The match of addresses at one end, where a set is worth its while. */
  Optional<Match> ofAddresses(End end, List<AddressRange> ranges, boolean negated, Span span) {
    if (!allowed || ranges.size() < WORTHWHILE) {
      return Optional.empty();
    }
    MemberSet set =
        ofAddresses.computeIfAbsent(new Content(end, ranges), it -> set(end, ranges, span));
    return Optional.of(new Match.Member(set, negated));
  }

  private MemberSet set(End end, List<AddressRange> ranges, Span span) {
    boolean source = end == End.SOURCE;
    List<Element> elements = new ArrayList<>(ranges.size());
    for (AddressRange range : ranges) {
      Optional<AddressRange> value = Optional.of(range);
      elements.add(
          new Element(
              source ? value : Optional.empty(),
              source ? Optional.empty() : value,
              Optional.empty(),
              Optional.empty(),
              ""));
    }
    return new MemberSet(
        names.of(span, source ? "from" : "to"),
        List.of(source ? Field.SOURCE : Field.DESTINATION),
        OptionalInt.empty(),
        elements);
  }

  /** The sets that the rules of these chains compare packets with, each once. */
  static List<MemberSet> in(List<Chain> chains) {
    Map<String, MemberSet> sets = new LinkedHashMap<>();
    for (Chain chain : chains) {
      for (FilterRule rule : chain.rules()) {
        for (Match match : rule.matches()) {
          if (match instanceof Match.Member(MemberSet set, boolean negated)) {
            sets.putIfAbsent(set.name(), set);
          }
        }
      }
    }
    return List.copyOf(sets.values());
  }
}
