package org.labwall.backend.openvpn;

import static org.labwall.backend.openvpn.OpenvpnText.masked;
import static org.labwall.backend.openvpn.OpenvpnText.word;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.model.Vpn;
import org.labwall.model.VpnUser;
import org.labwall.project.ServedVpn;

/** What a daemon is told of single users: a file for each, by the name in his certificate. */
final class UserFiles {
  private UserFiles() {}

  /**
   * The options of each user that the daemon has a file of. Where no RADIUS server says who may
   * join, whoever has no file may not.
   */
  static Map<VpnUser, List<String>> of(ServedVpn served, Vpn vpn) {
    Map<VpnUser, List<String>> files = new LinkedHashMap<>();
    for (VpnUser user : served.users()) {
      List<String> lines = new ArrayList<>();
      if (vpn.radius().isEmpty()) {
        Optional<Prefix> network = served.ipv4().or(() -> served.daemon().leg().network().ipv4());
        user.ipv4()
            .ifPresent(
                it -> lines.add("ifconfig-push " + it + " " + network.orElseThrow().netmask()));
      }
      served
          .ipv6()
          .ifPresent(
              whole ->
                  user.ipv6()
                      .ifPresent(
                          it -> lines.add("ifconfig-ipv6-push " + it + "/" + whole.length())));
      served.behind(user, Family.IPV4).forEach(it -> lines.add("iroute " + masked(it)));
      served.behind(user, Family.IPV6).forEach(it -> lines.add("iroute-ipv6 " + it));
      if (served.restricted() || !lines.isEmpty()) {
        files.put(user, lines);
      }
    }
    return files;
  }

  /** The path of a user's file. */
  static String path(ServedVpn served, VpnUser user) {
    return ServerFile.DIRECTORY + served.daemon().name() + ".clients/" + word(user.name());
  }
}
