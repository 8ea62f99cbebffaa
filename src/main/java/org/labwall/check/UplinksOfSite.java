package org.labwall.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.Site;

/** A network that looks like the one towards the Internet is an uplink of somebody. */
final class UplinksOfSite implements Check {
  private static final Set<String> NAMES =
      Set.of("internet", "inter", "wan", "world", "uplink", "isp", "outside", "extern", "external");

  @Override
  public boolean onlyWarns() {
    return true;
  }

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    List<Leg> legs = site.clusters().stream().flatMap(it -> it.legs().stream()).toList();
    boolean some = legs.stream().anyMatch(it -> it.wayOut(Family.IPV4) || it.wayOut(Family.IPV6));
    Optional<Network> outside =
        site.networks().stream().filter(UplinksOfSite::looksOutside).findFirst();
    if (!some && outside.isPresent()) {
      String name = outside.get().name();
      diagnostics.add(
          Diagnostic.at(
                  outside.get().span(),
                  Code.NO_UPLINK,
                  "No network has a default gateway, so `" + name + "` means its own link only.")
              .hint("Write `via ADDRESS` behind its addresses, or `dhcp` in the place of them."));
    }
  }

  private static boolean looksOutside(Network network) {
    return NAMES.contains(network.name().toLowerCase(Locale.ROOT))
        && network.ipv4().map(UplinksOfSite::isPublic).orElse(true);
  }

  private static boolean isPublic(Prefix prefix) {
    return !PrivateAddresses.of(Family.IPV4).intersects(AddressSet.of(prefix));
  }
}
