package org.labwall.loaded.iptables;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Family;
import org.labwall.loaded.IcmpNames;
import org.labwall.loaded.Match;
import org.labwall.loaded.Match.End;
import org.labwall.loaded.NumberSet;
import org.labwall.loaded.ProtocolNames;
import org.labwall.loaded.Value;

/** Reads the options that look into one protocol: ports, flags, messages of ICMP. */
final class ProtocolMatches {
  private static final Map<String, Integer> FLAGS =
      Map.of("FIN", 1, "SYN", 2, "RST", 4, "PSH", 8, "ACK", 16, "URG", 32);
  private static final int ALL_FLAGS = 63;
  private static final int ANY_ICMP = 255;

  private ProtocolMatches() {}

  /** Reads the values of an option; false where it is none of these. */
  static boolean take(String option, boolean negated, RuleReader rule) {
    switch (option) {
      case "--sport", "--source-port" -> ports(End.SOURCE, negated, rule, option);
      case "--dport", "--destination-port" -> ports(End.DESTINATION, negated, rule, option);
      case "--sports", "--source-ports" -> portList(End.SOURCE, negated, rule, option);
      case "--dports", "--destination-ports" -> portList(End.DESTINATION, negated, rule, option);
      case "--tcp-flags" -> flags(negated, rule);
      case "--syn" -> {
        rule.once("--tcp-flags");
        needsProtocol(ProtocolNames.TCP, rule, option);
        add(1 | 2 | 4 | 16, 2, negated, rule);
      }
      case "--icmp-type" -> icmp(Family.IPV4, negated, rule);
      case "--icmpv6-type" -> icmp(Family.IPV6, negated, rule);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Fails where the match of one protocol is named in a rule that is not of this protocol. */
  static void checkModule(String module, RuleReader rule) {
    OptionalInt protocol =
        switch (module) {
          case "tcp", "udp", "udplite", "sctp", "dccp", "icmp" -> ProtocolNames.number(module);
          case "icmp6" -> OptionalInt.of(ProtocolNames.ICMP6);
          default -> OptionalInt.empty();
        };
    if (protocol.isPresent()) {
      needsProtocol(protocol.getAsInt(), rule, "-m " + module);
    }
  }

  private static void needsProtocol(int protocol, RuleReader rule, String option) {
    if (!rule.draft().protocols().equals(NumberSet.of(protocol))) {
      throw rule.line().malformed("`" + option + "` needs `-p` with its protocol before it.");
    }
  }

  private static void needsPorts(RuleReader rule, String option) {
    NumberSet protocols = rule.draft().protocols();
    if (protocols.isEmpty() || !ProtocolNames.havePorts(protocols)) {
      throw rule.line()
          .malformed("`" + option + "` needs `-p` with a protocol of ports before it.");
    }
  }

  private static void ports(End end, boolean negated, RuleReader rule, String option) {
    rule.once(end == End.SOURCE ? "--sport" : "--dport");
    needsPorts(rule, option);
    add(end, Operands.ports(rule.line()), negated, rule);
  }

  private static void portList(End end, boolean negated, RuleReader rule, String option) {
    rule.needs("multiport", option);
    needsPorts(rule, option);
    add(end, Operands.portList(rule.line()), negated, rule);
  }

  private static void add(End end, NumberSet ports, boolean negated, RuleReader rule) {
    rule.draft().add(new Match.Ports(end, negated ? ports.complement(NumberSet.PORT) : ports));
  }

  private static void flags(boolean negated, RuleReader rule) {
    rule.once("--tcp-flags");
    needsProtocol(ProtocolNames.TCP, rule, "--tcp-flags");
    int mask = flagBits(rule.line());
    int wanted = flagBits(rule.line());
    add(mask, wanted, negated, rule);
  }

  private static void add(int mask, int wanted, boolean negated, RuleReader rule) {
    List<Value.Numbers> bytes = new ArrayList<>();
    for (int flags = 0; flags <= NumberSet.BYTE; flags++) {
      if (((flags & mask) == wanted) != negated) {
        bytes.add(new Value.Numbers(flags, flags));
      }
    }
    rule.draft().add(new Match.TcpFlags(NumberSet.of(bytes)));
  }

  private static int flagBits(Line line) {
    int bits = 0;
    for (String word : line.value().split(",", -1)) {
      String name = word.toUpperCase(Locale.ROOT);
      if (name.equals("ALL")) {
        bits |= ALL_FLAGS;
      } else if (FLAGS.containsKey(name)) {
        bits |= FLAGS.get(name);
      } else if (!name.equals("NONE")) {
        throw line.malformed("`" + word + "` is no flag of TCP.");
      }
    }
    return bits;
  }

  private static void icmp(Family family, boolean negated, RuleReader rule) {
    rule.once("--icmp-type");
    String option = family == Family.IPV4 ? "--icmp-type" : "--icmpv6-type";
    if (family != rule.family()) {
      throw rule.line().malformed("`" + option + "` is of the other family than these rules.");
    }
    needsProtocol(IcmpNames.protocol(family), rule, option);
    NumberSet messages = messages(family, rule.line());
    rule.draft().add(new Match.Icmp(negated ? messages.complement(NumberSet.PORT) : messages));
  }

  private static NumberSet messages(Family family, Line line) {
    String text = line.value();
    Optional<NumberSet> named = IcmpNames.messages(family, text);
    int slash = text.indexOf('/');
    OptionalInt type = Operands.number(slash < 0 ? text : text.substring(0, slash), NumberSet.BYTE);
    OptionalInt code =
        slash < 0 ? OptionalInt.of(0) : Operands.number(text.substring(slash + 1), NumberSet.BYTE);
    boolean any =
        family == Family.IPV4
            && (text.equals("any") || (slash < 0 && type.equals(OptionalInt.of(ANY_ICMP))));
    if (any) {
      return NumberSet.of(0, NumberSet.PORT);
    }
    if (named.isEmpty() && (type.isEmpty() || code.isEmpty())) {
      throw line.malformed("`" + text + "` is no type of ICMP that is known here.");
    }
    return named.orElseGet(
        () ->
            slash < 0
                ? IcmpNames.ofType(type.orElseThrow())
                : IcmpNames.ofCode(type.orElseThrow(), code.orElseThrow()));
  }
}
