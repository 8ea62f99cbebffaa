package org.labwall.check;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Role;
import org.labwall.model.Site;

/** Every role is a machine with a host name of its own. */
final class HostNames implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    Map<String, Role> byName = new HashMap<>();
    for (Role role : site.roles()) {
      Role first = byName.putIfAbsent(role.hostName().toLowerCase(Locale.ROOT), role);
      if (first != null) {
        diagnostics.add(
            Diagnostic.at(
                    role.span(),
                    Code.EQUAL_HOST_NAMES,
                    "`"
                        + role.name()
                        + "` and `"
                        + first.name()
                        + "` have the same host name `"
                        + role.hostName()
                        + "`.")
                .related(first.span(), "It is given here."));
      }
    }
  }
}
