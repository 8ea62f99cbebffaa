package org.labwall.backend.interfaces;

import static org.labwall.address.Family.IPV4;
import static org.labwall.address.Family.IPV6;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.backend.Backend;
import org.labwall.backend.Comment;
import org.labwall.backend.OutputFile;
import org.labwall.backend.Templates;
import org.labwall.model.Link;
import org.labwall.model.Network;
import org.labwall.project.Node;
import org.labwall.project.NodeInterface;

/** Writes the interfaces of a machine for ifupdown. */
public final class InterfacesBackend implements Backend {
  private final Templates templates = Templates.of(InterfacesBackend.class, "interfaces.stg");

  @Override
  public List<OutputFile> files(Node node) {
    List<InterfaceView> interfaces =
        node.interfaces().stream()
            .filter(it -> !(it.link() instanceof Link.Tunnel))
            .map(
                it ->
                    new InterfaceView(
                        comment(node, it), InterfacesText.word(it.name()), stanzas(it)))
            .toList();
    FileView view = new FileView(Comment.heading(node), interfaces);
    return List.of(new OutputFile("etc/network/interfaces", templates.render("file", view)));
  }

  private static String comment(Node node, NodeInterface it) {
    boolean trunk =
        node.interfaces().stream()
            .anyMatch(other -> other.rawDevice().filter(it.name()::equals).isPresent());
    String what = it.network().map(Network::name).orElse(trunk ? "trunk" : "no address");
    if (it.network().isEmpty()) {
      what = overBridge(node, it).map(name -> "port of " + name).orElse(what);
    }
    return Comment.of(what + " (" + it.span().cite() + ")");
  }

  /** The network of the bridge that has the interface as a port. */
  private static Optional<String> overBridge(Node node, NodeInterface port) {
    return node.interfaces().stream()
        .filter(
            it ->
                it.link() instanceof Link.Bridge bridge
                    && (bridge.port().equals(port.name()) || bridge.tap().equals(port.name())))
        .findFirst()
        .flatMap(it -> it.network().map(Network::name));
  }

  /** One stanza for each family; the first makes the link, and so says what it is like. */
  private static List<StanzaView> stanzas(NodeInterface it) {
    List<StanzaView> stanzas = new ArrayList<>();
    if (it.dhcp()) {
      stanzas.add(stanza("inet dhcp", StanzaOptions.dhcp(it), StanzaOptions.routes(it, IPV4)));
    } else if (it.ipv4().isPresent()) {
      stanzas.add(
          stanza(
              "inet static",
              StanzaOptions.address(it, IPV4),
              StanzaOptions.link(it),
              StanzaOptions.routes(it, IPV4)));
    }
    if (it.ipv6().isPresent()) {
      stanzas.add(
          stanza(
              "inet6 static",
              StanzaOptions.address(it, IPV6),
              StanzaOptions.router(),
              stanzas.isEmpty() ? StanzaOptions.link(it) : List.of(),
              StanzaOptions.routes(it, IPV6)));
    }
    if (stanzas.isEmpty()) {
      stanzas.add(stanza("inet manual", StanzaOptions.link(it)));
    }
    return stanzas;
  }

  @SafeVarargs
  private static StanzaView stanza(String method, List<String>... options) {
    return new StanzaView(method, List.of(options).stream().flatMap(List::stream).toList());
  }

  private record FileView(String heading, List<InterfaceView> interfaces) {}

  private record InterfaceView(String comment, String name, List<StanzaView> stanzas) {}

  private record StanzaView(String method, List<String> options) {}
}
