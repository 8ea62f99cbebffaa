package org.labwall.backend.sysctl;

import java.util.List;
import org.labwall.address.Family;
import org.labwall.backend.Backend;
import org.labwall.backend.Comment;
import org.labwall.backend.OutputFile;
import org.labwall.backend.Templates;
import org.labwall.model.Link;
import org.labwall.project.Node;

/** Writes what the kernel of a machine must do with packets, and what it must not. */
public final class SysctlBackend implements Backend {
  private final Templates templates = Templates.of(SysctlBackend.class, "sysctl.stg");

  @Override
  public List<OutputFile> files(Node node) {
    FileView view =
        new FileView(
            Comment.heading(node),
            node.routes(),
            node.routes() && node.has(Family.IPV6),
            bridges(node));
    return List.of(new OutputFile("etc/sysctl.d/60-labwall.conf", templates.render("file", view)));
  }

  private static boolean bridges(Node node) {
    return node.interfaces().stream().anyMatch(it -> it.link() instanceof Link.Bridge);
  }

  private record FileView(
      String heading, boolean forwardsIpv4, boolean forwardsIpv6, boolean bridges) {}
}
