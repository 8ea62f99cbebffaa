package org.labwall.check;

import java.util.HashMap;
import java.util.Map;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Site;
import org.labwall.model.VirtualRouter;

/** On one link, a virtual router id names one virtual router. */
final class RouterIds implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    Map<String, VirtualRouter.Instance> voices = new HashMap<>();
    for (Cluster cluster : site.clusters()) {
      if (cluster.virtualRouter().isEmpty()) {
        continue;
      }
      for (VirtualRouter.Instance instance : cluster.virtualRouter().get().instances()) {
        VirtualRouter.Instance first = voices.putIfAbsent(voice(instance), instance);
        if (first != null) {
          diagnostics.add(
              Diagnostic.at(
                      instance.span(),
                      Code.ROUTER_ID_TWICE,
                      "The virtual router id "
                          + instance.routerId()
                          + " is another router's in `"
                          + instance.poll().network().name()
                          + "` already.")
                  .related(first.span(), "That one is declared here."));
        }
      }
    }
  }

  /** Where a virtual router speaks, and as which. */
  private static String voice(VirtualRouter.Instance instance) {
    String network = instance.poll().network().name();
    return instance.family() + " " + instance.routerId() + " " + network;
  }
}
