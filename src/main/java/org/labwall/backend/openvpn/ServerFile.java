package org.labwall.backend.openvpn;

import static org.labwall.backend.openvpn.OpenvpnText.masked;
import static org.labwall.backend.openvpn.OpenvpnText.push;
import static org.labwall.backend.openvpn.OpenvpnText.word;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.address.Prefix;
import org.labwall.model.Leg;
import org.labwall.model.Link;
import org.labwall.model.Network;
import org.labwall.model.Role;
import org.labwall.model.Service;
import org.labwall.model.Vpn;
import org.labwall.project.Node;
import org.labwall.project.ServedVpn;

/** The options of one daemon on one machine. */
final class ServerFile {
  static final String CIPHERS = "data-ciphers AES-256-GCM:CHACHA20-POLY1305:AES-128-GCM";
  static final String DIRECTORY = "etc/openvpn/server/";

  private static final String SCRIPT = "/usr/lib/labwall/vpn-client-connect";

  private final Node node;
  private final Vpn vpn;
  private final ServedVpn served;
  private final Vpn.Daemon daemon;

  ServerFile(Node node, ServedVpn served) {
    this.node = node;
    this.vpn = node.cluster().vpn().orElseThrow();
    this.served = served;
    this.daemon = served.daemon();
  }

  /** Its path. */
  String path() {
    return DIRECTORY + daemon.name() + ".conf";
  }

  List<Section> sections() {
    List<Section> all = new ArrayList<>();
    all.add(device());
    all.add(socket());
    all.add(addresses());
    if (!pushed().isEmpty()) {
      all.add(Section.of("What clients reach through it besides.", pushed()));
    }
    all.add(Section.of("Who may join, and what proves it.", members()));
    all.add(
        Section.of(
            "How the tunnels are kept.",
            CIPHERS,
            "tls-version-min 1.2",
            "dh none",
            "keepalive 10 60",
            "persist-key",
            "persist-tun",
            "status /run/openvpn-server/status-" + word(daemon.name()) + ".log 10",
            "status-version 2",
            "verb 3"));
    return all;
  }

  private Section device() {
    return switch (daemon.leg().link()) {
      case Link.Bridge(String port, String tap) ->
          Section.of(
              "Its clients are stations behind this port of the bridge, which ifupdown makes.",
              "dev " + word(tap),
              "dev-type tap",
              "mode server",
              "tls-server",
              "client-to-client");
      case Link.Tunnel link ->
          Section.of(
              "Its clients are a network of their own; what passes between them passes the filter.",
              "dev " + word(daemon.leg().interfaceName()),
              "dev-type tun",
              "topology subnet",
              "mode server",
              "tls-server");
      case Link.Direct link -> throw new IllegalStateException("a VPN without a device");
      case Link.Tap link -> throw new IllegalStateException("a VPN on a port");
    };
  }

  private Section socket() {
    List<String> lines = new ArrayList<>();
    Optional<String> local = local();
    local.ifPresent(it -> lines.add("local " + it));
    lines.add("port " + daemon.port());
    boolean both = local.isEmpty() && vpn.outside().stream().anyMatch(it -> it.ipv6().isPresent());
    lines.add("proto " + protocol(both));
    if (daemon.protocol() == Service.TCP) {
      lines.add("tcp-nodelay");
    }
    String from = proxied() ? "from outside or by the proxy" : "from outside";
    return Section.of(
        daemon.outside()
            ? "Clients come " + from + (local.isPresent() ? "." : "; the filter keeps others out.")
            : "Clients come by the proxy, which runs on this machine.",
        lines);
  }

  /** The protocol; a socket of IPv6 takes clients of IPv4, too, but not the other way round. */
  private String protocol(boolean both) {
    return daemon.protocol() == Service.UDP
        ? both ? "udp6" : "udp"
        : both ? "tcp6-server" : "tcp-server";
  }

