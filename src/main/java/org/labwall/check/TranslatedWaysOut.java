package org.labwall.check;

import java.util.stream.Stream;
import org.labwall.address.Family;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.Site;
import org.labwall.model.Translation;
import org.labwall.source.Span;

/** Only what leaves by a way out gets another source; between networks inside nothing does. */
final class TranslatedWaysOut implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Cluster cluster : site.clusters()) {
      cluster.translations().sources().forEach(it -> check(it, cluster, diagnostics));
    }
  }

  private static void check(
      Translation.OfSource translation, Cluster cluster, Diagnostics diagnostics) {
    if (translation.to().isEmpty() && cluster.legs().stream().noneMatch(TranslatedWaysOut::leads)) {
      report(translation.span(), "These roles have no way out.", diagnostics);
    }
    for (Translation.WayOut wayOut : translation.to()) {
      Network network = wayOut.network();
      if (cluster.legs().stream().noneMatch(it -> it.network().equals(network) && leads(it))) {
        String message = "`" + network.name() + "` is no way out of these roles.";
        report(wayOut.span(), message, diagnostics);
      }
    }
  }

  private static boolean leads(Leg leg) {
    return Stream.of(Family.values()).anyMatch(leg::wayOut);
  }

  private static void report(Span span, String message, Diagnostics diagnostics) {
    diagnostics.add(
        Diagnostic.at(span, Code.NO_WAY_OUT, message)
            .hint("A way out is a network that is declared with `via` or `dhcp`."));
  }
}
