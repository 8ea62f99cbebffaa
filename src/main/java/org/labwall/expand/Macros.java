package org.labwall.expand;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.labwall.ast.Statement;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.source.SourceFile;

/** The macros of a block, with those of the blocks around it behind them. */
final class Macros {
  private final Map<String, Macro> own = new LinkedHashMap<>();
  private final @Nullable Macros outer;

  Macros(@Nullable Macros outer) {
    this.outer = outer;
  }

  /** Takes a macro; the same one may come twice, with a file that is included twice. */
  void declare(Macro macro, Diagnostics diagnostics) {
    checkParameters(macro.parameters(), diagnostics);
    Macro before = own.putIfAbsent(macro.name().text(), macro);
    if (before != null && !before.isAt(macro)) {
      diagnostics.add(
          Diagnostic.at(
                  macro.name().span(),
                  Code.DUPLICATE_NAME,
                  "The macro `" + macro + "` is declared already.")
              .related(before.name().span(), "It is declared here first."));
    }
  }

  private static void checkParameters(
      List<Statement.Macro.Parameter> parameters, Diagnostics diagnostics) {
    Set<String> names = new HashSet<>();
    for (Statement.Macro.Parameter parameter : parameters) {
      Word name = parameter.name();
      if (!Constants.isName(name.text()) || name.quoted() || name.text().equals(Constants.ROLE)) {
        diagnostics.add(
            Diagnostic.at(
                    name.span(), Code.BAD_NAME, "`" + name.text() + "` cannot be a parameter.")
                .hint(
                    "A parameter is made of ASCII letters, digits and `_`, without a `$`, and is not `ROLE`."));
      } else if (!names.add(name.text())) {
        diagnostics.add(
            name.span(), Code.DUPLICATE_NAME, "There are two parameters `" + name + "`.");
      }
    }
  }

  Optional<Macro> find(String name) {
    Macro found = own.get(name);
    return found != null || outer == null ? Optional.ofNullable(found) : outer.find(name);
  }

  /** The names of all that may be called. */
  List<String> names() {
    List<String> names = new ArrayList<>(own.keySet());
    if (outer != null) {
      names.addAll(outer.names());
    }
    return names;
  }

  /** Reports the macros of {@code file} that nothing calls. */
  void reportUnused(SourceFile file, Diagnostics diagnostics) {
    for (Macro macro : own.values()) {
      if (macro.calls() == 0 && macro.name().span().file() == file) {
        diagnostics.add(
            macro.name().span(), Code.UNUSED_NAME, "Nothing calls the macro `" + macro + "`.");
      }
    }
  }
}
