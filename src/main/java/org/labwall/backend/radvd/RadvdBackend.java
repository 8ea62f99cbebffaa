package org.labwall.backend.radvd;

import java.util.ArrayList;
import java.util.List;
import org.labwall.address.Family;
import org.labwall.backend.Backend;
import org.labwall.backend.Comment;
import org.labwall.backend.OutputFile;
import org.labwall.backend.Templates;
import org.labwall.model.Link;
import org.labwall.model.Network;
import org.labwall.project.Node;
import org.labwall.project.NodeInterface;

/** Writes what a router tells stations of their IPv6 prefix and of itself. */
public final class RadvdBackend implements Backend {
  private final Templates templates = Templates.of(RadvdBackend.class, "radvd.stg");

  @Override
  public List<OutputFile> files(Node node) {
    List<InterfaceView> interfaces =
        node.interfaces().stream()
            .filter(it -> it.settings().advertised())
            .map(RadvdBackend::view)
            .toList();
    if (interfaces.isEmpty()) {
      return List.of();
    }
    List<OutputFile> files = new ArrayList<>();
    String heading = Comment.heading(node);
    files.add(
        new OutputFile(
            "etc/radvd.conf", templates.render("file", new FileView(heading, interfaces))));
    node.interfaces().stream()
        .filter(it -> it.link() instanceof Link.Tunnel && it.wayOut(Family.IPV6))
        .map(it -> it.network().map(Network::name).orElseThrow())
        .findFirst()
        .ifPresent(
            vpn ->
                files.add(
                    new OutputFile(
                        "etc/systemd/system/radvd.service.d/labwall.conf",
                        templates.render("unit", new UnitView(heading, vpn)))));
    return files;
  }

  private static InterfaceView view(NodeInterface it) {
    Network network = it.network().orElseThrow();
    return new InterfaceView(
        Comment.of(network.name() + " (" + it.span().cite() + ")"),
        it.name(),
        network.ipv6().orElseThrow().toString());
  }

  private record FileView(String heading, List<InterfaceView> interfaces) {}

  private record InterfaceView(String comment, String name, String prefix) {}

  private record UnitView(String heading, String vpn) {}
}
