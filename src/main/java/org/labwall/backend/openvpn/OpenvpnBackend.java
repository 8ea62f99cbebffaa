package org.labwall.backend.openvpn;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.backend.Backend;
import org.labwall.backend.Comment;
import org.labwall.backend.OutputFile;
import org.labwall.backend.Templates;
import org.labwall.model.Cluster;
import org.labwall.model.Role;
import org.labwall.model.Site;
import org.labwall.model.Vpn;
import org.labwall.model.VpnUser;
import org.labwall.project.Node;
import org.labwall.project.ServedVpn;

/** Writes the daemons of VPN servers, and the files of those who join. */
public final class OpenvpnBackend implements Backend {
  private final Templates templates = Templates.of(OpenvpnBackend.class, "openvpn.stg");

  @Override
  public List<OutputFile> files(Node node) {
    List<OutputFile> files = new ArrayList<>();
    for (ServedVpn served : ServedVpn.of(node)) {
      files.addAll(served(node, served));
    }
    node.cluster().vpn().stream()
        .flatMap(it -> it.memberships().stream())
        .forEach(it -> files.add(joined(node, it)));
    return files;
  }

  @Override
  public List<OutputFile> files(Site site) {
    List<OutputFile> files = new ArrayList<>();
    for (Cluster cluster : site.clusters()) {
      for (Vpn.Daemon daemon : cluster.vpn().map(Vpn::daemons).orElse(List.of())) {
        String what = "Who opens it joins " + daemon.name() + " (" + daemon.span().cite() + ").";
        ClientFile.Keys keys =
            new ClientFile.Keys(
                "Each user has keys of his own: `labwall vpn client` puts them in here.",
                "ca.crt",
                "client.crt",
                "client.key",
                "client-tls-crypt-v2.key");
        String device = daemon.bridged() ? "tap" : "tun";
        List<Section> sections = new ClientFile(cluster, daemon).sections(device, keys);
        files.add(
            file("clients/" + daemon.name() + ".ovpn", Comment.heading(site), what, sections));
      }
    }
    return files;
  }

  private List<OutputFile> served(Node node, ServedVpn served) {
    List<OutputFile> files = new ArrayList<>();
    Vpn.Daemon daemon = served.daemon();
    String name = daemon.name();
    String heading = Comment.heading(node);
    String what = "The VPN of " + name + " (" + daemon.span().cite() + ").";
    ServerFile server = new ServerFile(node, served);
    files.add(file(server.path(), heading, what, server.sections()));
    UserFiles.of(served, node.cluster().vpn().orElseThrow())
        .forEach(
            (user, lines) ->
                files.add(
                    file(
                        UserFiles.path(served, user),
                        heading,
                        of(user),
                        lines.isEmpty() ? List.of() : List.of(Section.of("", lines)))));
    if (daemon.bridged()) {
      files.add(
          new OutputFile(
              "etc/systemd/system/openvpn-server@" + name + ".service.d/labwall.conf",
              templates.render("unit", new UnitView(heading))));
    }
    return files;
  }

  private static String of(VpnUser user) {
    return user.name() + " (" + user.span().cite() + ").";
  }

  private OutputFile joined(Node node, Vpn.Membership membership) {
    Role role = node.role();
    Vpn.Pki pki = node.cluster().vpn().orElseThrow().pki();
    Optional<Cluster> servers = node.site().servers(membership.leg().network());
    Vpn.Daemon daemon = servers.flatMap(it -> it.daemon(membership.leg().network())).orElseThrow();
    ClientFile.Keys keys =
        new ClientFile.Keys(
            "",
            pki.ca().of(role),
            pki.certificate().of(role),
            pki.key().of(role),
            pki.tlsCrypt().of(role));
    return file(
        "etc/openvpn/client/" + daemon.name() + ".conf",
        Comment.heading(node),
        "This machine joins " + daemon.name() + " (" + membership.span().cite() + ").",
        new ClientFile(servers.get(), daemon).sections(membership.leg().interfaceName(), keys));
  }

  private OutputFile file(String path, String heading, String what, List<Section> sections) {
    FileView view = new FileView(heading, Comment.of(what), sections);
    return new OutputFile(path, templates.render("file", view));
  }

  private record FileView(String heading, String what, List<Section> sections) {}

  private record UnitView(String heading) {}
}
