package org.labwall.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Device;
import org.labwall.model.InterfaceSettings;
import org.labwall.model.Leg;
import org.labwall.model.Site;
import org.labwall.source.Span;

/**
 * The slave of a bond and the port of a bridge carry no network of their own: packets come in by
 * the bond, or by the bridge, whatever the filter says of the port.
 */
final class PortsOfOthers implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      Map<String, Span> used = new HashMap<>();
      for (Leg leg : cluster.legs()) {
        used.putIfAbsent(leg.interfaceName(), leg.span());
        used.putIfAbsent(leg.device(), leg.span());
      }
      for (Device device : cluster.devices()) {
        check(device.settings(), device.span(), used, diagnostics);
      }
      for (Leg leg : cluster.legs()) {
        check(leg.settings(), leg.span(), used, diagnostics);
      }
    }
  }

  private static void check(
      InterfaceSettings settings, Span span, Map<String, Span> used, Diagnostics diagnostics) {
    Optional<String> port =
        settings.options().stream()
            .filter(it -> it.name().matches("bond[-_]slaves|bridge[-_]ports"))
            .flatMap(it -> Stream.of(it.value().split(" ", -1)))
            .filter(used::containsKey)
            .findFirst();
    port.ifPresent(
        name ->
            diagnostics.add(
                Diagnostic.at(
                        span,
                        Code.DUPLICATE_INTERFACE,
                        "The port `" + name + "` carries networks of its own.")
                    .related(used.getOrDefault(name, span), "It does so here.")));
  }
}
