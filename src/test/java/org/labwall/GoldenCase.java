package org.labwall;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.labwall.backend.Firewall;
import org.labwall.compiler.Compilation;
import org.labwall.compiler.Compiler;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.TextRenderer;
import org.labwall.expand.SecretSources;
import org.labwall.expand.SourceReader;
import org.labwall.source.SourceFile;

/**
 * A directory with a source, {@code site.lw}, and what is expected of it. The source of a case that
 * has none is the example of its name.
 */
record GoldenCase(Path directory) {
  static final String SOURCE = "site.lw";
  static final String DIAGNOSTICS = "diagnostics.txt";
  static final String EXPECTED = "expected";
  static final String EXPECTED_NFTABLES = "expected-nftables";
  static final Path EXAMPLES = Path.of("examples");

  /** Rules expire in goldens, too, but never all of a sudden. */
  private static final LocalDate DATE = LocalDate.of(2025, 7, 1);

  private static final OptionalInt ANNOUNCED = OptionalInt.of(30);

  /** What sources get for a secret from outside; no golden holds a value. */
  private static final SecretSources SECRETS =
      new SecretSources(
          Optional.empty(),
          Map.of("VRRP_SECRET", "k4stl-9w", "RADIUS_SECRET", "a-2f6c19d04be1", "WORN", "a\"b"));

  /** What became of the source, and the files that it consists of. */
  record Outcome(Optional<Compilation> compilation, Diagnostics collected, Set<String> sources) {

    List<Diagnostic> diagnostics() {
      return collected.sorted();
    }

    String text() {
      return TextRenderer.render(collected, false);
    }
  }

  /** All cases in a directory, sorted. */
  static List<GoldenCase> in(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(directory)) {
      return children.filter(Files::isDirectory).sorted().map(GoldenCase::new).toList();
    }
  }

  String name() {
    return directory.getFileName().toString();
  }

  private Path source() {
    Path own = directory.resolve(SOURCE);
    return Files.exists(own) ? own : EXAMPLES.resolve(name()).resolve(SOURCE);
  }

  Outcome compile() {
    return compile(Firewall.IPTABLES);
  }

  Outcome compile(Firewall firewall) {
    Diagnostics diagnostics = new Diagnostics();
    SourceReader reader = SourceReader.of(source());
    Optional<Compilation> compilation =
        Compiler.compile(
            reader, new Compiler.Options(DATE, ANNOUNCED, false, firewall, SECRETS), diagnostics);
    Set<String> sources = new HashSet<>(Set.of(SOURCE));
    reader.sources().forEach(source -> sources.add(source.name()));
    for (Diagnostic diagnostic : diagnostics.all()) {
      // A file that could not be read as a source is cited all the same.
      diagnostic.span().map(span -> span.file()).map(SourceFile::name).ifPresent(sources::add);
    }
    return new Outcome(compilation, diagnostics, sources);
  }

  /** The diagnostics that are expected, none where no file says so. */
  String expectedDiagnostics() throws IOException {
    Path file = directory.resolve(DIAGNOSTICS);
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** All files below {@code root} by their paths from there. */
  static SortedMap<String, String> files(Path root) throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    if (Files.exists(root)) {
      try (Stream<Path> all = Files.walk(root)) {
        all.filter(Files::isRegularFile).forEach(it -> files.put(name(root, it), read(it)));
      }
    }
    return files;
  }

  private static String name(Path root, Path file) {
    return root.relativize(file).toString();
  }

  private static String read(Path file) {
    try {
      // Latin-1 shows every byte as one character, and some cases are no UTF-8.
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
