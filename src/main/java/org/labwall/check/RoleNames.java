package org.labwall.check;

import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Role;
import org.labwall.model.Site;

/** A role's tree lies beside the list of all files, and so must have another name. */
final class RoleNames implements Check {
  private static final String TAKEN = "MANIFEST";

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Role role : site.roles()) {
      if (role.name().equalsIgnoreCase(TAKEN)) {
        diagnostics.add(
            Diagnostic.at(role.span(), Code.BAD_NAME, "No role can be called `" + TAKEN + "`.")
                .hint("The list of all files that are written has that name."));
      }
    }
  }
}
