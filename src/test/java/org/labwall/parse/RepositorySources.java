package org.labwall.parse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The sources that the repository holds, good and bad ones. */
public final class RepositorySources {
  private static final List<String> FOLDERS = List.of("examples", "golden", "stdlib");

  private RepositorySources() {}

  /** Their paths, in order; those that are no UTF-8 are left out. */
  public static List<Path> all() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String folder : FOLDERS) {
      if (Files.isDirectory(Path.of(folder))) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
          files.filter(RepositorySources::isSource).sorted().forEach(all::add);
        }
      }
    }
    return all;
  }

  private static boolean isSource(Path path) {
    return path.toString().endsWith(".lw") && Files.isRegularFile(path) && isText(path);
  }

  private static boolean isText(Path path) {
    try {
      return !Files.readString(path).isEmpty();
    } catch (IOException notUtf8) {
      return false;
    }
  }
}
