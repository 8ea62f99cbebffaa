package org.labwall.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.source.SourceFile;

/** Small trees to write, as maps from paths to texts. */
final class TestTrees {
  private TestTrees() {}

  /** Whether a writer changed anything, and what it said. */
  record Outcome(boolean changed, List<Diagnostic> diagnostics) {
    Diagnostic only() {
      assertEquals(1, diagnostics.size(), diagnostics.toString());
      return diagnostics.getFirst();
    }
  }

  static OutputTree tree(Map<String, String> files) {
    return OutputTree.of(
        files.entrySet().stream().map(it -> new OutputFile(it.getKey(), it.getValue())).toList());
  }

  static Manifest manifest(Map<String, String> files) {
    return Manifest.of("1.0", List.of(SourceFile.of("site.lw", "text\n")), tree(files));
  }

  static Outcome write(Disk disk, Path out, Map<String, String> files) {
    return write(disk, out, files, path -> false);
  }

  static Outcome write(Disk disk, Path out, Map<String, String> files, Predicate<String> kept) {
    Diagnostics diagnostics = new Diagnostics();
    boolean changed =
        OutputWriter.write(disk, out, tree(files), manifest(files), kept, diagnostics);
    return new Outcome(changed, diagnostics.all());
  }

  /** The files below {@code out}, which its MANIFEST lists one by one. */
  static Map<String, String> read(Path out) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(out)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(out.relativize(file).toString(), Files.readString(file));
      }
    }
    Manifest manifest = Manifest.parse(files.getOrDefault(Manifest.NAME, "")).orElseThrow();
    files.remove(Manifest.NAME);
    assertEquals(manifest.files().keySet(), files.keySet());
    return files;
  }

  static void erase(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        if (!path.equals(directory)) {
          Files.delete(path);
        }
      }
    }
  }
}
