package org.labwall.expand;

import java.util.Optional;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.source.MacroCall;
import org.labwall.source.SourceFile;

/**
 * What names mean in a block.
 *
 * @param call what brought the block there, if a macro holds it
 */
record Scope(Constants constants, Macros macros, Optional<MacroCall> call) {

  /** That of a source, or of the library, before its first line. */
  static Scope outside() {
    return new Scope(new Constants(null), new Macros(null), Optional.empty());
  }

  /** That of a block in this one. */
  Scope inside() {
    return new Scope(new Constants(constants), new Macros(macros), call);
  }

  /** Reports what {@code file} declares here and nothing uses. */
  void reportUnused(SourceFile file, Diagnostics diagnostics) {
    constants.reportUnused(file, diagnostics);
    macros.reportUnused(file, diagnostics);
  }

  /** That of what {@code brought} takes from this place to where it is called. */
  Scope calledBy(MacroCall brought) {
    return new Scope(new Constants(constants), new Macros(macros), Optional.of(brought));
  }
}
