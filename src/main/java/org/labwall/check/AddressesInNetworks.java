package org.labwall.check;

import org.labwall.address.Prefix;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Site;

/** Every real and virtual address lies in its network. */
final class AddressesInNetworks implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    for (Placed placed : Placed.all(site)) {
      boolean inside =
          placed
              .network()
              .prefix(placed.address().family())
              .map(prefix -> prefix.contains(placed.address()))
              .orElse(false);
      if (!inside) {
        diagnostics.add(
            placed.span(),
            Code.ADDRESS_OUTSIDE,
            "`"
                + placed.address()
                + "` lies outside of `"
                + placed.network().name()
                + "`"
                + placed
                    .network()
                    .prefix(placed.address().family())
                    .map(AddressesInNetworks::shown)
                    .orElse(", which has no such addresses."));
      }
    }
  }

  private static String shown(Prefix prefix) {
    return ", which is `" + prefix + "`.";
  }
}
