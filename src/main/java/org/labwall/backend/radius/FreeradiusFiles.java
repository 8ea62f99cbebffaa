package org.labwall.backend.radius;

import java.util.ArrayList;
import java.util.List;
import org.labwall.address.Address;
import org.labwall.backend.Comment;
import org.labwall.backend.OutputFile;
import org.labwall.backend.SecretPlaces;
import org.labwall.backend.Templates;
import org.labwall.model.Cluster;
import org.labwall.model.Host;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.Role;
import org.labwall.model.Site;
import org.labwall.model.Vpn;
import org.labwall.model.VpnUser;

/**
 * What a FreeRADIUS server has to know of the VPNs: who may ask, and who may join.
 *
 * <p>It may serve others, too, so that these are files which its own include. They lie beside the
 * trees of the roles, below {@code radius/} and the name of the server: its role's, its {@code
 * HOST}'s, or its address.
 */
final class FreeradiusFiles {
  private static final String DIRECTORY = "/etc/freeradius/3.0/labwall/";

  private final Templates templates = Templates.of(FreeradiusFiles.class, "freeradius.stg");

  /** The files of one server, which these machines ask. */
  List<OutputFile> of(Site site, Address server, List<Cluster> askers) {
    String place = "radius/" + name(site, server) + DIRECTORY;
    SecretPlaces places = new SecretPlaces();
    List<ClientView> clients =
        askers.stream().flatMap(it -> clients(it, server, places).stream()).toList();
    List<VpnView> vpns =
        askers.stream()
            .flatMap(it -> it.vpn().orElseThrow().daemons().stream())
            .map(it -> vpn(site, it))
            .toList();
    String heading = Comment.heading(site);
    return List.of(
        places.file(
            place + "clients.conf", templates.render("clients", new ClientsView(heading, clients))),
        new OutputFile(
            place + "authorize", templates.render("authorize", new AuthorizeView(heading, vpns))));
  }

  private static String name(Site site, Address server) {
    for (Cluster cluster : site.clusters()) {
      for (Role role : cluster.roles()) {
        if (cluster.legs().stream()
            .flatMap(leg -> leg.stand(server.family()).stream())
            .anyMatch(stand -> stand.real().get(role.index()).equals(server))) {
          return role.name();
        }
      }
    }
    return site.hosts().stream()
        .filter(it -> it.addresses().contains(server))
        .map(Host::name)
        .findFirst()
        .orElse(server.toString());
  }

  /** Each machine by the address from which it asks, or by all that it may ask from. */
  private static List<ClientView> clients(Cluster cluster, Address server, SecretPlaces places) {
    Vpn.Radius radius = cluster.vpn().flatMap(Vpn::radius).orElseThrow();
    List<ClientView> clients = new ArrayList<>();
    for (Role role : cluster.roles()) {
      int count = 0;
      for (Address address : sources(cluster, role, server)) {
        count++;
        clients.add(
            new ClientView(
                Comment.of(role.name() + " (" + radius.span().cite() + ")"),
                role.hostName() + (count > 1 ? "-" + count : ""),
                address.toString(),
                places.put(radius.secret(), radius.secret().value())));
      }
    }
    return clients;
  }

  private static List<Address> sources(Cluster cluster, Role role, Address server) {
    List<Leg> near =
        cluster.legs().stream()
            .filter(
                leg ->
                    leg.network()
                        .prefix(server.family())
                        .filter(it -> it.contains(server))
                        .isPresent())
            .toList();
    return (near.isEmpty() ? cluster.legs() : near)
        .stream()
            .flatMap(leg -> leg.stand(server.family()).stream())
            .map(stand -> stand.real().get(role.index()))
            .distinct()
            .toList();
  }

  private static VpnView vpn(Site site, Vpn.Daemon daemon) {
    Network network = daemon.leg().network();
    String nas = "vpn-" + daemon.name();
    return new VpnView(
        Comment.of("the VPN of " + daemon.name() + " (" + daemon.span().cite() + ")"),
        nas,
        site.users().stream()
            .filter(it -> it.network() == network)
            .map(it -> user(it, nas))
            .toList());
  }

  private static UserView user(VpnUser user, String nas) {
    List<String> reply = new ArrayList<>();
    user.ipv4().ifPresent(it -> reply.add("Framed-IP-Address = " + it));
    Network network = user.network();
    if (network.vlan().isPresent()) {
      reply.add("Tunnel-Type = VLAN");
      reply.add("Tunnel-Medium-Type = IEEE-802");
      reply.add("Tunnel-Private-Group-Id = \"" + network.vlan().getAsInt() + "\"");
    }
    return new UserView(Comment.of(user.span().cite()), user.name(), nas, reply);
  }

  private record ClientsView(String heading, List<ClientView> clients) {}

  private record ClientView(String comment, String name, String address, String secret) {}

  private record AuthorizeView(String heading, List<VpnView> vpns) {}

  private record VpnView(String comment, String nas, List<UserView> users) {}

  private record UserView(String comment, String name, String nas, List<String> reply) {}
}
