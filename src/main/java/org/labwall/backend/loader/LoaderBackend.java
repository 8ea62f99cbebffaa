package org.labwall.backend.loader;

import java.util.List;
import org.labwall.backend.Backend;
import org.labwall.backend.Firewall;
import org.labwall.backend.OutputFile;
import org.labwall.backend.Templates;
import org.labwall.project.Node;

/** Writes the script that loads the packet filter; it is the same for every machine. */
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
    return List.of(
        OutputFile.executable("usr/sbin/labwall-firewall", templates.render("file", view)));
  }

  private record FileView(String functions) {}

  private record NoView() {}
}
