package org.labwall.lab.image;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.labwall.backend.OutputFile;
import org.labwall.backend.PrivateFile;
import org.labwall.lab.Daemon;

/**
 * The root directory that a kernel unpacks when it boots (initramfs): a role's unchanged tree over
 * the programs of Debian that it needs. The same inputs give the same bytes.
 */
public final class BootImage {
  private static final int BUFFER = 1 << 16;

  private final RootTree root = new RootTree();

  private BootImage() {}

  /**
   * Collects an image.
   *
   * @param hostName the machine's host name
   * @param tree its files, with paths as on the target
   * @param kernel what will boot it
   * @param modules the names of more modules than a router always needs
   */
  public static BootImage of(
      String hostName, List<OutputFile> tree, BootKernel kernel, Collection<String> modules)
      throws IOException {
    BootImage image = new BootImage();
    image.directories();
    DebianFiles debian = new DebianFiles(image.root);
    debian.add(Equipment.ALL.stream().filter(it -> it.wanted().test(tree)).toList());
    debian.fillGaps();
    KernelModules.of(kernel, modules).into(image.root, kernel.release());
    image.identity(hostName);
    image.root.text("init", resource("init"), true);
    image.root.text("usr/lib/labwall/agent", resource("agent"), true);
    image.root.text("usr/lib/labwall/daemons", Daemon.table(paths(tree)), false);
    for (OutputFile file : tree) {
      if (file.isSecret()) {
        image.root.secret(file.path(), file.content());
      } else {
        image.root.text(file.path(), file.content(), file.executable());
      }
    }
    return image;
  }

  private static Set<String> paths(List<OutputFile> tree) {
    return tree.stream().map(OutputFile::path).collect(Collectors.toSet());
  }

  private void directories() {
    for (String name : List.of("dev", "proc", "sys", "run", "mnt", "var/log", "var/lib")) {
      root.directory(name, 0755);
    }
    root.directory("root", 0700);
    root.directory("tmp", 01777);
    root.link("var/run", "/run");
    root.device("dev/console", 5, 1);
    for (String phase : List.of("pre-up", "up", "down", "post-down")) {
      root.directory("etc/network/if-" + phase + ".d", 0755);
    }
  }

  private void identity(String hostName) {
    String shortName = hostName.replaceFirst("\\..*", "");
    root.text("etc/hostname", hostName + "\n", false);
    root.text(
        "etc/hosts",
        "127.0.0.1 localhost\n127.0.1.1 %s %s\n::1 localhost\n".formatted(hostName, shortName),
        false);
    root.text("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:\n", false);
    root.text("etc/group", "root:x:0:\nnogroup:x:65534:\n", false);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = BootImage.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /**
   * Writes the image to a file, compressed or not; what was there before is replaced at the end.
   * Where it holds a secret, nobody but its owner may read it.
   */
  public void write(Path file, boolean compressed) throws IOException {
    Path next = file.resolveSibling("." + file.getFileName() + ".labwall-new");
    try {
      try (OutputStream out = new BufferedOutputStream(open(next), BUFFER)) {
        root.write(compressed ? new GZIPOutputStream(out, BUFFER) : out);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  private OutputStream open(Path file) throws IOException {
    if (!root.isSecret()) {
      return Files.newOutputStream(file);
    }
    Files.deleteIfExists(file);
    return PrivateFile.stream(file);
  }
}
