package org.labwall.backend.modules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.labwall.address.Family;
import org.labwall.backend.Backend;
import org.labwall.backend.Comment;
import org.labwall.backend.OutputFile;
import org.labwall.backend.Templates;
import org.labwall.model.DottedDevice;
import org.labwall.model.Link;
import org.labwall.model.Service.Helper;
import org.labwall.project.Followed;
import org.labwall.project.Node;

/** Writes the kernel modules that the other files of a machine count on. */
public final class ModulesBackend implements Backend {
  /** The helpers that write addresses of their connections anew, where these are translated. */
  private static final Set<Helper> TRANSLATED =
      EnumSet.complementOf(EnumSet.of(Helper.NETBIOS_NS, Helper.SANE, Helper.SNMP));

  private final Templates templates = Templates.of(ModulesBackend.class, "modules.stg");

  @Override
  public List<OutputFile> files(Node node) {
    List<String> modules = new ArrayList<>();
    if (node.interfaces().stream()
        .anyMatch(it -> it.rawDevice().isPresent() || DottedDevice.of(it.name()).isPresent())) {
      modules.add("8021q");
    }
    if (hasOption(node, "bond")) {
      modules.add("bonding");
    }
    if (hasOption(node, "bridge") || has(node, Link.Bridge.class)) {
      modules.add("bridge");
    }
    if (has(node, Link.Tap.class) || has(node, Link.Tunnel.class)) {
      modules.add("tun");
    }
    modules.add("nf_conntrack");
    modules.addAll(helpers(node));
    FileView view = new FileView(Comment.heading(node), modules);
    return List.of(
        new OutputFile("etc/modules-load.d/labwall.conf", templates.render("file", view)));
  }

  /** The modules that read along with connections that open others. */
  private static Set<String> helpers(Node node) {
    Set<String> modules = new LinkedHashSet<>();
    for (Family family : Family.values()) {
      if (node.has(family)) {
        for (Followed followed : Followed.of(node, family)) {
          String name = followed.helper().word().replace('-', '_');
          modules.add("nf_conntrack_" + name);
          if (TRANSLATED.contains(followed.helper()) && !node.translations().isEmpty()) {
            modules.add("nf_nat_" + name);
          }
        }
      }
    }
    return modules;
  }

  private static boolean has(Node node, Class<? extends Link> kind) {
    return node.interfaces().stream().anyMatch(it -> kind.isInstance(it.link()));
  }

  /**
   * Whether an interface has options of a kind: {@code bond-mode} and {@code bond_mode} are one.
   */
  private static boolean hasOption(Node node, String kind) {
    return node.interfaces().stream()
        .flatMap(it -> it.settings().options().stream())
        .anyMatch(option -> option.name().replace('_', '-').startsWith(kind + "-"));
  }

  private record FileView(String heading, List<String> modules) {}
}
