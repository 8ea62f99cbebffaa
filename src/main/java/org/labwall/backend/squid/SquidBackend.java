package org.labwall.backend.squid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.backend.Backend;
import org.labwall.backend.Comment;
import org.labwall.backend.OutputFile;
import org.labwall.backend.Templates;
import org.labwall.model.Leg;
import org.labwall.model.Service;
import org.labwall.model.Vpn;
import org.labwall.project.Node;

/** Writes the proxy by which clients come to the daemons of their VPNs through one port. */
public final class SquidBackend implements Backend {
  private final Templates templates = Templates.of(SquidBackend.class, "squid.stg");

  @Override
  public List<OutputFile> files(Node node) {
    Optional<Vpn> vpn = node.cluster().vpn();
    Optional<Vpn.Proxy> proxy = vpn.flatMap(Vpn::proxy);
    if (proxy.isEmpty()) {
      return List.of();
    }
    List<Vpn.Daemon> behind =
        vpn.get().daemons().stream().filter(it -> it.protocol() == Service.TCP).toList();
    FileView view =
        new FileView(
            Comment.heading(node),
            Comment.of(proxy.get().span().cite()),
            sockets(node, vpn.get(), proxy.get().port()),
            word(node.role().hostName()),
            behind.stream().map(it -> it.name() + " " + it.port()).toList(),
            behind.stream().map(it -> String.valueOf(it.port())).toList());
    return List.of(
        new OutputFile("etc/squid/squid.conf", templates.render("file", view)),
        new OutputFile("etc/squid/hosts", templates.render("hosts", view)));
  }

  /** Where it listens: at the machine's own addresses outside, as far as the source knows them. */
  private static List<String> sockets(Node node, Vpn vpn, int port) {
    List<String> sockets = new ArrayList<>();
    for (Leg leg : vpn.outside()) {
      if (leg.dhcp()) {
        return List.of(String.valueOf(port));
      }
      for (Family family : Family.values()) {
        leg.stand(family)
            .map(it -> it.real().get(node.role().index()))
            .ifPresent(it -> sockets.add(host(it) + ":" + port));
      }
    }
    return sockets;
  }

  private static String host(Address address) {
    return address.family() == Family.IPV6 ? "[" + address + "]" : address.toString();
  }

  /**
   * A host name, which the reader let be nothing else.
   *
   * @throws IllegalArgumentException for any other text
   */
  private static String word(String text) {
    if (!text.matches("[A-Za-z0-9.-]+")) {
      throw new IllegalArgumentException("no word of squid.conf: " + text);
    }
    return text;
  }

  private record FileView(
      String heading,
      String place,
      List<String> sockets,
      String host,
      List<String> daemons,
      List<String> ports) {}
}
