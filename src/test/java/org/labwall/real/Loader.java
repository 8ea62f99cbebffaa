package org.labwall.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.labwall.SiteText;
import org.labwall.backend.Backend;
import org.labwall.backend.Firewall;
import org.labwall.backend.OutputFile;
import org.labwall.backend.loader.LoaderBackend;
import org.labwall.project.Node;

/** The script that loads filters, with the files of a machine around it. */
final class Loader {
  private Loader() {}

  /** Writes the rules of a source, and the script that loads them, below a directory. */
  static void write(Path root, RealFirewall firewall, String source) throws IOException {
    Files.createDirectories(root.resolve("run"));
    Node node = SiteText.node(source);
    Backend loader = new LoaderBackend(Firewall.valueOf(firewall.name()));
    for (Backend backend : List.of(firewall.backend(), loader)) {
      for (OutputFile file : backend.files(node)) {
        Path path = root.resolve(file.path());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.content());
        String mode = file.executable() ? "rwxr-xr-x" : "rw-r--r--";
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
      }
    }
  }

  /** Runs the script to its end. */
  static Namespace.Result run(Path root, Namespace namespace, String... arguments) {
    List<String> command = new ArrayList<>(List.of("env", "LABWALL_ROOT=" + root, script(root)));
    command.addAll(List.of(arguments));
    return namespace.run(command.toArray(String[]::new));
  }

  /** The path of the script. */
  static String script(Path root) {
    return root.resolve("usr/sbin/labwall-firewall").toString();
  }
}
