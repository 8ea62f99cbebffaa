package org.labwall.check;

import java.util.Optional;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Site;
import org.labwall.model.VirtualRouter;

/** Instances that are not in one group may have their masters on different machines. */
final class SyncGroups implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      cluster.virtualRouter().ifPresent(router -> check(router, diagnostics));
    }
  }

  private static void check(VirtualRouter router, Diagnostics diagnostics) {
    if (router.instances().size() < 2) {
      return;
    }
    Optional<VirtualRouter.Instance> alone =
        router.instances().stream()
            .filter(it -> router.groups().stream().noneMatch(group -> group.has(it)))
            .findFirst();
    alone.ifPresent(
        instance ->
            diagnostics.add(
                Diagnostic.at(
                        router.span(),
                        Code.UNGROUPED,
                        "The instance of `" + instance.name() + "` changes state alone.")
                    .hint(
                        "A router that is master inside and backup outside forwards nothing;"
                            + " `VRRP START GROUP` names the instances that belong together.")));
  }
}
