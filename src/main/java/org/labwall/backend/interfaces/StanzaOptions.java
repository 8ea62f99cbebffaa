package org.labwall.backend.interfaces;

import java.util.ArrayList;
import java.util.List;
import org.labwall.address.Family;
import org.labwall.model.InterfaceSettings;
import org.labwall.model.Link;
import org.labwall.model.Network;
import org.labwall.project.NodeInterface;
import org.labwall.project.NodeInterface.InterfaceAddress;

/** The lines of a stanza, each an option of interfaces(5) and its value. */
final class StanzaOptions {
  private StanzaOptions() {}

  /** The address of one family, and the default route by it. */
  static List<String> address(NodeInterface it, Family family) {
    InterfaceAddress address = it.address(family).orElseThrow();
    List<String> options = new ArrayList<>();
    options.add("address " + address.address() + "/" + address.prefixLength());
    address.broadcast().ifPresent(broadcast -> options.add("broadcast " + broadcast));
    address
        .gateway()
        .ifPresent(
            gateway -> {
              options.add("gateway " + gateway);
              it.settings().metric().ifPresent(metric -> options.add("metric " + metric));
            });
    return options;
  }

  /** What keeps a router from taking its addresses from others. */
  static List<String> router() {
    // Without a carrier duplicate detection never ends: ifup would wait, fail and skip the routes.
    return List.of("accept_ra 0", "autoconf 0", "dad-attempts 0");
  }

  /** What makes the link. */
  static List<String> link(NodeInterface it) {
    List<String> options = new ArrayList<>();
    it.rawDevice()
        .ifPresent(device -> options.add("vlan-raw-device " + InterfacesText.word(device)));
    it.settings().mtu().ifPresent(mtu -> options.add("mtu " + mtu));
    options.addAll(hardware(it.settings()));
    options.addAll(made(it));
    return options;
  }

  /** What makes the link where the provider gives the address. */
  static List<String> dhcp(NodeInterface it) {
    List<String> options = new ArrayList<>();
    it.rawDevice()
        .ifPresent(device -> options.add("vlan-raw-device " + InterfacesText.word(device)));
    it.settings().metric().ifPresent(metric -> options.add("metric " + metric));
    // The method dhcp takes the option mtu and does nothing with it.
    it.settings().mtu().ifPresent(mtu -> options.add("pre-up ip link set dev $IFACE mtu " + mtu));
    options.addAll(hardware(it.settings()));
    options.addAll(made(it));
    return options;
  }

  /** What makes an interface that VPNs need, and takes it away again. */
  private static List<String> made(NodeInterface it) {
    return switch (it.link()) {
      case Link.Direct link -> List.of();
      case Link.Tunnel link -> List.of();
      case Link.Tap link ->
          List.of(
              "pre-up ip tuntap add dev $IFACE mode tap || true",
              "post-down ip tuntap del dev $IFACE mode tap");
      case Link.Bridge(String port, String tap) ->
          List.of(
              "pre-up ip link add dev $IFACE type bridge || true",
              "pre-up ip link set dev " + InterfacesText.word(port) + " master $IFACE",
              "pre-up ip link set dev " + InterfacesText.word(tap) + " master $IFACE",
              "post-down ip link del dev $IFACE");
    };
  }

  private static List<String> hardware(InterfaceSettings settings) {
    List<String> options = new ArrayList<>();
    settings.mac().ifPresent(mac -> options.add("hwaddress " + InterfacesText.word(mac)));
    for (InterfaceSettings.Option option : settings.options()) {
      options.add(InterfacesText.word(option.name()) + " " + InterfacesText.words(option.value()));
    }
    if (settings.proxyArp()) {
      options.add("up sysctl -q -w net/ipv4/conf/$IFACE/proxy_arp=1 || true");
    }
    return options;
  }

  /** The routes of one family, none of which keeps the interface down when it fails. */
  static List<String> routes(NodeInterface it, Family family) {
    String ip =
        switch (family) {
          case IPV4 -> "ip";
          case IPV6 -> "ip -6";
        };
    List<String> options = new ArrayList<>();
    for (Network.Route route : it.routes(family)) {
      String words = route.destination() + " via " + route.gateway() + " dev $IFACE || true";
      options.add("up " + ip + " route replace " + words);
      options.add("down " + ip + " route del " + words);
    }
    return options;
  }
}
