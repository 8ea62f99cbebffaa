package org.labwall.loaded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.labwall.address.AddressSet;
import org.labwall.source.Span;

/**
 * Gathers a rule, and brings its matches into their one form: conditions on the same field become
 * one, and all but limits stand in the order of their kinds.
 */
public final class RuleDraft {
  private static final Comparator<Match> BY_KIND = Comparator.comparingInt(RuleDraft::rank);

  private final List<Match> settled = new ArrayList<>(4);
  private final List<Match> open = new ArrayList<>(6);
  private final List<Statement> statements = new ArrayList<>(1);
  private String comment = "";

  /** Adds a condition. */
  public void add(Match match) {
    if (match instanceof Match.Limit) {
      settle();
      settled.add(match);
      return;
    }
    for (int i = 0; i < open.size(); i++) {
      Optional<Match> both = intersection(open.get(i), match);
      if (both.isPresent()) {
        open.set(i, both.get());
        return;
      }
    }
    open.add(match);
  }

  /** Adds a condition that is asked before any limit, wherever it is written. */
  public void addFirst(Match match) {
    int place = 0;
    while (place < settled.size() && !(settled.get(place) instanceof Match.Limit)) {
      place++;
    }
    if (place == settled.size()) {
      add(match);
      return;
    }
    while (place > 0 && rank(settled.get(place - 1)) > rank(match)) {
      place--;
    }
    settled.add(place, match);
  }

  /** Adds a statement. */
  public void add(Statement statement) {
    statements.add(statement);
  }

  /** Adds a comment; several are separated by blanks. */
  public void comment(String text) {
    comment = comment.isEmpty() ? text : comment + " " + text;
  }

  /** Whether a statement is in here, behind which no condition can follow. */
  public boolean hasStatements() {
    return !statements.isEmpty();
  }

  /** Whether a limit is in here. */
  public boolean hasLimit() {
    return settled.stream().anyMatch(it -> it instanceof Match.Limit);
  }

  /** The protocols that the conditions so far leave. */
  public NumberSet protocols() {
    NumberSet left = NumberSet.of(0, NumberSet.BYTE);
    for (List<Match> matches : List.of(settled, open)) {
      for (Match match : matches) {
        if (match instanceof Match.Protocols(NumberSet protocols)) {
          left = left.intersection(protocols);
        }
      }
    }
    return left;
  }

  /** The rule with this verdict. */
  public Rule rule(Verdict verdict, Span span) {
    settle();
    return new Rule(settled, statements, verdict, comment, span);
  }

  /** The same conditions without statements, for a rule that goes on behind this one. */
  public RuleDraft continued() {
    RuleDraft draft = new RuleDraft();
    draft.settled.addAll(settled);
    draft.open.addAll(open);
    return draft;
  }

  private void settle() {
    open.sort(BY_KIND);
    settled.addAll(open);
    open.clear();
  }

  /** Both conditions as one, where they speak of the same field and have values to intersect. */
  private static Optional<Match> intersection(Match one, Match other) {
    if (one.equals(other)) {
      return Optional.of(one);
    }
    Optional<Match> both = addresses(one, other);
    return both.isPresent() ? both : numbers(one, other);
  }

  private static Optional<Match> addresses(Match one, Match other) {
    if (one instanceof Match.Addresses(Match.End end, AddressSet here)
        && other instanceof Match.Addresses(Match.End otherEnd, AddressSet there)
        && end == otherEnd) {
      return Optional.of(new Match.Addresses(end, here.intersection(there)));
    }
    if (one instanceof Match.OriginalAddresses(Match.End end, AddressSet here)
        && other instanceof Match.OriginalAddresses(Match.End otherEnd, AddressSet there)
        && end == otherEnd) {
      return Optional.of(new Match.OriginalAddresses(end, here.intersection(there)));
    }
    return Optional.empty();
  }

  private static Optional<Match> numbers(Match one, Match other) {
    if (one instanceof Match.Protocols(NumberSet here)
        && other instanceof Match.Protocols(NumberSet there)) {
      return Optional.of(new Match.Protocols(here.intersection(there)));
    }
    if (one instanceof Match.Ports(Match.End end, NumberSet here)
        && other instanceof Match.Ports(Match.End otherEnd, NumberSet there)
        && end == otherEnd) {
      return Optional.of(new Match.Ports(end, here.intersection(there)));
    }
    if (one instanceof Match.OriginalPorts(Match.End end, NumberSet here)
        && other instanceof Match.OriginalPorts(Match.End otherEnd, NumberSet there)
        && end == otherEnd) {
      return Optional.of(new Match.OriginalPorts(end, here.intersection(there)));
    }
    if (one instanceof Match.Icmp(NumberSet here) && other instanceof Match.Icmp(NumberSet there)) {
      return Optional.of(new Match.Icmp(here.intersection(there)));
    }
    if (one instanceof Match.TcpFlags(NumberSet here)
        && other instanceof Match.TcpFlags(NumberSet there)) {
      return Optional.of(new Match.TcpFlags(here.intersection(there)));
    }
    if (one instanceof Match.HopLimit(NumberSet here)
        && other instanceof Match.HopLimit(NumberSet there)) {
      return Optional.of(new Match.HopLimit(here.intersection(there)));
    }
    return Optional.empty();
  }

  private static int rank(Match match) {
    return switch (match) {
      case Match.Interfaces it -> it.end().ordinal();
      case Match.Addresses it -> 2 + it.end().ordinal();
      case Match.Protocols it -> 4;
      case Match.Ports it -> 5 + it.end().ordinal();
      case Match.Icmp it -> 7;
      case Match.TcpFlags it -> 8;
      case Match.HopLimit it -> 9;
      case Match.States it -> 10;
      case Match.Direction it -> 11;
      case Match.OriginalAddresses it -> 12 + it.end().ordinal();
      case Match.OriginalPorts it -> 14 + it.end().ordinal();
      case Match.AddressTypes it -> 16 + it.end().ordinal();
      case Match.PacketTypes it -> 18;
      case Match.Helper it -> 19;
      case Match.Lookup it -> 20;
      case Match.Limit it -> 21;
    };
  }
}
