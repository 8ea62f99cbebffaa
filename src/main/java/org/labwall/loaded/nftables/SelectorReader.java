package org.labwall.loaded.nftables;

import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.address.Family;
import org.labwall.loaded.Match.End;
import org.labwall.loaded.Match.Scope;
import org.labwall.loaded.NotUnderstood;
import org.labwall.loaded.ProtocolNames;
import org.labwall.loaded.nftables.Selector.Subject;

/** Reads what an expression looks at: {@code ip saddr}, {@code tcp dport}. */
final class SelectorReader {
  private final Tokens tokens;
  private final Family family;

  /** Reads rules as packets of {@code family} meet them. */
  SelectorReader(Tokens tokens, Family family) {
    this.tokens = tokens;
    this.family = family;
  }

  /** The selector whose first word was {@code word}; empty where this starts none. */
  Optional<Selector> read(String word) {
    return Optional.ofNullable(
        switch (word) {
          case "iifname", "iif" -> Selector.of(Subject.INTERFACE, End.SOURCE);
          case "oifname", "oif" -> Selector.of(Subject.INTERFACE, End.DESTINATION);
          case "meta" -> meta();
          case "ip" -> ip();
          case "ip6" -> ip6();
          case "tcp" -> tokens.take("flags") ? flags() : port().of(ProtocolNames.TCP);
          case "udp" -> port().of(ProtocolNames.UDP);
          case "sctp" -> port().of(ProtocolNames.SCTP);
          case "dccp" -> port().of(ProtocolNames.DCCP);
          case "udplite" -> port().of(ProtocolNames.UDP_LITE);
          case "th" -> port();
          case "icmp" -> icmp().in(Family.IPV4).of(ProtocolNames.ICMP);
          case "icmpv6" -> icmp().in(Family.IPV6).of(ProtocolNames.ICMP6);
          case "ct" -> connection();
          case "fib" -> addressType();
          default -> null;
        });
  }

  private Selector meta() {
    String word = tokens.word();
    return switch (word) {
      case "iifname", "iif" -> Selector.of(Subject.INTERFACE, End.SOURCE);
      case "oifname", "oif" -> Selector.of(Subject.INTERFACE, End.DESTINATION);
      case "l4proto" -> Selector.of(Subject.PROTOCOL);
      case "nfproto", "protocol" -> Selector.of(Subject.FAMILY);
      case "pkttype" -> Selector.of(Subject.PACKET_TYPE);
      default -> throw unknown("meta " + word);
    };
  }

  private Selector ip() {
    String word = tokens.word();
    return (switch (word) {
          case "saddr" -> Selector.of(Subject.ADDRESS, End.SOURCE);
          case "daddr" -> Selector.of(Subject.ADDRESS, End.DESTINATION);
          case "protocol" -> Selector.of(Subject.PROTOCOL);
          case "ttl" -> Selector.of(Subject.HOPS);
          default -> throw unknown("ip " + word);
        })
        .in(Family.IPV4);
  }

  private Selector ip6() {
    String word = tokens.word();
    return (switch (word) {
          case "saddr" -> Selector.of(Subject.ADDRESS, End.SOURCE);
          case "daddr" -> Selector.of(Subject.ADDRESS, End.DESTINATION);
          // No packet here has headers of extensions, so that the next header is the last.
          case "nexthdr" -> Selector.of(Subject.PROTOCOL);
          case "hoplimit" -> Selector.of(Subject.HOPS);
          default -> throw unknown("ip6 " + word);
        })
        .in(Family.IPV6);
  }

  private static Selector flags() {
    return Selector.of(Subject.TCP_FLAGS).of(ProtocolNames.TCP);
  }

  private Selector port() {
    String word = tokens.word();
    return switch (word) {
      case "sport" -> Selector.of(Subject.PORT, End.SOURCE);
      case "dport" -> Selector.of(Subject.PORT, End.DESTINATION);
      default -> throw unknown(word);
    };
  }

  private Selector icmp() {
    String word = tokens.word();
    return switch (word) {
      case "type" -> Selector.of(Subject.ICMP_TYPE);
      case "code" -> Selector.of(Subject.ICMP_CODE);
      default -> throw unknown("icmp " + word);
    };
  }

  private Selector connection() {
    String word = tokens.word();
    return switch (word) {
      case "state" -> Selector.of(Subject.STATE);
      case "status" -> Selector.of(Subject.STATUS);
      case "direction" -> Selector.of(Subject.DIRECTION);
      case "helper" -> Selector.of(Subject.HELPER);
      case "original" -> original();
      default -> throw unknown("ct " + word);
    };
  }

  private Selector original() {
    String word = tokens.word();
    return switch (word) {
      case "ip" -> originalAddress(tokens.word()).in(Family.IPV4);
      case "ip6" -> originalAddress(tokens.word()).in(Family.IPV6);
      case "saddr", "daddr" -> originalAddress(word).in(family);
      case "proto-src" -> Selector.of(Subject.ORIGINAL_PORT, End.SOURCE);
      case "proto-dst" -> Selector.of(Subject.ORIGINAL_PORT, End.DESTINATION);
      default -> throw unknown("ct original " + word);
    };
  }

  private Selector originalAddress(String word) {
    return switch (word) {
      case "saddr" -> Selector.of(Subject.ORIGINAL_ADDRESS, End.SOURCE);
      case "daddr" -> Selector.of(Subject.ORIGINAL_ADDRESS, End.DESTINATION);
      default -> throw unknown("ct original ip " + word);
    };
  }

  private Selector addressType() {
    String word = tokens.word();
    End end =
        switch (word) {
          case "saddr" -> End.SOURCE;
          case "daddr" -> End.DESTINATION;
          default -> throw unknown("fib " + word);
        };
    Scope scope = Scope.ANY;
    if (tokens.take(".")) {
      String other = tokens.word();
      scope =
          switch (other) {
            case "iif" -> Scope.INCOMING;
            case "oif" -> Scope.OUTGOING;
            default -> throw unknown("fib " + word + " . " + other);
          };
    }
    String result = tokens.word();
    if (!result.equals("type")) {
      throw unknown("fib … " + result);
    }
    return new Selector(Subject.ADDRESS_TYPE, end, Optional.empty(), OptionalInt.empty(), scope);
  }

  private NotUnderstood unknown(String words) {
    return NotUnderstood.unknown(tokens.last(), "`" + words + "` is not known here.");
  }
}
