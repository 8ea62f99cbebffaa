package org.labwall.backend.openvpn;

import java.util.ArrayList;
import java.util.List;
import org.labwall.address.Family;
import org.labwall.address.Prefix;

/** Words and lines of openvpn(8)'s files, in which blanks end a word and quotes keep them. */
final class OpenvpnText {
  private OpenvpnText() {}

  /**
   * A word that means itself.
   *
   * @throws IllegalArgumentException for any other, for the checks should have refused it
   */
  static String word(String text) {
    if (!text.matches("[A-Za-z0-9_./@+:-]+")) {
      throw new IllegalArgumentException("no word of an OpenVPN file: " + text);
    }
    return text;
  }

  /** An option that servers give to their clients. */
  static String push(String option) {
    return "push \"" + option + "\"";
  }

  /** The network and the netmask of a prefix of IPv4, as options have them. */
  static String masked(Prefix prefix) {
    return prefix.network() + " " + prefix.netmask();
  }

  /** The options that make clients send what is for these prefixes into the tunnel. */
  static List<String> routes(List<Prefix> prefixes) {
    List<String> options = new ArrayList<>();
    for (Prefix prefix : prefixes) {
      boolean four = prefix.family() == Family.IPV4;
      if (prefix.length() == 0) {
        options.add(four ? "redirect-gateway def1" : "route-ipv6 2000::/3");
      } else {
        options.add(four ? "route " + masked(prefix) : "route-ipv6 " + prefix);
      }
    }
    return options;
  }
}
