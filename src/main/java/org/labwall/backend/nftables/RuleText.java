package org.labwall.backend.nftables;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.filter.Action;
import org.labwall.filter.Match.End;
import org.labwall.filter.MemberSet;
import org.labwall.model.Logging;
import org.labwall.model.Rule;

/** Writes rules as statements of nft(8). */
final class RuleText {
  private final StringBuilder out;
  private final Family family;

  RuleText(StringBuilder out, Family family) {
    this.out = out;
    this.family = family;
  }

  /** Appends a rule of {@code chain} as one line. */
  void append(String chain, JoinedRule rule) {
    out.append("\t\t");
    for (Condition condition : rule.conditions()) {
      append(condition, rule.conditions());
    }
    rule.limit().ifPresent(this::append);
    if (counts(rule)) {
      out.append("counter ");
    }
    rule.log().ifPresent(log -> append(chain, log));
    append(chain, rule.action());
    out.append("comment ").append(NftText.comment(rule.comment())).append('\n');
  }

  /** What only sends a packet on is not counted, for counting costs as much as deciding. */
  private static boolean counts(JoinedRule rule) {
    return switch (rule.action()) {
      case Action.Jump it -> false;
      case Action.Goto it -> false;
      case Action.Return it -> false;
      case Action.BranchByAddress it -> false;
      case Action.BranchByInterface it -> false;
      default -> true;
    };
  }

  private void append(Condition condition, List<Condition> all) {
    // nft compares the protocol by itself where what follows is a part of that protocol only.
    if (condition.field() == Field.PROTOCOL
        && all.stream().anyMatch(it -> implies(it, condition))) {
      return;
    }
    if (condition.values().iterator().next() instanceof Value.Members(MemberSet set)) {
      out.append(SetText.selector(set, family, transport(all))).append(' ');
    } else {
      out.append(selector(condition.field(), all)).append(' ');
    }
    out.append(condition.negated() ? "!= " : "");
    boolean several = condition.size() > 1;
    String separator = several ? "{ " : "";
    for (Value value : condition.values()) {
      out.append(separator);
      append(value, condition.field());
      separator = ", ";
    }
    out.append(several ? " } " : " ");
  }

  private static boolean implies(Condition condition, Condition protocol) {
    return switch (condition.field()) {
      case ICMP_TYPE, TCP_FLAGS -> true;
      case SOURCE_PORT, DESTINATION_PORT -> portProtocol(protocol).isPresent();
      case MEMBER -> hasPort(condition);
      case INCOMING_INTERFACE,
          OUTGOING_INTERFACE,
          SOURCE,
          DESTINATION,
          PROTOCOL,
          ICMP_CODE,
          CONNECTION,
          CONNECTION_STATUS,
          ORIGINAL_DESTINATION,
          ORIGINAL_PORT,
          SOURCE_TYPE,
          DESTINATION_TYPE,
          DESTINATION_TYPE_HERE,
          HELPER,
          HOP_LIMIT ->
          false;
    };
  }

  private static boolean hasPort(Condition condition) {
    return condition.values().iterator().next() instanceof Value.Members(MemberSet set)
        && set.protocol().isPresent();
  }

  /** The one protocol of a condition, where nft knows its ports by its name. */
  private static Optional<String> portProtocol(Condition protocol) {
    Value first = protocol.values().iterator().next();
    return protocol.size() == 1 && first instanceof Value.Numbers(int number, int last)
        ? switch (number) {
          case 6 -> Optional.of("tcp");
          case 17 -> Optional.of("udp");
          case 132 -> Optional.of("sctp");
          default -> Optional.empty();
        }
        : Optional.empty();
  }

  private String selector(Field field, List<Condition> all) {
    boolean four = family == Family.IPV4;
    return switch (field) {
      case INCOMING_INTERFACE -> "iifname";
      case OUTGOING_INTERFACE -> "oifname";
      case SOURCE -> four ? "ip saddr" : "ip6 saddr";
      case DESTINATION -> four ? "ip daddr" : "ip6 daddr";
      case PROTOCOL -> "meta l4proto";
      case SOURCE_PORT -> transport(all).orElse("th") + " sport";
      case DESTINATION_PORT -> transport(all).orElse("th") + " dport";
      case TCP_FLAGS -> "tcp flags";
      case ICMP_TYPE -> four ? "icmp type" : "icmpv6 type";
      case ICMP_CODE -> four ? "icmp code" : "icmpv6 code";
      case CONNECTION -> "ct state";
      case CONNECTION_STATUS -> "ct status";
      case ORIGINAL_DESTINATION -> four ? "ct original ip daddr" : "ct original ip6 daddr";
      case ORIGINAL_PORT -> "ct original proto-dst";
      case SOURCE_TYPE -> "fib saddr type";
      case DESTINATION_TYPE -> "fib daddr type";
      case DESTINATION_TYPE_HERE -> "fib daddr . iif type";
      case MEMBER -> throw new IllegalArgumentException("a set has fields of its own");
      case HELPER -> "ct helper";
      case HOP_LIMIT -> four ? "ip ttl" : "ip6 hoplimit";
    };
  }

