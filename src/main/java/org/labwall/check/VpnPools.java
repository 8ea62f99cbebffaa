package org.labwall.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.AddressRange;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Cluster;
import org.labwall.model.Host;
import org.labwall.model.Network;
import org.labwall.model.Role;
import org.labwall.model.Site;
import org.labwall.model.Vpn;
import org.labwall.model.VpnPool;
import org.labwall.model.VpnUser;
import org.labwall.source.Span;

/** The addresses of a VPN's clients lie in its network and are nobody else's. */
final class VpnPools implements Check {

  @Override
  public void check(Site site, Diagnostics diagnostics) {
    List<Vpn.Daemon> before = new ArrayList<>();
    for (Cluster cluster : site.clusters()) {
      for (Vpn.Daemon daemon : cluster.vpn().map(Vpn::daemons).orElse(List.of())) {
        if (daemon.clients().isPresent()) {
          place(daemon, cluster, diagnostics);
          takenAddresses(daemon, daemon.clients().get(), site, diagnostics);
          others(daemon, before, diagnostics);
          users(daemon, cluster, site, diagnostics);
          before.add(daemon);
        } else {
          missing(daemon, cluster, site, diagnostics);
        }
      }
    }
  }

  private static void place(Vpn.Daemon daemon, Cluster cluster, Diagnostics diagnostics) {
    AddressRange clients = daemon.clients().orElseThrow();
    Network network = daemon.leg().network();
    Optional<Prefix> prefix = network.ipv4();
    int machines = cluster.roles().size();
    long size = clients.last().low() - clients.first().low() + 1;
    if (prefix.isEmpty() || !prefix.get().range().contains(clients)) {
      report(
          daemon,
          "The addresses `"
              + clients
              + "` lie outside of `"
              + network.name()
              + prefix.map(it -> "`, which is `" + it + "`.").orElse("`, which has none of IPv4."),
          network.span(),
          "It is declared here.",
          diagnostics);
    } else if (!daemon.bridged() && machines > 1) {
      diagnostics.add(
          Diagnostic.at(
                  daemon.span(),
                  Code.VPN_POOL,
                  "Each server gives clients addresses of its own part of `" + prefix.get() + "`.")
              .hint("Leave `clients` out."));
    } else if (size < 2L * machines && cluster.vpn().orElseThrow().radius().isEmpty()) {
      diagnostics.add(
          daemon.span(),
          Code.VPN_POOL,
          "These are too few addresses: OpenVPN gives out two at least, on each server.");
    } else if (clients.contains(prefix.get().first()) || clients.contains(prefix.get().last())) {
      diagnostics.add(
          daemon.span(),
          Code.VPN_POOL,
          "The first and the last address of `" + prefix.get() + "` are not those of clients.");
    }
  }

  private static void takenAddresses(
      Vpn.Daemon daemon, AddressRange clients, Site site, Diagnostics diagnostics) {
    for (Placed placed : Placed.all(site)) {
      if (clients.contains(placed.address()) && !isMember(placed, site)) {
        String whose =
            placed.role().map(it -> "of `" + it.name() + "`").orElse("which the roles share");
        report(
            daemon,
            "The clients' addresses hold `" + placed.address() + "`, " + whose + ".",
            placed.span(),
            "It is given here.",
            diagnostics);
      }
    }
    for (Host host : site.hosts()) {
      for (Address address : host.addresses()) {
        if (clients.contains(address) && !isUsers(address, site)) {
          report(
              daemon,
              "The clients' addresses hold `" + address + "`, of `" + host.name() + "`.",
              host.span(),
              "It is given here.",
              diagnostics);
        }
      }
    }
  }

  private static boolean isMember(Placed placed, Site site) {
    return placed.cluster().vpn().isPresent()
        && isUsers(placed.address(), site)
        && placed.cluster().vpn().get().memberships().stream()
            .anyMatch(it -> it.leg().network() == placed.network());
  }

  /** Whether the address is one that a user has: a host may be called by that. */
  private static boolean isUsers(Address address, Site site) {
    return site.users().stream().anyMatch(it -> it.ipv4().filter(address::equals).isPresent());
  }

  private static void others(Vpn.Daemon daemon, List<Vpn.Daemon> before, Diagnostics diagnostics) {
    AddressRange clients = daemon.clients().orElseThrow();
    for (Vpn.Daemon other : before) {
      AddressRange taken = other.clients().orElseThrow();
      if (taken.contains(clients.first()) || clients.contains(taken.first())) {
        report(
            daemon,
            "The addresses `" + clients + "` overlap `" + taken + "`.",
            other.span(),
            "Those are the clients' of `" + other.name() + "`.",
            diagnostics);
      }
    }
  }

  /** Without RADIUS the daemon does not know whose addresses it must not give to others. */
  private static void users(
      Vpn.Daemon daemon, Cluster cluster, Site site, Diagnostics diagnostics) {
    List<VpnUser> users = usersOf(daemon, site);
    boolean given =
        cluster.vpn().orElseThrow().radius().isEmpty()
            && users.stream().anyMatch(it -> it.ipv4().isEmpty());
    for (VpnUser user : given ? users : List.<VpnUser>of()) {
      if (user.ipv4().filter(daemon.clients().orElseThrow()::contains).isPresent()) {
        report(
            daemon,
            "`" + user.ipv4().get() + "` of `" + user.name() + "` may be given to others.",
            user.span(),
            "The user has it here.",
            diagnostics);
      }
    }
  }

  private static List<VpnUser> usersOf(Vpn.Daemon daemon, Site site) {
    return site.users().stream().filter(it -> it.network() == daemon.leg().network()).toList();
  }

  private static void missing(
      Vpn.Daemon daemon, Cluster cluster, Site site, Diagnostics diagnostics) {
    List<VpnUser> users = usersOf(daemon, site);
    boolean own =
        !users.isEmpty() && users.stream().allMatch(it -> it.address(Family.IPV4).isPresent());
    if (daemon.bridged() && cluster.vpn().orElseThrow().radius().isEmpty() && !own) {
      diagnostics.add(
          Diagnostic.at(
                  daemon.span(),
                  Code.VPN_POOL,
                  "Nobody says which addresses the clients of `" + daemon.name() + "` have.")
              .hint("Write `clients FIRST-LAST`, `VPN RADIUS …`, or an address for each user."));
    } else if (!daemon.bridged() && !own && cluster.vpn().orElseThrow().radius().isEmpty()) {
      cluster.roles().stream()
          .filter(role -> hasNoRoom(daemon, role, cluster, site))
          .findFirst()
          .ifPresent(
              role ->
                  diagnostics.add(
                      Diagnostic.at(
                              daemon.span(),
                              Code.VPN_POOL,
                              "`%s` has no two free addresses in a row for the clients of `%s`."
                                  .formatted(role.name(), daemon.name()))
                          .hint(
                              "Users, hosts and next hops have the others. Give the VPN a shorter"
                                  + " prefix, or every user an address.")));
    }
  }

  private static boolean hasNoRoom(Vpn.Daemon daemon, Role role, Cluster cluster, Site site) {
    int servers = cluster.roles().size();
    Network network = daemon.leg().network();
    return (network.ipv4().isPresent() && VpnPool.ipv4(site, daemon, role, servers).isEmpty())
        || (network.ipv6().isPresent() && VpnPool.ipv6(site, daemon, role, servers).isEmpty());
  }

  private static void report(
      Vpn.Daemon daemon, String message, Span place, String note, Diagnostics diagnostics) {
    diagnostics.add(Diagnostic.at(daemon.span(), Code.VPN_POOL, message).related(place, note));
  }
}
