package org.labwall.loaded.nftables;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.labwall.loaded.Match;
import org.labwall.loaded.Match.AddressType;
import org.labwall.loaded.Match.PacketType;
import org.labwall.loaded.Match.State;
import org.labwall.loaded.NotUnderstood;

/** Reads words of nft's own, of which several stand in braces or with commas between. */
final class WordLists {
  /** The kernel's bits, which {@code nft -n} shows. */
  private static final Map<Integer, State> STATES =
      Map.of(
          1,
          State.INVALID,
          2,
          State.ESTABLISHED,
          4,
          State.RELATED,
          8,
          State.NEW,
          64,
          State.UNTRACKED);

  private static final Map<Integer, State> STATUS = Map.of(16, State.SNAT, 32, State.DNAT);
  private static final int BITS = 16;

  private final Tokens tokens;

  WordLists(Tokens tokens) {
    this.tokens = tokens;
  }

  /** The states of a connection. */
  Match states(String operator) {
    checkEquality(operator);
    boolean braces = tokens.is("{");
    EnumSet<State> states = list(() -> states(STATES), !braces);
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
    EnumSet<State> states = list(() -> states(STATUS), true);
    if (!EnumSet.of(State.SNAT, State.DNAT).containsAll(states)) {
      throw NotUnderstood.unknown(tokens.last(), "This status is not known here.");
    }
    return new Match.States(states, false);
  }

  /** The types of an address. */
  Set<AddressType> addressTypes(String operator) {
    checkEquality(operator);
    EnumSet<AddressType> types = list(() -> EnumSet.of(word(AddressType.class)), false);
    return operator.equals("!=") ? EnumSet.complementOf(types) : types;
  }

  /** The types of packets. */
  Set<PacketType> packetTypes(String operator) {
    checkEquality(operator);
    EnumSet<PacketType> types = list(() -> EnumSet.of(word(PacketType.class)), false);
    return operator.equals("!=") ? EnumSet.complementOf(types) : types;
  }

  /** A state by its word, or some by the kernel's bits. */
  private EnumSet<State> states(Map<Integer, State> names) {
    if (tokens.kind() != Tokens.Kind.WORD || !tokens.peek().startsWith("0x")) {
      return EnumSet.of(word(State.class));
    }
    String word = tokens.word();
    int bits = Values.bits(word, (1 << BITS) - 1, tokens);
    EnumSet<State> states = EnumSet.noneOf(State.class);
    for (int bit = 1; bit <= bits; bit <<= 1) {
      if ((bits & bit) != 0) {
        State state = names.get(bit);
        if (state == null) {
          throw NotUnderstood.unknown(tokens.last(), "`" + word + "` is not known here.");
        }
        states.add(state);
      }
    }
    return states;
  }

  private void checkEquality(String operator) {
    if (!operator.isEmpty() && !operator.equals("==") && !operator.equals("!=")) {
      throw NotUnderstood.unknown(tokens.last(), "`" + operator + "` is not known here.");
    }
  }

  /** What one word means or several in braces, or with commas where that is a list, too. */
  private <E extends Enum<E>> EnumSet<E> list(Supplier<EnumSet<E>> word, boolean commas) {
    boolean braces = tokens.take("{");
    skipNewlines(braces);
    EnumSet<E> words = word.get();
    skipNewlines(braces);
    while ((braces || commas) && tokens.take(",")) {
      skipNewlines(braces);
      words.addAll(word.get());
      skipNewlines(braces);
    }
    if (braces) {
      tokens.expect("}");
    }
    return words;
  }

  private void skipNewlines(boolean braces) {
    if (braces) {
      tokens.skipNewlines();
    }
  }

  private <E extends Enum<E>> E word(Class<E> type) {
    String word = tokens.word();
    String name =
        switch (word) {
          case "unicast" -> type == PacketType.class ? "HOST" : "UNICAST";
          default -> word.toUpperCase(Locale.ROOT);
        };
    for (E constant : type.getEnumConstants()) {
      // The kernel's numbers of types, which nft -n shows, are those of their order here.
      boolean numbered = type != State.class && word.equals(Integer.toString(constant.ordinal()));
      if (numbered || constant.name().equals(name)) {
        return constant;
      }
    }
    throw NotUnderstood.unknown(tokens.last(), "`" + word + "` is not known here.");
  }
}
