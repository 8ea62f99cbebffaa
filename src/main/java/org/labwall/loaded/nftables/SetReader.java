package org.labwall.loaded.nftables;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.labwall.loaded.ElementSet;
import org.labwall.loaded.ElementSet.Element;
import org.labwall.loaded.NotUnderstood;
import org.labwall.loaded.Value;
import org.labwall.loaded.Verdict;
import org.labwall.source.Span;

/** Reads a set or map, or the elements of one that stands in a rule. */
final class SetReader {
  /** What says nothing of a set's elements. */
  private static final Set<String> FLAGS = Set.of("interval", "constant");

  private static final Set<String> POLICIES = Set.of("performance", "memory");

  private final Tokens tokens;
  private final String name;
  private final Span place;
  private final boolean map;
  private final List<KeyType> types = new ArrayList<>();
  private final List<Element> elements = new ArrayList<>();

  SetReader(Tokens tokens, String name, Span place, boolean map) {
    this.tokens = tokens;
    this.name = name;
    this.place = place;
    this.map = map;
  }

  /** The elements in braces of a set that stands in a rule. */
  static ElementSet anonymous(Tokens tokens, List<KeyType> types, boolean map) {
    SetReader reader = new SetReader(tokens, "", tokens.here(), map);
    reader.types.addAll(types);
    reader.elements();
    return new ElementSet("", reader.elements, reader.place);
  }

  /** The set from its brace on. */
  DeclaredSet read() {
    tokens.expect("{");
    tokens.skipSeparators();
    while (!tokens.is("}")) {
      property(tokens.word());
      tokens.endStatement();
    }
    tokens.expect("}");
    if (types.isEmpty()) {
      throw NotUnderstood.malformed(place, "The set `" + name + "` has no type.");
    }
    return new DeclaredSet(new ElementSet(name, elements, place), types, map);
  }

  private void property(String word) {
    switch (word) {
      case "type" -> types();
      case "flags" -> {
        do {
          oneOf(FLAGS);
        } while (tokens.take(","));
      }
      case "size" -> tokens.number(Integer.MAX_VALUE);
      case "policy" -> oneOf(POLICIES);
      case "auto-merge", "counter" -> {
        // What nft makes of elements, and counts of them, is seen in the elements.
      }
      case "comment" -> tokens.string();
      case "elements" -> {
        tokens.expect("=");
        elements();
      }
      default -> throw unknown(word);
    }
  }

  private void oneOf(Set<String> known) {
    String word = tokens.word();
    if (!known.contains(word)) {
      throw unknown(word);
    }
  }

  private NotUnderstood unknown(String word) {
    return NotUnderstood.unknown(tokens.last(), "`" + word + "` of a set is not known here.");
  }

  private void types() {
    if (!types.isEmpty()) {
      throw tokens.malformed("The set `" + name + "` has two types.");
    }
    do {
      String word = tokens.word();
      types.add(KeyType.of(word).orElseThrow(() -> unknown(word)));
    } while (tokens.take("."));
    if (map) {
      tokens.expect(":");
      String word = tokens.word();
      if (!word.equals("verdict")) {
        throw unknown(word);
      }
    }
  }

  private void elements() {
    if (types.isEmpty()) {
      throw tokens.malformed("The type of the elements is missing before them.");
    }
    tokens.expect("{");
    tokens.skipNewlines();
    Set<List<Object>> seen = new HashSet<>();
    while (!tokens.is("}")) {
      Element element = element();
      // nft takes what is said twice as said once.
      if (seen.add(List.of(element.values(), element.verdict()))) {
        elements.add(element);
      }
      tokens.skipNewlines();
      if (!tokens.take(",")) {
        break;
      }
      tokens.skipNewlines();
    }
    tokens.expect("}");
    if (map) {
      Overlaps.in(elements)
          .ifPresent(
              it -> {
                throw NotUnderstood.dangling(
                    it.span(), "Another element of this map holds for the same packet.");
              });
    }
  }

  private Element element() {
    Tokens.Mark mark = tokens.mark();
    Value[] values = new Value[types.size()];
    for (int i = 0; i < values.length; i++) {
      if (i > 0) {
        tokens.expect(".");
      }
      values[i] = Values.read(types.get(i), tokens);
    }
    String comment = "";
    while (tokens.is("comment") || tokens.is("counter")) {
      if (tokens.take("comment")) {
        comment = tokens.string();
      } else {
        Counters.skip(tokens);
      }
    }
    Optional<Verdict> verdict = Optional.empty();
    if (map) {
      tokens.expect(":");
      verdict = Optional.of(Verdicts.read(tokens));
    }
    return new Element(List.of(values), verdict, comment, tokens.since(mark));
  }
}
