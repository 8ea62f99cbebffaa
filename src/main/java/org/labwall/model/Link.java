package org.labwall.model;

/** What kind of interface carries the addresses of a leg. */
public sealed interface Link {

  /** The interface that the statement names. */
  record Direct() implements Link {}

  /**
   * A bridge, by which clients of a VPN are stations of the network.
   *
   * @param port the interface that the statement names, a port of the bridge
   * @param tap the other port, by which OpenVPN's daemon joins its clients
   */
  record Bridge(String port, String tap) implements Link {

    /** The bridge of an interface. */
    public static Bridge of(String port) {
      return new Bridge(port, "tap-" + port);
    }

    /** Its name. */
    public String name() {
      return "br-" + port;
    }
  }

  /** The port of a bridge that no machine outside is behind. */
  record Tap() implements Link {}

  /** The device of a routed VPN, which OpenVPN makes and gives its addresses. */
  record Tunnel() implements Link {

    /** The device of the VPN that has this name. */
    public static String name(String network) {
      return "tun-" + network;
    }
  }
}
