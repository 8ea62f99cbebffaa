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

  /** A constant, and whether anything uses it. */
  private static final class Constant {
    final Statement.Setting setting;
    boolean used;

    Constant(Statement.Setting setting) {
      this.setting = setting;
    }
  }

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
    int length = setting.value().stream().mapToInt(it -> it.text().length() + 1).sum();
    if (length > LONGEST) {
      diagnostics.add(
          name.span(),
          Code.BAD_TEXT,
          "The constant `" + name + "` has more than " + LONGEST + " characters.");
      own.put(name.text(), new Constant(new Statement.Setting(setting.span(), name, List.of())));
      return;
    }
    Constant before = own.putIfAbsent(name.text(), new Constant(setting));
    if (before != null && !text(before.setting).equals(text(setting))) {
      diagnostics.add(
          Diagnostic.at(
                  name.span(),
                  Code.DUPLICATE_NAME,
                  "The constant `" + name + "` has another value already.")
              .related(before.setting.span(), "It is set here first."));
    }
  }

  /** The words of the constant that {@code word} refers to; what is undefined is reported. */
  Optional<List<Word>> value(String name, Word word, Diagnostics diagnostics) {
    for (Constants scope = this; scope != null; scope = scope.outer) {
      Constant found = scope.own.get(name);
      if (found != null) {
        found.used = true;
        return Optional.of(found.setting.value());
      }
    }
    diagnostics.add(
        Diagnostic.at(
                word.span(), Code.UNDEFINED_CONSTANT, "The constant `" + name + "` is not defined.")
            .hint(Similar.hint(name, names())));
    return Optional.empty();
  }

  /** Reports the constants of {@code file} that nothing uses. */
  void reportUnused(SourceFile file, Diagnostics diagnostics) {
    for (Constant constant : own.values()) {
      Word name = constant.setting.name();
      if (!constant.used && name.span().file() == file) {
        diagnostics.add(name.span(), Code.UNUSED_NAME, "Nothing uses the constant `" + name + "`.");
      }
    }
  }

  private List<String> names() {
    List<String> names = new ArrayList<>(own.keySet());
    if (outer != null) {
      names.addAll(outer.names());
    }
    return names;
  }

  private static String text(Statement.Setting setting) {
    return String.join(",", setting.value().stream().map(Word::text).toList());
  }
}
