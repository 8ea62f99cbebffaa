package org.labwall.loaded.iptables;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.labwall.address.AddressSet;
import org.labwall.loaded.Match;
import org.labwall.loaded.Match.End;
import org.labwall.loaded.Match.State;
import org.labwall.loaded.NumberSet;
import org.labwall.loaded.ProtocolNames;

/** Reads the options that ask connection tracking. */
final class ConnectionMatches {
  private ConnectionMatches() {}

  /** Reads the values of an option; false where it is none of these. */
  static boolean take(String option, boolean negated, RuleReader rule) {
    switch (option) {
      case "--ctstate" -> {
        rule.needs("conntrack", option);
        states(negated, true, rule);
      }
      case "--state" -> {
        rule.needs("state", option);
        states(negated, false, rule);
      }
      case "--ctdir" -> direction(negated, rule);
      case "--ctorigsrc" -> addresses(End.SOURCE, negated, rule, option);
      case "--ctorigdst" -> addresses(End.DESTINATION, negated, rule, option);
      case "--ctorigsrcport" -> ports(End.SOURCE, negated, rule, option);
      case "--ctorigdstport" -> ports(End.DESTINATION, negated, rule, option);
      case "--helper" -> helper(negated, rule);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void states(boolean negated, boolean translated, RuleReader rule) {
    Line line = rule.line();
    EnumSet<State> states = EnumSet.noneOf(State.class);
    for (String word : line.value().split(",", -1)) {
      State state = state(word, line);
      if (!translated && (state == State.SNAT || state == State.DNAT)) {
        throw line.malformed("`" + word + "` is no state of a connection.");
      }
      states.add(state);
    }
    boolean without = states.contains(State.INVALID) || states.contains(State.UNTRACKED);
    rule.asksConnection(without != negated, false);
    rule.draft().add(new Match.States(states, negated));
  }

  private static State state(String word, Line line) {
    for (State state : State.values()) {
      if (state.name().equals(word.toUpperCase(Locale.ROOT))) {
        return state;
      }
    }
    throw line.malformed("`" + word + "` is no state of a connection.");
  }

  private static void direction(boolean negated, RuleReader rule) {
    rule.needs("conntrack", "--ctdir");
    rule.positive(negated, "--ctdir");
    String word = rule.line().value();
    boolean reply =
        switch (word) {
          case "ORIGINAL" -> false;
          case "REPLY" -> true;
          default -> throw rule.line().malformed("`" + word + "` is no direction.");
        };
    rule.asksConnection(false, true);
    rule.draft().add(new Match.Direction(reply));
  }

  private static void addresses(End end, boolean negated, RuleReader rule, String option) {
    rule.needs("conntrack", option);
    rule.asksConnection(false, true);
    AddressSet addresses = Operands.addresses(rule.line(), rule.family());
    rule.draft()
        .add(new Match.OriginalAddresses(end, negated ? addresses.complement() : addresses));
  }

  private static void ports(End end, boolean negated, RuleReader rule, String option) {
    rule.needs("conntrack", option);
    NumberSet protocols = rule.draft().protocols();
    if (protocols.isEmpty() || !ProtocolNames.havePorts(protocols)) {
      throw rule.line().unknown("`" + option + "` is known here with one protocol of ports only.");
    }
    rule.asksConnection(false, true);
    NumberSet ports = Operands.ports(rule.line());
    rule.draft()
        .add(new Match.OriginalPorts(end, negated ? ports.complement(NumberSet.PORT) : ports));
  }

  private static void helper(boolean negated, RuleReader rule) {
    rule.needs("helper", "--helper");
    String name = rule.line().value();
    if (name.isEmpty()) {
      throw rule.line().unknown("A helper without a name is not known here.");
    }
    rule.draft().add(new Match.Helper(List.of(name), negated));
  }
}
