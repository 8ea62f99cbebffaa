package org.labwall.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.ast.VpnClause;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.model.InterfaceSettings;
import org.labwall.model.Leg;
import org.labwall.model.Link;
import org.labwall.model.Network;
import org.labwall.model.Role;
import org.labwall.model.Vpn;
import org.labwall.model.VpnUser;
import org.labwall.source.Span;

/** Reads which VPNs the machines of one cluster are clients of. */
final class VpnMembers {
  private final Values values;
  private final ClusterDraft cluster;
  private final VpnUsers users;
  private final Map<String, Network> known;

  VpnMembers(Values values, ClusterDraft cluster, VpnUsers users, Map<String, Network> known) {
    this.values = values;
    this.cluster = cluster;
    this.users = users;
    this.known = known;
  }

  /**
   * The membership that a clause says.
   *
   * @param daemons all VPNs of the source
   */
  Optional<Vpn.Membership> read(VpnClause.Join clause, Span span, List<Vpn.Daemon> daemons) {
    Optional<Network> network = VpnWords.network(clause.network(), known);
    Optional<Vpn.Daemon> daemon =
        daemons.stream()
            .filter(it -> network.equals(Optional.of(it.leg().network())) && !it.bridged())
            .findFirst();
    if (daemon.isEmpty()) {
      values
          .diagnostics()
          .add(
              Diagnostic.at(
                      clause.network().span(),
                      Code.UNKNOWN_NAME,
                      "`" + clause.network() + "` is no VPN with a network of its own.")
                  .hint("Its servers declare it: `VPN " + clause.network() + " 10.8.0.0/24 …`."));
      return Optional.empty();
    }
    List<VpnUser> members = new ArrayList<>();
    for (Role role : cluster.roles()) {
      String name = clause.user().map(it -> it.text()).orElse(role.name());
      Optional<VpnUser> user =
          users.find(name, known).filter(it -> network.equals(Optional.of(it.network())));
      Span place = clause.user().map(it -> it.span()).orElse(span);
      if (user.isEmpty()) {
        report(place, name, "is no user of `" + clause.network() + "`", clause);
      } else if (user.get().ipv4().isEmpty() && user.get().ipv6().isEmpty()) {
        report(place, name, "has no address in `" + clause.network() + "`", clause);
      }
      user.ifPresent(members::add);
    }
    return members.size() < cluster.roles().size()
        ? Optional.empty()
        : Optional.of(new Vpn.Membership(leg(daemon.get(), members, span), members, span));
  }

  private void report(Span place, String name, String what, VpnClause.Join clause) {
    values
        .diagnostics()
        .add(
            Diagnostic.at(place, Code.VPN_USER, "`" + name + "` " + what + ".")
                .hint("Write `VPNUSER " + name + " " + clause.network() + " ADDRESS`."));
  }

  private static Leg leg(Vpn.Daemon daemon, List<VpnUser> members, Span span) {
    String device = Link.Tunnel.name(daemon.name());
    return new Leg(
        daemon.leg().network(),
        device,
        device,
        new Link.Tunnel(),
        stand(daemon, members, Family.IPV4),
        stand(daemon, members, Family.IPV6),
        false,
        InterfaceSettings.NONE,
        span);
  }

  private static Optional<Leg.Stand> stand(
      Vpn.Daemon daemon, List<VpnUser> members, Family family) {
    List<Address> own = members.stream().flatMap(it -> it.address(family).stream()).toList();
    Optional<Address> server = daemon.leg().stand(family).map(it -> it.real().getFirst());
    return own.size() < members.size()
        ? Optional.empty()
        : Optional.of(
            new Leg.Stand(
                own,
                Optional.empty(),
                server.filter(it -> daemon.isWayOut(family)),
                members.getFirst().span()));
  }
}
