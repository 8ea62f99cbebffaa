package org.labwall.backend.loader;

import java.util.ArrayList;
import java.util.List;
import org.labwall.backend.Backend;
import org.labwall.backend.Comment;
import org.labwall.backend.Firewall;
import org.labwall.backend.OutputFile;
import org.labwall.backend.Templates;
import org.labwall.project.Node;

/**
 * Writes the script that loads the packet filter, which is the same for every machine, and the
 * units of systemd.unit(5) that run it before the network and before keepalived.
 */
public final class LoaderBackend implements Backend {
  private final Templates templates = Templates.of(LoaderBackend.class, "loader.stg");
  private final Firewall firewall;

  /** A script for one program. */
  public LoaderBackend(Firewall firewall) {
    this.firewall = firewall;
  }

  @Override
  public List<OutputFile> files(Node node) {
    String template =
        switch (firewall) {
          case IPTABLES, IPTABLES_ONLY -> "iptables";
          case NFTABLES -> "nftables";
        };
    FileView view = new FileView(templates.render(template, new NoView()));
    List<OutputFile> files = new ArrayList<>();
    files.add(OutputFile.executable("usr/sbin/labwall-firewall", templates.render("file", view)));
    files.add(unit("labwall-firewall.service", "unit", node));
    if (node.virtualRouter().isPresent()) {
      files.add(unit("keepalived.service.d/labwall.conf", "keepalived", node));
    }
    return files;
  }

  private OutputFile unit(String name, String template, Node node) {
    UnitView view = new UnitView(Comment.heading(node));
    return new OutputFile("etc/systemd/system/" + name, templates.render(template, view));
  }

  private record UnitView(String heading) {}

  private record FileView(String functions) {}

  private record NoView() {}
}
