package org.labwall.backend.radius;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.backend.Backend;
import org.labwall.backend.Comment;
import org.labwall.backend.OutputFile;
import org.labwall.backend.SecretPlaces;
import org.labwall.backend.Templates;
import org.labwall.model.Cluster;
import org.labwall.model.Leg;
import org.labwall.model.Network;
import org.labwall.model.Site;
import org.labwall.model.Vpn;
import org.labwall.project.Node;
import org.labwall.project.ServedVpn;

/** Writes what VPN servers ask a RADIUS server by, and what it answers from. */
public final class RadiusBackend implements Backend {
  private static final String SCRIPT = "usr/lib/labwall/vpn-client-connect";
  private static final String DIRECTORY = "etc/openvpn/server/";

  private final Templates script = Templates.of(RadiusBackend.class, "client-connect.stg");
  private final Templates settings = Templates.of(RadiusBackend.class, "settings.stg");
  private final FreeradiusFiles freeradius = new FreeradiusFiles();

  @Override
  public List<OutputFile> files(Node node) {
    Optional<Vpn.Radius> radius = node.cluster().vpn().flatMap(Vpn::radius);
    List<ServedVpn> served = ServedVpn.of(node);
    List<OutputFile> files = new ArrayList<>();
    if (radius.isEmpty() || served.isEmpty()) {
      return files;
    }
    files.add(OutputFile.executable(SCRIPT, script.render("file", new NoView())));
    for (ServedVpn vpn : served) {
      files.add(settings(node, vpn, radius.get()));
      files.add(secret(vpn, radius.get()));
    }
    return files;
  }

  @Override
  public List<OutputFile> files(Site site) {
    // Several clusters may ask the same server, and each server has files of its own.
    Map<Address, List<Cluster>> servers = new LinkedHashMap<>();
    for (Cluster cluster : site.clusters()) {
      cluster
          .vpn()
          .filter(it -> !it.daemons().isEmpty())
          .flatMap(Vpn::radius)
          .ifPresent(
              it -> servers.computeIfAbsent(it.server(), key -> new ArrayList<>()).add(cluster));
    }
    List<OutputFile> files = new ArrayList<>();
    servers.forEach((server, clusters) -> files.addAll(freeradius.of(site, server, clusters)));
    return files;
  }

  private static OutputFile secret(ServedVpn vpn, Vpn.Radius radius) {
    SecretPlaces places = new SecretPlaces();
    String line = places.put(radius.secret(), radius.secret().value());
    return places.file(secretFile(vpn), line + "\n");
  }

  private static String secretFile(ServedVpn vpn) {
    return DIRECTORY + vpn.daemon().name() + ".radius-secret";
  }

  private OutputFile settings(Node node, ServedVpn vpn, Vpn.Radius radius) {
    Network network = vpn.daemon().leg().network();
    Optional<Prefix> prefix = vpn.ipv4().or(network::ipv4);
    SettingsView view =
        new SettingsView(
            Comment.heading(node),
            server(radius),
            "/" + secretFile(vpn),
            prefix.map(Prefix::toString).orElse(""),
            prefix.map(it -> it.netmask().toString()).orElse(""),
            prefix.map(it -> number(it.first()) + 1).orElse(1L).toString(),
            prefix.map(it -> number(it.last()) - 1).orElse(0L).toString(),
            taken(node.site(), network),
            network.vlan().isPresent() ? Integer.toString(network.vlan().getAsInt()) : "");
    return new OutputFile(
        DIRECTORY + vpn.daemon().name() + ".radius", settings.render("file", view));
  }

  private static String server(Vpn.Radius radius) {
    Address server = radius.server();
    String host = server.family() == Family.IPV6 ? "[" + server + "]" : server.toString();
    return host + ":" + radius.port();
  }

  /** An IPv4 address as the script compares them. */
  private static long number(Address address) {
    return address.low();
  }

  /** The addresses of routers and servers in a network, which no station may have. */
  private static List<String> taken(Site site, Network network) {
    return site.clusters().stream()
        .flatMap(cluster -> cluster.legs().stream())
        .filter(leg -> leg.network() == network)
        .flatMap(leg -> leg.ipv4().stream())
        .flatMap(RadiusBackend::addresses)
        .map(Address::toString)
        .distinct()
        .toList();
  }

  private static Stream<Address> addresses(Leg.Stand stand) {
    List<Address> all = new ArrayList<>(stand.real());
    stand.virtual().ifPresent(it -> all.add(it.address()));
    stand.gateway().ifPresent(all::add);
    return all.stream();
  }

  private record NoView() {}

  private record SettingsView(
      String heading,
      String server,
      String secretFile,
      String network,
      String netmask,
      String first,
      String last,
      List<String> taken,
      String group) {}
}
