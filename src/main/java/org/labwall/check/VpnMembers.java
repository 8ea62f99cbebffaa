package org.labwall.check;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Network;
import org.labwall.model.Site;
import org.labwall.model.Vpn;
import org.labwall.model.VpnUser;

/** A user joins a VPN that is there, with an address that is his alone. */
final class VpnMembers implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    Map<Address, VpnUser> holders = new HashMap<>();
    for (VpnUser user : site.users()) {
      Optional<Cluster> servers = site.servers(user.network());
      if (servers.isEmpty()) {
        report(
            user,
            "No VPN leads to `" + user.network().name() + "`.",
            Optional.of("Its servers say `VPN " + user.network().name() + " port …`."),
            diagnostics);
      }
      servers.ifPresent(it -> check(user, it, diagnostics));
      for (Family family : Family.values()) {
        user.address(family).ifPresent(it -> address(user, it, site, holders, diagnostics));
      }
    }
  }

  private static void check(VpnUser user, Cluster servers, Diagnostics diagnostics) {
    Vpn.Daemon daemon = servers.daemon(user.network()).orElseThrow();
    boolean addressed = user.ipv4().isPresent() || user.ipv6().isPresent();
    if (servers.vpn().orElseThrow().radius().isPresent() && user.ipv4().isEmpty()) {
      report(
          user,
          "The RADIUS server knows no address of `" + user.name() + "`.",
          Optional.of("Write it behind the network."),
          diagnostics);
    }
    if (!daemon.bridged() && servers.roles().size() > 1 && addressed) {
      report(
          user,
          "Each server of `" + daemon.name() + "` gives addresses of its own part.",
          Optional.of("Leave the address out, or let one role serve this VPN."),
          diagnostics);
    }
  }

  private static void address(
      VpnUser user,
      Address address,
      Site site,
      Map<Address, VpnUser> holders,
      Diagnostics diagnostics) {
    VpnUser other = holders.putIfAbsent(address, user);
    if (other != null) {
      diagnostics.add(
          Diagnostic.at(
                  user.span(),
                  Code.DUPLICATE_ADDRESS,
                  "The address `" + address + "` is taken already.")
              .related(other.span(), "It is that of `" + other.name() + "`."));
    }
    Placed.all(site).stream()
        .filter(it -> it.address().equals(address) && !isMember(it, user))
        .findFirst()
        .ifPresent(
            it ->
                diagnostics.add(
                    Diagnostic.at(
                            user.span(),
                            Code.DUPLICATE_ADDRESS,
                            "The address `" + address + "` is taken already.")
                        .related(it.span(), "Roles have it.")));
    Network network = user.network();
    Prefix prefix = network.prefix(address.family()).orElseThrow();
    boolean last = address.family() == Family.IPV4 && address.equals(prefix.last());
    if (address.equals(prefix.first()) || last) {
      diagnostics.add(
          user.span(),
          Code.NOT_A_HOST_ADDRESS,
          "`" + address + "` is no machine's address in `" + prefix + "`.");
    }
  }

  /** Whether roles hold the address because they are this user. */
  private static boolean isMember(Placed placed, VpnUser user) {
    return placed.cluster().vpn().stream()
        .flatMap(it -> it.memberships().stream())
        .anyMatch(it -> it.users().contains(user));
  }

  private static void report(
      VpnUser user, String message, Optional<String> hint, Diagnostics diagnostics) {
    diagnostics.add(Diagnostic.at(user.span(), Code.VPN_USER, message).hint(hint));
  }
}
