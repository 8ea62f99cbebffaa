package org.labwall.expand;

import java.util.List;
import org.labwall.ast.Statement;
import org.labwall.ast.Word;
import org.labwall.source.MacroCall;
import org.labwall.source.Span;

/** A macro, what names mean where it is declared, and how often it is called. */
final class Macro {
  private final Statement.Macro declaration;
  private final Scope scope;
  private int calls;

  Macro(Statement.Macro declaration, Scope scope) {
    this.declaration = declaration;
    this.scope = scope;
  }

  Word name() {
    return declaration.name();
  }

  List<Statement.Macro.Parameter> parameters() {
    return declaration.parameters();
  }

  List<Statement> block() {
    return declaration.block();
  }

  /** What names mean in it when it is called, but for its parameters. */
  Scope calledAt(Span place) {
    calls++;
    return scope.calledBy(new MacroCall(toString(), place));
  }

  int calls() {
    return calls;
  }

  /** Whether it is this one, perhaps read once more from the same file. */
  boolean isAt(Macro other) {
    return name().span().equals(other.name().span());
  }

  @Override
  public String toString() {
    return name().text();
  }
}
