package org.labwall.loaded.iptables;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.loaded.InterfaceName;
import org.labwall.loaded.Match;
import org.labwall.loaded.Match.End;
import org.labwall.loaded.NumberSet;
import org.labwall.loaded.Rule;
import org.labwall.loaded.RuleDraft;

/** Reads the options of one rule behind the name of its chain. */
final class RuleReader {
  /** The matches that are known; those of one protocol are there by its name alone. */
  private static final Set<String> MODULES =
      Set.of(
          "tcp",
          "udp",
          "udplite",
          "sctp",
          "dccp",
          "icmp",
          "icmp6",
          "multiport",
          "conntrack",
          "state",
          "limit",
          "set",
          "iprange",
          "addrtype",
          "hl",
          "ttl",
          "pkttype",
          "comment",
          "helper");

  /** Those that say nothing without an option, and are none of iptables' then. */
  private static final Set<String> PROTOCOL_MODULES =
      Set.of("tcp", "udp", "udplite", "sctp", "dccp", "icmp", "icmp6", "limit");

  private final Line line;
  private final Family family;
  private final Map<String, IpSet> sets;
  private final RuleDraft draft = new RuleDraft();
  private final Set<String> modules = new HashSet<>(8);
  private final Set<String> given = new HashSet<>(8);
  private final TargetReader target;
  private boolean meansWithoutConnection;
  private boolean meansConnection;
  private @Nullable String waiting;
  private @Nullable LimitMatch limit;
  private @Nullable AddressTypeMatch addressTypes;

  /**
   * Reads from {@code line}.
   *
   * @param table the table that the rule stands in
   * @param sets the sets that the machine has, by name
   */
  RuleReader(Line line, String table, Family family, Map<String, IpSet> sets) {
    this.line = line;
    this.family = family;
    this.sets = sets;
    this.target = new TargetReader(this, table);
  }

  /** The rule; it must take all words that are left. */
  Rule read() {
    while (line.hasNext()) {
      boolean negated = line.take("!");
      String option = line.take();
      if (!head(option, negated) && !target.take(option, negated) && !match(option, negated)) {
        throw line.unknown("The option `" + option + "` is not known here.");
      }
    }
    settle();
    return draft.rule(target.verdict(), line.span());
  }

  private boolean match(String option, boolean negated) {
    return ProtocolMatches.take(option, negated, this)
        || ConnectionMatches.take(option, negated, this)
        || OtherMatches.take(option, negated, this);
  }

  private boolean head(String option, boolean negated) {
    switch (option) {
      case "-s", "--source", "--src" -> addresses(End.SOURCE, negated);
      case "-d", "--destination", "--dst" -> addresses(End.DESTINATION, negated);
      case "-i", "--in-interface" -> interfaces(End.SOURCE, negated);
      case "-o", "--out-interface" -> interfaces(End.DESTINATION, negated);
      case "-p", "--protocol", "--proto" -> protocol(negated);
      case "-m", "--match" -> {
        positive(negated, option);
        module();
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private void addresses(End end, boolean negated) {
    once(end == End.SOURCE ? "-s" : "-d");
    AddressSet addresses = Operands.addresses(line, family);
    if (negated) {
      draft.addFirst(new Match.Addresses(end, addresses.complement()));
    } else if (!addresses.isAll()) {
      draft.addFirst(new Match.Addresses(end, addresses));
    }
  }

  private void interfaces(End end, boolean negated) {
    once(end == End.SOURCE ? "-i" : "-o");
    InterfaceName name = Operands.interfaceName(line);
    if (negated || !name.text().isEmpty()) {
      draft.addFirst(new Match.Interfaces(end, List.of(name), negated));
    }
  }

  private void protocol(boolean negated) {
    once("-p");
    int number = Operands.protocol(line);
    if (number == 0 && negated) {
      throw line.malformed("No packet is of no protocol.");
    }
    if (number != 0) {
      NumberSet protocols = NumberSet.of(number);
      draft.addFirst(
          new Match.Protocols(negated ? protocols.complement(NumberSet.BYTE) : protocols));
    }
  }

  private void module() {
    settle();
    String module = line.value();
    if (!MODULES.contains(module)) {
      throw line.unknown("The match `" + module + "` is not known here.");
    }
    ProtocolMatches.checkModule(module, this);
    modules.add(module);
    waiting = PROTOCOL_MODULES.contains(module) ? null : module;
    if (module.equals("limit")) {
      limit = new LimitMatch();
    } else if (module.equals("addrtype")) {
      addressTypes = new AddressTypeMatch();
    }
  }

  /** Ends the match that is open. */
  private void settle() {
    if (waiting != null) {
      throw line.malformed("The match `" + waiting + "` has no option.");
    }
    if (limit != null) {
      draft.add(limit.match());
      limit = null;
    }
    if (addressTypes != null) {
      addressTypes.addTo(draft, line);
      addressTypes = null;
    }
  }

  /** Fails where the option was there before. */
  void once(String option) {
    if (!given.add(option)) {
      throw line.malformed("The option `" + option + "` stands here twice.");
    }
  }

  /** Fails where the option is negated, which cannot be. */
  void positive(boolean negated, String option) {
    if (negated) {
      throw line.malformed("The option `" + option + "` cannot be negated.");
    }
  }

  /** Fails unless the match was named that has the option taken last. */
  void needs(String module, String option) {
    if (!modules.contains(module)) {
      throw line.malformed("`" + option + "` needs `-m " + module + "` before it.");
    }
    waiting = null;
  }

  /** The limit that is open. */
  LimitMatch limit() {
    if (limit == null) {
      throw line.malformed("This needs `-m limit` before it.");
    }
    return limit;
  }

  /** The match of types of addresses that is open. */
  AddressTypeMatch addressTypes() {
    if (addressTypes == null) {
      throw line.malformed("This needs `-m addrtype` before it.");
    }
    waiting = null;
    return addressTypes;
  }

  /** The set of this name. */
  IpSet set(String name) {
    IpSet set = sets.get(name);
    if (set == null) {
      throw line.dangling("There is no set `" + name + "`.");
    }
    return set;
  }

  /** Whether a match was named. */
  boolean hasModule(String module) {
    return modules.contains(module);
  }

  Line line() {
    return line;
  }

  Family family() {
    return family;
  }

  /**
   * Takes what a rule asks connection tracking. One match that asks for packets without a
   * connection and for more of their connection holds for them whatever the rest says.
   */
  void asksConnection(boolean without, boolean with) {
    meansWithoutConnection |= without;
    meansConnection |= with;
    if (meansWithoutConnection && meansConnection) {
      throw line.unknown(
          "Packets without a connection and more of a connection are not known together here.");
    }
  }

  RuleDraft draft() {
    return draft;
  }
}
