package org.labwall.resolve;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.labwall.ast.Statement.Naming;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostics;

/** The names that are being resolved, each a part of the one before it. */
final class Nesting {
  /** How deep groups may lie in each other. */
  private static final int DEEPEST = 200;

  private final Diagnostics diagnostics;
  private final Set<Naming> resolving = Collections.newSetFromMap(new IdentityHashMap<>());

  Nesting(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Enters a name, unless, as is reported, it is entered already or lies too deep in others. */
  boolean enter(Naming naming) {
    boolean cycle = !resolving.add(naming);
    boolean deep = resolving.size() > DEEPEST;
    if (cycle || deep) {
      diagnostics.add(
          naming.name().span(),
          cycle ? Code.NAME_CYCLE : Code.DEEP_NESTING,
          cycle
              ? "`" + naming.name() + "` is a part of itself."
              : "Names stand for each other more than " + DEEPEST + " deep.");
    }
    if (deep && !cycle) {
      resolving.remove(naming);
    }
    return !cycle && !deep;
  }

  /** Leaves the name that was entered last. */
  void leave(Naming naming) {
    resolving.remove(naming);
  }
}
