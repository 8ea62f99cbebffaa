package org.labwall.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;

/** Replaces constants, the host name and escapes in words; nothing is ever executed. */
final class WordExpander {
  private final Constants constants;
  private final Diagnostics diagnostics;

  WordExpander(Constants constants, Diagnostics diagnostics) {
    this.constants = constants;
    this.diagnostics = diagnostics;
  }

  /** The word with its final text. */
  Word expand(Word word) {
    String text = word.text();
    boolean plain =
        text.indexOf('$') < 0
            && text.indexOf('`') < 0
            && !(word.quoted() && text.indexOf('\\') >= 0);
    return plain ? word : word.withText(replaced(word));
  }

  Optional<Word> expand(Optional<Word> word) {
    return word.map(this::expand);
  }

  /**
   * The words of a list: one that is nothing but a constant stands for all words of its value,
   * commas in it included.
   */
  List<Word> expandList(List<Word> words) {
    List<Word> all = new ArrayList<>(words.size());
    for (Word word : words) {
      Optional<String> reference = wholeReference(word);
      if (reference.isEmpty()) {
        all.add(expand(word));
      } else {
        values(reference.get(), word).forEach(all::add);
      }
    }
    return all;
  }

  private List<Word> values(String name, Word word) {
    List<Word> values = new ArrayList<>();
    for (Word value : constants.value(name, word, diagnostics).orElse(List.of())) {
      for (String part : value.text().split(",", -1)) {
        if (part.isBlank()) {
          diagnostics.add(word.span(), Code.SYNTAX, "The list in `" + name + "` has a hole.");
        } else {
          values.add(new Word(word.span(), part.strip(), value.quoted()));
        }
      }
    }
    return values;
  }

  /** The constant's name if the word is a reference to one and nothing else. */
  private static Optional<String> wholeReference(Word word) {
    String text = word.text();
    if (word.quoted() || text.isEmpty() || text.charAt(0) != '$') {
      return Optional.empty();
    }
    Reference reference = Reference.at(text, 0);
    return reference.end() == text.length()
            && !reference.name().isEmpty()
            && !reference.name().equals(Constants.ROLE)
        ? Optional.of(reference.name())
        : Optional.empty();
  }

  private String replaced(Word word) {
    String text = word.text();
    StringBuilder out = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      char character = text.charAt(at);
      if (character == '\\' && word.quoted()) {
        out.append(escaped(word, at));
        at += 2;
      } else if (character == '`') {
        int end = text.indexOf('`', at + 1);
        out.append(backQuoted(word, at, end < 0 ? text.length() : end));
        at = end < 0 ? text.length() : end + 1;
      } else if (character == '$') {
        Reference reference = Reference.at(text, at);
        out.append(reference.name().isEmpty() ? "$" : value(word, reference.name()));
        at = reference.end();
      } else {
        out.append(character);
        at++;
      }
    }
    return out.toString();
  }

  private String escaped(Word word, int at) {
    char character = word.text().charAt(at + 1);
    if (character != '"' && character != '\\' && character != '$' && character != '`') {
      diagnostics.add(
          Diagnostic.at(
                  word.span().part(at + 1, 2),
                  Code.BAD_TEXT,
                  "A string knows no `\\" + character + "`.")
              .hint("It knows `\\\"`, `\\\\`, `\\$` and a back-quote behind a `\\`."));
    }
    return String.valueOf(character);
  }

  private String backQuoted(Word word, int start, int end) {
    String command = word.text().substring(start + 1, end).strip();
    if (!command.toLowerCase(Locale.ROOT).equals("hostname")) {
      diagnostics.add(
          Diagnostic.at(
                  word.span(),
                  Code.BACK_QUOTES,
                  "Nothing in a source is executed, so `" + command + "` cannot stand here.")
              .hint("The only back-quoted word is `hostname`."));
    }
    return String.valueOf(Word.HOST_NAME);
  }

  private String value(Word word, String name) {
    if (name.equals(Constants.ROLE)) {
      return String.valueOf(Word.ROLE);
    }
    List<Word> value = constants.value(name, word, diagnostics).orElse(List.of());
    return String.join(",", value.stream().map(Word::text).toList());
  }

  /**
   * {@code $NAME} or <code>${NAME}</code>.
   *
   * @param name the constant's name; empty where the dollar is only a dollar
   * @param end the offset behind it
   */
  private record Reference(String name, int end) {

    static Reference at(String text, int dollar) {
      boolean braced = dollar + 1 < text.length() && text.charAt(dollar + 1) == '{';
      int start = dollar + (braced ? 2 : 1);
      int end = start;
      while (end < text.length() && isNameCharacter(text.charAt(end), end == start)) {
        end++;
      }
      boolean closed = !braced || (end < text.length() && text.charAt(end) == '}');
      return end == start || !closed
          ? new Reference("", dollar + 1)
          : new Reference(text.substring(start, end), braced ? end + 1 : end);
    }

    private static boolean isNameCharacter(char character, boolean first) {
      boolean letter =
          (character >= 'a' && character <= 'z')
              || (character >= 'A' && character <= 'Z')
              || character == '_';
      return letter || (!first && character >= '0' && character <= '9');
    }
  }
}
