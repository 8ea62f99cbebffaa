package org.labwall.check;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Role;
import org.labwall.model.Site;

/** A role's tree lies beside the files of none, and so must have another name. */
final class RoleNames implements Check {
  private static final String LIST = "MANIFEST";
  private static final Map<String, String> OF_VPNS =
      Map.of(
          "clients", "The files of the VPNs' clients lie there.",
          "radius", "The files of the VPNs' RADIUS server lie there.");

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    boolean serves =
        site.clusters().stream()
            .anyMatch(it -> it.vpn().filter(vpn -> !vpn.daemons().isEmpty()).isPresent());
    for (Role role : site.roles()) {
      if (role.name().equalsIgnoreCase(LIST)) {
        report(role, LIST, "The list of all files that are written has that name.", diagnostics);
      } else if (serves) {
        String name = role.name().toLowerCase(Locale.ROOT);
        Optional.ofNullable(OF_VPNS.get(name))
            .ifPresent(why -> report(role, name, why, diagnostics));
      }
    }
  }

  private static void report(Role role, String taken, String why, Diagnostics diagnostics) {
    diagnostics.add(
        Diagnostic.at(role.span(), Code.BAD_NAME, "No role can be called `" + taken + "`.")
            .hint(why));
  }
}
