package org.labwall.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.backend.OutputFile;
import org.labwall.backend.OutputFile.Held;
import org.labwall.backend.OutputTree;
import org.labwall.model.Cluster;
import org.labwall.model.Role;
import org.labwall.model.RoleText;
import org.labwall.model.Secret;
import org.labwall.model.Site;
import org.labwall.model.Vpn;
import org.labwall.pki.Pki;
import org.labwall.pki.PkiDirectory;

/**
 * The keys and certificates that the VPN servers of a lab prove themselves by: those of a
 * directory, or of an authority that is made for the lab and goes with it.
 *
 * @param servers the roles that need some
 * @param wanted the files that they need
 * @param given the directory that has them, by the names that {@link Pki} gives
 */
record LabKeys(List<String> servers, List<Wanted> wanted, Optional<Path> given) {

  /**
   * A file that a server needs.
   *
   * @param path where its daemons read it, below the name of its role
   * @param name its name in the directory
   * @param secret whether it is a key
   */
  record Wanted(String path, String name, boolean secret) {}

  /** What the servers of a site need. */
  static LabKeys of(Site site, Optional<Path> given) {
    List<String> servers = new ArrayList<>();
    List<Wanted> wanted = new ArrayList<>();
    for (Cluster cluster : site.clusters()) {
      Optional<Vpn> vpn = cluster.vpn().filter(it -> !it.daemons().isEmpty());
      for (Role role : vpn.isPresent() ? cluster.roles() : List.<Role>of()) {
        PkiDirectory names = new PkiDirectory(Path.of(""));
        Vpn.Pki pki = vpn.get().pki();
        servers.add(role.name());
        wanted.add(wanted(role, pki.ca(), names.authority(), false));
        wanted.add(wanted(role, pki.certificate(), names.certificate(role.name()), false));
        wanted.add(wanted(role, pki.key(), names.key(role.name()), true));
        wanted.add(wanted(role, pki.tlsCrypt(), names.serverControlKey(), true));
        wanted.add(wanted(role, pki.revoked(), names.list(), false));
      }
    }
    return new LabKeys(servers, wanted, given);
  }

  private static Wanted wanted(Role role, RoleText path, Path name, boolean secret) {
    return new Wanted(role.name() + path.of(role), name.toString(), secret);
  }

  /**
   * The tree with the keys in it.
   *
   * @param own where an authority is made if nobody gave any
   */
  OutputTree into(OutputTree tree, Path own) throws IOException {
    if (wanted.isEmpty()) {
      return tree;
    }
    if (given.isEmpty()) {
      Pki pki = Pki.in(own);
      pki.found();
      pki.issue(Pki.Kind.SERVER, servers, Pki.DAYS);
    }
    List<OutputFile> files = new ArrayList<>(tree.files().values());
    for (Wanted each : wanted) {
      files.add(file(each, given.orElse(own)));
    }
    return OutputTree.of(files);
  }

  private OutputFile file(Wanted wanted, Path directory) throws IOException {
    Path file = directory.resolve(wanted.name());
    if (!Files.isReadable(file)) {
      throw new LabException(
          "There is no key or certificate `" + file + "`.",
          "`labwall vpn pki init` and `labwall vpn pki server "
              + String.join(" ", servers)
              + "` make what VPN servers need; without `--pki` a lab makes its own.");
    }
    String content = Files.readString(file).stripTrailing() + "\n";
    List<Held> held =
        wanted.secret()
            ? List.of(new Held(0, content.length(), new Secret(wanted.name(), content)))
            : List.of();
    return new OutputFile(wanted.path(), content, false, held);
  }
}
