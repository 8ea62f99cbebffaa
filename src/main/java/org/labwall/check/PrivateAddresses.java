package org.labwall.check;

import java.util.ArrayList;
import java.util.List;
import org.labwall.address.AddressRange;
import org.labwall.address.AddressSet;
import org.labwall.address.Family;
import org.labwall.address.Prefix;

/** Addresses that no machine in the Internet has (RFC 1918, RFC 3927, RFC 4193, RFC 6598). */
final class PrivateAddresses {
  private static final List<String> PREFIXES =
      List.of(
          "10.0.0.0/8",
          "100.64.0.0/10",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.168.0.0/16",
          "fc00::/7");

  private PrivateAddresses() {}

  /** Those of one family. */
  static AddressSet of(Family family) {
    List<AddressRange> ranges = new ArrayList<>();
    for (String text : PREFIXES) {
      Prefix prefix = Prefix.parse(text).orElseThrow();
      if (prefix.family() == family) {
        ranges.add(prefix.range());
      }
    }
    return AddressSet.of(family, ranges);
  }
}