  /** The only address at which clients come in, if there is only one. */
  private Optional<String> local() {
    if (!daemon.outside()) {
      return Optional.of("127.0.0.1");
    }
    List<Address> all = OutsideAddresses.of(vpn, node.role());
    boolean leased = vpn.outside().stream().anyMatch(Leg::dhcp);
    return proxied() || leased || all.size() != 1
        ? Optional.empty()
        : Optional.of(all.getFirst().toString());
  }

  private boolean proxied() {
    return vpn.proxy().isPresent() && daemon.protocol() == Service.TCP;
  }

  private Section addresses() {
    List<String> lines = new ArrayList<>();
    String comment =
        vpn.radius().isPresent()
            ? "The RADIUS server says which addresses clients have."
            : served.ownAddresses()
                ? "Each client has an address of its own."
                : "The addresses that clients get.";
    if (daemon.bridged()) {
      served
          .pool()
          .ifPresent(
              it -> lines.add("ifconfig-pool " + it.first() + " " + it.last() + " " + netmask()));
      served.gateway().ifPresent(it -> lines.add(push("route-gateway " + it)));
    } else {
      served.ipv4().ifPresent(it -> lines.addAll(own4(it)));
      served.pool().ifPresent(it -> lines.add("ifconfig-pool " + it.first() + " " + it.last()));
      served.ipv6().ifPresent(it -> lines.addAll(own6(it)));
      daemon.leg().network().routed().forEach(it -> lines.add(route(it)));
    }
    return Section.of(comment, lines);
  }

  /** The machine's own address of IPv4, which is its clients' gateway. */
  private static List<String> own4(Prefix network) {
    Address own = network.first().plus(1);
    return List.of(
        "ifconfig " + own + " " + network.netmask(),
        push("topology subnet"),
        push("route-gateway " + own));
  }

  /** The machine's own address of IPv6; OpenVPN wants to be told of another end, too. */
  private List<String> own6(Prefix network) {
    List<String> lines = new ArrayList<>();
    Address first = network.first();
    lines.add("ifconfig-ipv6 " + first.plus(1) + "/" + network.length() + " " + first.plus(2));
    served.pool6().ifPresent(it -> lines.add("ifconfig-ipv6-pool " + it + "/" + network.length()));
    return lines;
  }

  private Address netmask() {
    return daemon.leg().network().ipv4().orElseThrow().netmask();
  }

  /** A network behind one of the clients. */
  private static String route(Network.Route route) {
    Prefix to = route.destination();
    return to.family() == Family.IPV4
        ? "route " + masked(to) + " " + route.gateway()
        : "route-ipv6 " + to + " " + route.gateway();
  }

  private List<String> pushed() {
    List<String> options = new ArrayList<>(OpenvpnText.routes(served.routes4()));
    options.addAll(OpenvpnText.routes(served.routes6()));
    return options.stream().map(OpenvpnText::push).toList();
  }

  private List<String> members() {
    Role role = node.role();
    Vpn.Pki pki = vpn.pki();
    List<String> lines = new ArrayList<>();
    lines.add("ca " + word(pki.ca().of(role)));
    lines.add("cert " + word(pki.certificate().of(role)));
    lines.add("key " + word(pki.key().of(role)));
    lines.add("tls-crypt-v2 " + word(pki.tlsCrypt().of(role)));
    lines.add("crl-verify " + word(pki.revoked().of(role)));
    lines.add("verify-client-cert require");
    lines.add("remote-cert-tls client");
    String own = "/" + DIRECTORY + word(daemon.name());
    if (!UserFiles.of(served, vpn).isEmpty()) {
      lines.add("client-config-dir " + own + ".clients");
    }
    if (served.restricted()) {
      lines.add("ccd-exclusive");
    }
    if (vpn.radius().isPresent()) {
      lines.add("script-security 2");
      lines.add("client-connect \"" + SCRIPT + " " + own + ".radius\"");
    }
    return lines;
  }
}
