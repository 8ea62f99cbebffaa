package org.labwall.backend.openvpn;

import static org.labwall.backend.openvpn.OpenvpnText.word;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.model.Cluster;
import org.labwall.model.Role;
import org.labwall.model.Service;
import org.labwall.model.Vpn;

/** The options of whoever joins a VPN. */
final class ClientFile {
  private final Cluster servers;
  private final Vpn vpn;
  private final Vpn.Daemon daemon;

  ClientFile(Cluster servers, Vpn.Daemon daemon) {
    this.servers = servers;
    this.vpn = servers.vpn().orElseThrow();
    this.daemon = daemon;
  }

  /**
   * The file.
   *
   * @param device the name of the device, or its kind where the system chooses a name
   * @param keys where the keys of this client lie
   */
  List<Section> sections(String device, Keys keys) {
    List<Section> all = new ArrayList<>();
    all.add(
        Section.of(
            "",
            "client",
            "dev " + word(device),
            "dev-type " + (daemon.bridged() ? "tap" : "tun"),
            "nobind"));
    all.add(
        Section.of(
            "",
            "remote-cert-tls server",
            "tls-version-min 1.2",
            ServerFile.CIPHERS,
            "connect-timeout 10",
            "connect-retry 1 30",
            "resolv-retry infinite",
            "persist-key",
            "persist-tun",
            "verb 3"));
    all.add(
        Section.of(
            keys.comment(),
            "ca " + word(keys.ca()),
            "cert " + word(keys.certificate()),
            "key " + word(keys.key()),
            "tls-crypt-v2 " + word(keys.tlsCrypt())));
    // They take their options from before them, and none from behind.
    List<String> connections = new ArrayList<>();
    if (servers.roles().size() > 1) {
      connections.add("remote-random");
    }
    for (Role role : servers.roles()) {
      connections.addAll(connections(role));
    }
    all.add(
        Section.of(servers.roles().size() > 1 ? "Any of the servers will do." : "", connections));
    return all;
  }

  /**
   * Where the keys of a client lie.
   *
   * @param comment what is to be said of that
   * @param ca the certificate of the authority
   * @param certificate the client's own
   * @param key its private key
   * @param tlsCrypt its key of {@code tls-crypt-v2}
   */
  record Keys(String comment, String ca, String certificate, String key, String tlsCrypt) {}

  /** The ways to one server: straight to the daemon, and by the proxy. */
  private List<String> connections(Role role) {
    List<String> lines = new ArrayList<>();
    String protocol = daemon.protocol() == Service.UDP ? "udp" : "tcp-client";
    String host = host(role);
    if (daemon.outside()) {
      lines.add("<connection>");
      lines.add("remote " + word(host) + " " + daemon.port() + " " + protocol);
      lines.add("</connection>");
    }
    Optional<Vpn.Proxy> proxy = vpn.proxy().filter(it -> daemon.protocol() == Service.TCP);
    if (proxy.isPresent()) {
      lines.add("<connection>");
      // The proxy knows the machine by this name, whether or not others do.
      lines.add("remote " + word(role.hostName()) + " " + daemon.port() + " " + protocol);
      lines.add("http-proxy " + word(host) + " " + proxy.get().port());
      lines.add("</connection>");
    }
    return lines;
  }

  /** The name of a server where others can know it, or else its address. */
  private String host(Role role) {
    List<Address> addresses = OutsideAddresses.of(vpn, role);
    return role.hostName().indexOf('.') > 0 || addresses.isEmpty()
        ? role.hostName()
        : addresses.getFirst().toString();
  }
}
