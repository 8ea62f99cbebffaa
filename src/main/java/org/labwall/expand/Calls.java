package org.labwall.expand;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.labwall.ast.Statement;
import org.labwall.ast.Word;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.Similar;
import org.labwall.source.Span;

/** Finds the macros that are called, and stops what would have no end. */
final class Calls {
  /** How deep macros may call each other. */
  private static final int DEEPEST = 50;

  /** How many unknown names get a hint: each is compared with all that are known. */
  private static final int MOST_HINTS = 100;

  private final Library library;
  private final Scope libraryScope = Scope.outside();
  private final Allowance allowance;
  private final Diagnostics diagnostics;

  /** The macros that are being expanded, the innermost first. */
  private final Deque<Macro> open = new ArrayDeque<>();

  /** The names, where they are declared, of macros that are said to call themselves. */
  private final Set<Span> endless = new HashSet<>();

  private final List<Unknown> unknown = new ArrayList<>();

  /** A name that no macro had when it was called. */
  private record Unknown(Word name, Scope scope) {}

  Calls(Library library, Allowance allowance, Diagnostics diagnostics) {
    this.library = library;
    this.allowance = allowance;
    this.diagnostics = diagnostics;
  }

  /** The macro that is called, until {@link #leave}; nothing if it cannot be. */
  Optional<Macro> enter(Statement.Call call, Scope scope) {
    String name = call.macro().text();
    Optional<Macro> found =
        scope
            .macros()
            .find(name)
            .or(() -> library.macro(name).map(it -> new Macro(it, libraryScope)));
    if (found.isEmpty()) {
      unknown.add(new Unknown(call.macro(), scope));
    } else if (ends(found.get(), call) && allowance.coversStatement(call.span())) {
      open.push(found.get());
      return found;
    }
    return Optional.empty();
  }

  void leave() {
    open.pop();
  }

  private boolean ends(Macro macro, Statement.Call call) {
    if (open.stream().anyMatch(macro::isAt)) {
      if (endless.add(macro.name().span())) {
        diagnostics.add(
            call.macro().span(), Code.NAME_CYCLE, "The macro `" + macro + "` calls itself.");
      }
      return false;
    }
    if (open.size() == DEEPEST) {
      diagnostics.add(
          call.macro().span(),
          Code.DEEP_NESTING,
          "Macros call each other more than " + DEEPEST + " deep.");
      return false;
    }
    return true;
  }

  /** Reports the calls of what is no macro, now that all of them are known. */
  void reportUnknown() {
    int hints = 0;
    for (Unknown call : unknown) {
      String name = call.name().text();
      Optional<Macro> later = call.scope().macros().find(name);
      if (later.isPresent()) {
        diagnostics.add(
            Diagnostic.at(
                    call.name().span(),
                    Code.UNKNOWN_NAME,
                    "The macro `" + name + "` is called before it is declared.")
                .related(later.get().name().span(), "It is declared here."));
      } else {
        List<String> known = new ArrayList<>(call.scope().macros().names());
        known.addAll(library.macros());
        diagnostics.add(
            Diagnostic.at(call.name().span(), Code.UNKNOWN_NAME, "Unknown macro `" + name + "`.")
                .hint(hints++ < MOST_HINTS ? Similar.hint(name, known) : Optional.empty()));
      }
    }
  }
}
