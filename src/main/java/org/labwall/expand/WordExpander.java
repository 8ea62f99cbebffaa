package org.labwall.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.labwall.ast.SecretWord;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.Similar;
import org.labwall.source.MacroCall;
import org.labwall.source.Span;

/** Replaces constants, the host name and escapes in words; nothing is ever executed. */
final class WordExpander {
  private final Constants constants;
  private final Optional<MacroCall> call;
  private final Secrets secrets;
  private final Allowance allowance;
  private final Diagnostics diagnostics;

  WordExpander(Scope scope, Secrets secrets, Allowance allowance, Diagnostics diagnostics) {
    this.constants = scope.constants();
    this.call = scope.call();
    this.secrets = secrets;
    this.allowance = allowance;
    this.diagnostics = diagnostics;
  }

  /** Whether a macro holds the block. */
  boolean isOfMacro() {
    return call.isPresent();
  }

  /** Where something of the block counts. */
  Span place(Span span) {
    return isOfMacro() ? span.in(call) : span;
  }

  /** A word that is taken as it is written. */
  Word place(Word word) {
    return isOfMacro() ? new Word(place(word.span()), word.text(), word.quoted()) : word;
  }

  /** The word with its final text. */
  Word expand(Word written) {
    Word word = place(written);
    String text = word.text();
    boolean plain =
        text.indexOf('$') < 0
            && text.indexOf('`') < 0
            && !(word.quoted() && text.indexOf('\\') >= 0);
    Word expanded = plain ? word : word.withText(replaced(word));
    return SixToFour.isOne(word) ? word.withText(SixToFour.value(expanded, diagnostics)) : expanded;
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
    for (Word written : words) {
      Word word = place(written);
      Optional<String> reference = wholeReference(word);
      if (reference.isEmpty()) {
        all.add(expand(written));
      } else {
        constant(reference.get(), word)
            .ifPresent(constant -> addMembers(constant, reference.get(), word, all));
      }
    }
    return all;
  }

  /**
   * A word where a secret is expected: the one place where a constant may come from outside of the
   * sources.
   */
  SecretWord secret(SecretWord written) {
    Word word = place(written.word());
    Optional<String> name = reference(word.text()).filter(it -> !it.equals(Constants.ROLE));
    if (name.isEmpty()) {
      diagnostics.conceal(word.span());
      return new SecretWord(expand(written.word()));
    }
    Optional<Constant> constant = constants.find(name.get());
    if (constant.isPresent()) {
      constant.get().places().forEach(diagnostics::conceal);
      boolean set = constant.get().kind() == Constant.Kind.SETTING;
      return new SecretWord(
          word.withText(constant.get().text()), set ? name : Optional.empty(), true);
    }
    Optional<String> value = secrets.find(name.get());
    if (value.isEmpty()) {
      constants.reportUndefined(name.get(), word, unknownSecret(name.get()), diagnostics);
    }
    return new SecretWord(word.withText(value.orElse("")), name, false);
  }

  private Optional<String> unknownSecret(String name) {
    return Similar.hint(name, secrets.names())
        .or(
            () ->
                Optional.of(
                    "Set `" + name + "` in the environment, or in a file that `--secrets` names."));
  }

  /** The constant that {@code word} refers to; an undefined one is reported. */
  private Optional<Constant> constant(String name, Word word) {
    Optional<Constant> found = constants.find(name);
    if (found.isEmpty()) {
      Optional<String> hint =
          secrets
              .find(name)
              .map(
                  it ->
                      "What the environment or a file of secrets holds is taken only where a secret"
                          + " is expected, and where it is the whole word.");
      constants.reportUndefined(name, word, hint, diagnostics);
    }
    return found;
  }

  private void addMembers(Constant constant, String name, Word word, List<Word> all) {
    for (Word member : constant.members()) {
      if (member.text().isEmpty()) {
        diagnostics.add(word.span(), Code.SYNTAX, "The list in `" + name + "` has a hole.");
      } else if (allowance.coversText(0, word.span())) {
        Span place =
            constant.kind() == Constant.Kind.ARGUMENT ? argument(word.span(), member) : word.span();
        all.add(new Word(place, member.text(), member.quoted()));
      }
    }
  }

  /** The place of a word that an argument brings: the argument itself comes first. */
  private Span argument(Span place, Word argument) {
    return place.in(call.map(it -> new MacroCall(it.macro(), argument.span())));
  }

  /** The constant's name if the word is a reference to one and nothing else. */
  private static Optional<String> wholeReference(Word word) {
    return word.quoted() ? Optional.empty() : reference(word.text());
  }

  private static Optional<String> reference(String text) {
    if (text.isEmpty() || text.charAt(0) != '$') {
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
    Optional<Constant> constant = constant(name, word);
    return constant
        .map(Constant::text)
        .filter(text -> allowance.coversText(text.length(), word.span()))
        .orElse("");
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
      while (end < text.length() && Constants.isNameCharacter(text.charAt(end), end == start)) {
        end++;
      }
      boolean closed = !braced || (end < text.length() && text.charAt(end) == '}');
      return end == start || !closed
          ? new Reference("", dollar + 1)
          : new Reference(text.substring(start, end), braced ? end + 1 : end);
    }
  }
}
