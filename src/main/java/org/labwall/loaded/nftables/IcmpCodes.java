package org.labwall.loaded.nftables;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.loaded.IcmpNames;
import org.labwall.loaded.NumberSet;
import org.labwall.loaded.Value;

/** Reads types and codes of ICMP, which nft compares one by one. */
final class IcmpCodes {
  private static final int CODES = 256;

  private static final Map<String, Integer> IPV4 =
      Map.of(
          "net-unreachable", 0,
          "host-unreachable", 1,
          "prot-unreachable", 2,
          "port-unreachable", 3,
          "frag-needed", 4,
          "net-prohibited", 9,
          "host-prohibited", 10,
          "admin-prohibited", 13);

  private static final Map<String, Integer> IPV6 =
      Map.of(
          "no-route", 0,
          "admin-prohibited", 1,
          "addr-unreachable", 3,
          "port-unreachable", 4,
          "policy-fail", 5,
          "reject-route", 6);

  private IcmpCodes() {}

  /** The messages of a type, or of a range of them. */
  static Value.Numbers messages(Family family, Tokens tokens) {
    String word = tokens.word();
    Optional<NumberSet> named = IcmpNames.messages(family, word);
    if (named.isPresent()) {
      return named.get().ranges().getFirst();
    }
    Value.Numbers types = Values.numbers(word, NumberSet.BYTE, tokens);
    return new Value.Numbers(types.first() * CODES, types.last() * CODES + CODES - 1);
  }

  /** A code, or a range of them. */
  static Value.Numbers code(Family family, Tokens tokens) {
    String word = tokens.word();
    Integer named = (family == Family.IPV4 ? IPV4 : IPV6).get(word);
    return named == null
        ? Values.numbers(word, NumberSet.BYTE, tokens)
        : new Value.Numbers(named, named);
  }

  /** The messages of all types that have one of these codes. */
  static NumberSet of(NumberSet codes) {
    List<Value.Numbers> messages = new ArrayList<>();
    for (int type = 0; type < CODES; type++) {
      for (Value.Numbers range : codes.ranges()) {
        messages.add(new Value.Numbers(type * CODES + range.first(), type * CODES + range.last()));
      }
    }
    return NumberSet.of(messages);
  }
}
