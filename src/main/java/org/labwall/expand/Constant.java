package org.labwall.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.labwall.ast.Word;
import org.labwall.source.Span;

/** A constant or a parameter, and whether anything uses it. */
final class Constant {
  private final Word name;
  private final List<Word> value;
  private final Kind kind;
  private final List<Span> places = new ArrayList<>();
  private @Nullable List<Word> members;
  boolean used;

  /** Where the value comes from. */
  enum Kind {
    SETTING("constant"),
    /** A call gives the value, and its words count as if they stood there. */
    ARGUMENT("parameter"),
    /** A call gives none. */
    DEFAULT("parameter");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /** One whose value is expanded. */
  Constant(Word name, List<Word> value, Kind kind) {
    this.name = name;
    this.value = List.copyOf(value);
    this.kind = kind;
    value.forEach(word -> places.add(word.span()));
  }

  Word name() {
    return name;
  }

  Kind kind() {
    return kind;
  }

  /** The value inside a word or a text. */
  String text() {
    return value.stream().map(Word::text).collect(Collectors.joining(","));
  }

  /** Takes the places of another, which has the same name in the same block. */
  void merge(Constant other) {
    places.addAll(other.places);
  }

  /** Where the value stands, and others that should have been the same. */
  List<Span> places() {
    return List.copyOf(places);
  }

  /** The value in a list: what its commas separate, also those in strings. */
  List<Word> members() {
    List<Word> known = members;
    if (known == null) {
      known = new ArrayList<>();
      for (Word word : value) {
        for (String part : word.text().split(",", -1)) {
          known.add(word.withText(part.strip()));
        }
      }
      members = known;
    }
    return known;
  }
}
