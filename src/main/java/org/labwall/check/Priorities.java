package org.labwall.check;

import java.util.HashMap;
import java.util.Map;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Role;
import org.labwall.model.Site;

/** No two routers of a virtual router are equally good: one of them must win the election. */
final class Priorities implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      if (cluster.virtualRouter().isEmpty()) {
        continue;
      }
      Map<Integer, Role> byPriority = new HashMap<>();
      for (Role role : cluster.roles()) {
        Role first = byPriority.putIfAbsent(role.priority(), role);
        if (first != null) {
          diagnostics.add(
              Diagnostic.at(
                      role.span(),
                      Code.EQUAL_PRIORITIES,
                      "`"
                          + role.name()
                          + "` and `"
                          + first.name()
                          + "` have the same priority "
                          + role.priority()
                          + ".")
                  .related(first.span(), "It is given here.")
                  .hint("Each role needs a `priority` of its own; the highest is the master."));
        }
      }
    }
  }
}
