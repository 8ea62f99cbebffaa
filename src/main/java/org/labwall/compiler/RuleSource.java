package org.labwall.compiler;

import java.util.List;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.loaded.RuleSet;
import org.labwall.source.SourceFile;

/** Rules of machines that are read back. */
public interface RuleSource {

  /**
   * The rules of one family.
   *
   * @param file where they were read
   */
  record Rules(RuleSet rules, SourceFile file) {}

  /** The rules of a role, those apart that could not be read whole, which mean nothing. */
  List<Rules> read(String role, Diagnostics diagnostics);
}
