package org.labwall.loaded.iptables;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.loaded.Field;
import org.labwall.loaded.Match;
import org.labwall.loaded.Match.End;
import org.labwall.loaded.Match.PacketType;
import org.labwall.loaded.Match.Scope;
import org.labwall.loaded.NumberSet;
import org.labwall.source.Utf8;

/** Reads the options of the matches that are neither of a protocol nor of connection tracking. */
final class OtherMatches {
  private static final int LONGEST_COMMENT = 255;

  private OtherMatches() {}

  /** Reads the values of an option; false where it is none of these. */
  static boolean take(String option, boolean negated, RuleReader rule) {
    switch (option) {
      case "--comment" -> comment(negated, rule);
      case "--limit", "--limit-burst" -> limit(option, negated, rule);
      case "--match-set" -> set(negated, rule);
      case "--src-range" -> range(End.SOURCE, negated, rule, option);
      case "--dst-range" -> range(End.DESTINATION, negated, rule, option);
      case "--hl-eq", "--hl-lt", "--hl-gt" -> hops("hl", Family.IPV6, option, negated, rule);
      case "--ttl-eq", "--ttl-lt", "--ttl-gt" -> hops("ttl", Family.IPV4, option, negated, rule);
      case "--pkt-type" -> packetType(negated, rule);
      case "--src-type" -> rule.addressTypes().types(End.SOURCE, negated, rule.line());
      case "--dst-type" -> rule.addressTypes().types(End.DESTINATION, negated, rule.line());
      case "--limit-iface-in", "--limit-iface-out" -> {
        rule.positive(negated, option);
        Scope scope = option.endsWith("in") ? Scope.INCOMING : Scope.OUTGOING;
        rule.addressTypes().scope(scope, rule.line());
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  private static void comment(boolean negated, RuleReader rule) {
    rule.positive(negated, "--comment");
    rule.needs("comment", "--comment");
    String text = rule.line().take();
    if (Utf8.length(text) > LONGEST_COMMENT) {
      throw rule.line().malformed("A comment has at most " + LONGEST_COMMENT + " bytes.");
    }
    rule.draft().comment(text);
  }

  private static void limit(String option, boolean negated, RuleReader rule) {
    rule.positive(negated, option);
    if (option.equals("--limit")) {
      rule.limit().rate(rule.line());
    } else {
      rule.limit().burst(rule.line());
    }
  }

  private static void range(End end, boolean negated, RuleReader rule, String option) {
    rule.needs("iprange", option);
    AddressSet addresses = AddressSet.of(Operands.addressRange(rule.line(), rule.family()));
    rule.draft().add(new Match.Addresses(end, negated ? addresses.complement() : addresses));
  }

  private static void hops(
      String module, Family family, String option, boolean negated, RuleReader rule) {
    rule.needs(module, option);
    if (rule.family() != family) {
      throw rule.line().malformed("`" + option + "` is of the other family than these rules.");
    }
    int bound = rule.line().number(NumberSet.BYTE);
    NumberSet hops =
        option.endsWith("eq")
            ? NumberSet.of(bound)
            : option.endsWith("lt")
                ? bound == 0 ? NumberSet.NONE : NumberSet.of(0, bound - 1)
                : bound == NumberSet.BYTE
                    ? NumberSet.NONE
                    : NumberSet.of(bound + 1, NumberSet.BYTE);
    rule.draft().add(new Match.HopLimit(negated ? hops.complement(NumberSet.BYTE) : hops));
  }

  private static void packetType(boolean negated, RuleReader rule) {
    rule.needs("pkttype", "--pkt-type");
    String word = rule.line().value();
    Set<PacketType> types =
        switch (word) {
          case "unicast", "host" -> EnumSet.of(PacketType.HOST);
          case "broadcast" -> EnumSet.of(PacketType.BROADCAST);
          case "multicast" -> EnumSet.of(PacketType.MULTICAST);
          default -> throw rule.line().malformed("`" + word + "` is no type of packets.");
        };
    EnumSet<PacketType> meant = EnumSet.copyOf(types);
    rule.draft().add(new Match.PacketTypes(negated ? EnumSet.complementOf(meant) : meant));
  }

  private static void set(boolean negated, RuleReader rule) {
    Line line = rule.line();
    rule.needs("set", "--match-set");
    IpSet set = rule.set(line.value());
    if (set.family().isPresent() && set.family().get() != rule.family()) {
      throw line.dangling("`" + set.set().name() + "` is a set of the other family.");
    }
    String[] directions = line.value().split(",", -1);
    if (directions.length != set.parts().size()) {
      throw line.malformed(
          "`" + set.set().name() + "` is compared with as many ends as its elements have parts.");
    }
    List<Field> key = new ArrayList<>();
    for (int i = 0; i < directions.length; i++) {
      key.addAll(fields(set.parts().get(i), directions[i], line));
    }
    rule.draft().add(new Match.Lookup(key, set.set(), negated));
  }

  private static List<Field> fields(IpSet.Part part, String direction, Line line) {
    boolean source =
        switch (direction) {
          case "src" -> true;
          case "dst" -> false;
          default -> throw line.malformed("`" + direction + "` is neither `src` nor `dst`.");
        };
    return switch (part) {
      case ADDRESS -> List.of(source ? Field.SOURCE : Field.DESTINATION);
      case INTERFACE -> List.of(source ? Field.INCOMING_INTERFACE : Field.OUTGOING_INTERFACE);
      case PORT -> List.of(Field.PROTOCOL, source ? Field.SOURCE_PORT : Field.DESTINATION_PORT);
    };
  }
}
