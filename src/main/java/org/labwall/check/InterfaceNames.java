package org.labwall.check;

import java.util.HashSet;
import java.util.Set;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Device;
import org.labwall.model.Leg;
import org.labwall.model.Link;
import org.labwall.model.Site;
import org.labwall.source.Span;

/** Interface names are as long as the kernel takes them: 15 characters. */
final class InterfaceNames implements Check {
  private static final int LONGEST = 15;

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    Set<String> seen = new HashSet<>();
    for (Cluster cluster : site.clusters()) {
      for (Device device : cluster.devices()) {
        check(device.name(), device.span(), seen, diagnostics);
      }
      for (Leg leg : cluster.legs()) {
        check(leg.device(), leg.span(), seen, diagnostics);
        if (leg.link() instanceof Link.Bridge bridge) {
          check(bridge.tap(), leg.span(), seen, diagnostics);
        }
      }
    }
  }

  private static void check(String name, Span span, Set<String> seen, Diagnostics diagnostics) {
    if (name.length() > LONGEST && seen.add(name)) {
      diagnostics.add(
          span,
          Code.INTERFACE_NAME,
          "The interface name `"
              + name
              + "` has "
              + name.length()
              + " characters, and the kernel takes "
              + LONGEST
              + ".");
    }
  }
}