  private static Optional<String> transport(List<Condition> all) {
    return all.stream()
        .filter(it -> it.field() == Field.PROTOCOL)
        .flatMap(it -> portProtocol(it).stream())
        .findFirst();
  }

  private void append(Value value, Field field) {
    switch (value) {
      case Value.Word(String text) -> out.append(text);
      case Value.Members(MemberSet set) -> out.append('@').append(NftText.chain(set.name()));
      case Value.Numbers(int first, int last) -> {
        out.append(field == Field.PROTOCOL ? protocol(first) : Integer.toString(first));
        if (last != first) {
          out.append('-').append(last);
        }
      }
      case Value.Addresses(AddressRange range) -> out.append(SetText.address(range));
    }
  }

  /** The names that are nft's own words; the others depend on the machine's list. */
  private static String protocol(int number) {
    return switch (number) {
      case 1 -> "icmp";
      case 6 -> "tcp";
      case 17 -> "udp";
      case 58 -> "icmpv6";
      case 132 -> "sctp";
      default -> Integer.toString(number);
    };
  }

  private void append(Rule.Limit limit) {
    out.append("limit rate ").append(limit.packets()).append('/');
    out.append(limit.unit().name().toLowerCase(Locale.ROOT));
    out.append(" burst ").append(limit.tokens()).append(" packets ");
  }

  private void append(String chain, Action action) {
    switch (action) {
      case Action.Accept() -> out.append("accept ");
      case Action.Drop() -> out.append("drop ");
      case Action.Return() -> out.append("return ");
      case Action.Jump(String other) ->
          out.append("jump ").append(NftText.chain(other)).append(' ');
      case Action.Goto(String other) ->
          out.append("goto ").append(NftText.chain(other)).append(' ');
      case Action.BranchByAddress(End end, var arms) ->
          branch(end == End.SOURCE ? Field.SOURCE : Field.DESTINATION, chain);
      case Action.BranchByInterface(End end, var arms) ->
          branch(end == End.SOURCE ? Field.INCOMING_INTERFACE : Field.OUTGOING_INTERFACE, chain);
      case Action.Log(String prefix, Logging.Target target) -> append(prefix, target);
      case Action.TranslateDestination(Address address, OptionalInt port) -> {
        boolean brackets = port.isPresent() && family == Family.IPV6;
        out.append("dnat to ").append(brackets ? "[" + address + "]" : address);
        port.ifPresent(number -> out.append(':').append(number));
        out.append(' ');
      }
      case Action.TranslateSource(Address address) ->
          out.append("snat to ").append(address).append(' ');
      case Action.Masquerade() -> out.append("masquerade ");
      case Action.Follow follow ->
          out.append("ct helper set ").append('"').append(HelperText.object(follow)).append("\" ");
      case Action.Reject(Action.With with) ->
          out.append("reject with ").append(rejection(with)).append(' ');
    }
  }

  private void branch(Field field, String chain) {
    out.append(selector(field, List.of()))
        .append(" vmap @")
        .append(NftText.chain(chain))
        .append(' ');
  }

  private void append(String prefix, Logging.Target target) {
    out.append("log prefix ").append(NftText.logPrefix(prefix)).append(' ');
    switch (target) {
      case Logging.Target.KernelLog(Logging.Level level) -> {
        if (level != Logging.Level.WARN) {
          out.append("level ").append(NftText.keyword(level)).append(' ');
        }
      }
      case Logging.Target.Nflog(int group) -> out.append("group ").append(group).append(' ');
    }
  }

  private String rejection(Action.With with) {
    return switch (with) {
      case TCP_RESET -> "tcp reset";
      case PORT_UNREACHABLE ->
          family == Family.IPV4 ? "icmp port-unreachable" : "icmpv6 port-unreachable";
    };
  }
}
