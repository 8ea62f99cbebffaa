package org.labwall.expand;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.labwall.ast.Statement;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.Similar;
import org.labwall.source.SourceFile;

/** The constants of a block, with those of the blocks around it behind them. */
final class Constants {
  /** The name that stands for the role that is compiled. */
  static final String ROLE = "ROLE";

  /** The most characters of a value, for one that holds another twice grows without end. */
  private static final int LONGEST = 100_000;

  private final Map<String, Constant> own = new LinkedHashMap<>();
  private final @Nullable Constants outer;

  Constants(@Nullable Constants outer) {
    this.outer = outer;
  }

  /** Takes a constant whose value is expanded. */
  void set(Statement.Setting setting, Diagnostics diagnostics) {
    Word name = setting.name();
    if (name.text().equals(ROLE)) {
      boolean itself =
          setting.value().size() == 1
              && setting.value().get(0).text().equals(String.valueOf(Word.ROLE));
      if (!itself) {
        diagnostics.add(
            Diagnostic.at(name.span(), Code.DUPLICATE_NAME, "`ROLE` is the role being compiled.")
                .hint("Roles are declared by `ROLE master rt1, backup rt2`."));
      }
      return;
    }
    Constant constant = constant(name, setting.value(), Constant.Kind.SETTING, diagnostics);
    Constant before = own.putIfAbsent(name.text(), constant);
    if (before != null) {
      before.merge(constant);
    }
    if (before != null && !before.text().equals(constant.text())) {
      diagnostics.add(
          Diagnostic.at(
                  name.span(),
                  Code.DUPLICATE_NAME,
                  "The " + before.kind() + " `" + name + "` has another value already.")
              .related(before.name().span(), "It is set here first."));
    }
  }

  /** Takes the value that a parameter has for one call, which is expanded. */
  void bind(Word parameter, List<Word> value, Constant.Kind kind, Diagnostics diagnostics) {
    own.put(parameter.text(), constant(parameter, value, kind, diagnostics));
  }

  private static Constant constant(
      Word name, List<Word> value, Constant.Kind kind, Diagnostics diagnostics) {
    boolean tooLong = value.stream().mapToInt(it -> it.text().length() + 1).sum() > LONGEST;
    if (tooLong) {
      diagnostics.add(
          kind == Constant.Kind.ARGUMENT ? value.getFirst().span() : name.span(),
          Code.BAD_TEXT,
          "The " + kind + " `" + name + "` has more than " + LONGEST + " characters.");
    }
    return new Constant(name, tooLong ? List.of() : value, kind);
  }

  /** Reports that {@code word} refers to a constant that is none; {@code hint} goes before ours. */
  void reportUndefined(String name, Word word, Optional<String> hint, Diagnostics diagnostics) {
    diagnostics.add(
        Diagnostic.at(
                word.span(), Code.UNDEFINED_CONSTANT, "The constant `" + name + "` is not defined.")
            .hint(hint.or(() -> Similar.hint(name, names()))));
  }

  /** The value of a constant inside a text; nothing where it is not defined. */
  Optional<String> value(String name) {
    return find(name).map(Constant::text);
  }

  /** The constant of that name, which is used now. */
  Optional<Constant> find(String name) {
    for (Constants scope = this; scope != null; scope = scope.outer) {
      Constant found = scope.own.get(name);
      if (found != null) {
        found.used = true;
        return Optional.of(found);
      }
    }
    return Optional.empty();
  }

  /** Reports the constants of {@code file}, and the parameters, that nothing uses. */
  void reportUnused(SourceFile file, Diagnostics diagnostics) {
    for (Constant constant : own.values()) {
      Word name = constant.name();
      if (!constant.used && name.span().file() == file) {
        diagnostics.add(
            name.span(),
            Code.UNUSED_NAME,
            "Nothing uses the " + constant.kind() + " `" + name + "`.");
      }
    }
  }

  /** Whether {@code $} and this word stand for a constant. */
  static boolean isName(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (!isNameCharacter(word.charAt(i), i == 0)) {
        return false;
      }
    }
    return !word.isEmpty();
  }

  /** Whether a constant's name may have this character, perhaps as its first. */
  static boolean isNameCharacter(char character, boolean first) {
    boolean letter =
        (character >= 'a' && character <= 'z')
            || (character >= 'A' && character <= 'Z')
            || character == '_';
    return letter || (!first && character >= '0' && character <= '9');
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(own.keySet());
    if (outer != null) {
      names.addAll(outer.names());
    }
    return names;
  }
}
