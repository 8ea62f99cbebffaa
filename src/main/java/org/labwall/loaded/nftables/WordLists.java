package org.labwall.loaded.nftables;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.labwall.loaded.Match;
import org.labwall.loaded.Match.AddressType;
import org.labwall.loaded.Match.PacketType;
import org.labwall.loaded.Match.State;
import org.labwall.loaded.NotUnderstood;

/** Reads words of nft's own, of which several stand in braces or with commas between. */
final class WordLists {
  private final Tokens tokens;

  WordLists(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The states of a connection. */
  Match states(String operator) {
    checkEquality(operator);
    boolean braces = tokens.is("{");
    EnumSet<State> states = words(State.class, !braces);
    if (states.contains(State.SNAT) || states.contains(State.DNAT)) {
      throw NotUnderstood.malformed(tokens.last(), "This is no state of a connection.");
    }
    // nft compares with all of them at once then, which no packet has.
    if (!operator.isEmpty() && !braces && states.size() > 1) {
      throw NotUnderstood.unknown(
          tokens.last(), "`" + operator + "` is not known here with more than one state.");
    }
    return new Match.States(states, operator.equals("!="));
  }

  /** What became of a connection, as far as it is known. */
  Match status(String operator) {
    if (!operator.isEmpty() || tokens.is("{")) {
      throw NotUnderstood.unknown(
          tokens.last(), "The status of a connection is known here in plain words only.");
    }
    EnumSet<State> states = words(State.class, true);
    if (!EnumSet.of(State.SNAT, State.DNAT).containsAll(states)) {
      throw NotUnderstood.unknown(tokens.last(), "This status is not known here.");
    }
    return new Match.States(states, false);
  }

  /** The types of an address. */
  Set<AddressType> addressTypes(String operator) {
    checkEquality(operator);
    EnumSet<AddressType> types = words(AddressType.class, false);
    return operator.equals("!=") ? EnumSet.complementOf(types) : types;
  }

  /** The types of packets. */
  Set<PacketType> packetTypes(String operator) {
    checkEquality(operator);
    EnumSet<PacketType> types = words(PacketType.class, false);
    return operator.equals("!=") ? EnumSet.complementOf(types) : types;
  }

  private void checkEquality(String operator) {
    if (!operator.isEmpty() && !operator.equals("==") && !operator.equals("!=")) {
      throw NotUnderstood.unknown(tokens.last(), "`" + operator + "` is not known here.");
    }
  }

  /** One word, or several in braces, or with commas where that is a list, too. */
  private <E extends Enum<E>> EnumSet<E> words(Class<E> type, boolean commas) {
    EnumSet<E> words = EnumSet.noneOf(type);
    boolean braces = tokens.take("{");
    do {
      if (braces) {
        tokens.skipNewlines();
      }
      words.add(word(type));
      if (braces) {
        tokens.skipNewlines();
      }
    } while ((braces || commas) && tokens.take(","));
    if (braces) {
      tokens.expect("}");
    }
    return words;
  }

  private <E extends Enum<E>> E word(Class<E> type) {
    String word = tokens.word();
    String name =
        switch (word) {
          case "unicast" -> type == PacketType.class ? "HOST" : "UNICAST";
          default -> word.toUpperCase(Locale.ROOT);
        };
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return constant;
      }
    }
    throw NotUnderstood.unknown(tokens.last(), "`" + word + "` is not known here.");
  }
}
