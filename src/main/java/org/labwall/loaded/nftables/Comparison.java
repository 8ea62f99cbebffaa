package org.labwall.loaded.nftables;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.loaded.InterfaceName;
import org.labwall.loaded.Match;
import org.labwall.loaded.Match.Direction;
import org.labwall.loaded.NotUnderstood;
import org.labwall.loaded.NumberSet;
import org.labwall.loaded.Value;

/** Reads what a selector is compared with, and makes a condition of both. */
final class Comparison {
  private static final List<String> OPERATORS = List.of("==", "!=", "<=", ">=", "<", ">");

  private final Tokens tokens;
  private final Selector selector;
  private final String operator;

  /** Reads the operator; where there is none, a value is compared as nft does then. */
  Comparison(Tokens tokens, Selector selector) {
    this.tokens = tokens;
    this.selector = selector;
    String found = "";
    for (String candidate : OPERATORS) {
      if (tokens.is(candidate)) {
        found = candidate;
      }
    }
    if (!found.isEmpty()) {
      tokens.advance();
    }
    this.operator = found;
  }

  /** Whether what is not equal is meant. */
  boolean isNegated() {
    return operator.equals("!=");
  }

  /** Whether equal or not equal is meant, and not less or more. */
  boolean isOfEquality() {
    return operator.isEmpty() || operator.equals("==") || isNegated();
  }

  /** The condition. */
  Match match() {
    return switch (selector.subject()) {
      case INTERFACE -> new Match.Interfaces(selector.end(), interfaces(), isNegated());
      case ADDRESS -> new Match.Addresses(selector.end(), addresses());
      case ORIGINAL_ADDRESS -> new Match.OriginalAddresses(selector.end(), addresses());
      case PROTOCOL -> new Match.Protocols(numbers(() -> Values.protocol(tokens), NumberSet.BYTE));
      case PORT ->
          new Match.Ports(selector.end(), numbers(() -> Values.ports(tokens), NumberSet.PORT));
      case ORIGINAL_PORT ->
          new Match.OriginalPorts(
              selector.end(), numbers(() -> Values.ports(tokens), NumberSet.PORT));
      case HOPS -> new Match.HopLimit(numbers(this::octet, NumberSet.BYTE));
      case ICMP_TYPE -> new Match.Icmp(numbers(this::messages, NumberSet.PORT));
      case ICMP_CODE -> new Match.Icmp(IcmpCodes.of(numbers(this::code, NumberSet.BYTE)));
      case TCP_FLAGS -> new Match.TcpFlags(new FlagReader(tokens).read(operator));
      case STATE -> new WordLists(tokens).states(operator);
      case STATUS -> new WordLists(tokens).status(operator);
      case DIRECTION -> direction();
      case HELPER -> helper();
      case ADDRESS_TYPE ->
          new Match.AddressTypes(
              selector.end(), new WordLists(tokens).addressTypes(operator), selector.scope());
      case PACKET_TYPE -> new Match.PacketTypes(new WordLists(tokens).packetTypes(operator));
      case FAMILY -> throw new IllegalStateException("a family is no condition of its own");
    };
  }

  private void checkEquality() {
    if (!isOfEquality()) {
      throw NotUnderstood.unknown(tokens.last(), "`" + operator + "` is not known here.");
    }
  }

  /** One value, or several in braces. */
  private <T> List<T> values(Supplier<T> value) {
    List<T> values = new ArrayList<>(2);
    if (!tokens.take("{")) {
      values.add(value.get());
      return values;
    }
    do {
      tokens.skipNewlines();
      if (tokens.is("}")) {
        break;
      }
      values.add(value.get());
      tokens.skipNewlines();
    } while (tokens.take(","));
    tokens.expect("}");
    return values;
  }

  private List<InterfaceName> interfaces() {
    checkEquality();
    return values(() -> Values.interfaceName(tokens));
  }

  private AddressSet addresses() {
    checkEquality();
    Family family = selector.family().orElseThrow();
    List<AddressRange> ranges = values(() -> Values.addresses(family, tokens));
    AddressSet addresses = AddressSet.of(family, ranges);
    return isNegated() ? addresses.complement() : addresses;
  }

  private NumberSet numbers(Supplier<Value.Numbers> value, int highest) {
    if (isOfEquality()) {
      NumberSet numbers = NumberSet.of(values(value));
      return isNegated() ? numbers.complement(highest) : numbers;
    }
    Value.Numbers bound = value.get();
    int first =
        switch (operator) {
          case ">" -> bound.last() + 1;
          case ">=" -> bound.first();
          default -> 0;
        };
    int last =
        switch (operator) {
          case "<" -> bound.first() - 1;
          case "<=" -> bound.last();
          default -> highest;
        };
    return first <= last ? NumberSet.of(first, last) : NumberSet.NONE;
  }

  private Value.Numbers octet() {
    return Values.numbers(tokens.word(), NumberSet.BYTE, tokens);
  }

  private Value.Numbers messages() {
    return IcmpCodes.messages(selector.family().orElseThrow(), tokens);
  }

  private Value.Numbers code() {
    return IcmpCodes.code(selector.family().orElseThrow(), tokens);
  }

  private Match direction() {
    checkEquality();
    String word = tokens.word();
    boolean reply =
        switch (word) {
          case "original", "0" -> false;
          case "reply", "1" -> true;
          default -> throw Values.bad(tokens, word, "no direction");
        };
    return new Direction(reply != isNegated());
  }

  private Match helper() {
    checkEquality();
    return new Match.Helper(values(tokens::string), isNegated());
  }
}
