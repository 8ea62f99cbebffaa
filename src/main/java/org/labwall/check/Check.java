package org.labwall.check;

import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Site;

/** One thing that must hold in a site. */
@FunctionalInterface
interface Check {

  /** Reports where it does not hold. */
  void check(Site site, Diagnostics diagnostics);

  /** Whether it never finds an error. */
  default boolean onlyWarns() {
    return false;
  }
}
