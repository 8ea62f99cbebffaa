package org.labwall.expand;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.Similar;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/**
 * Reads a source and what it includes, and remembers which files these were.
 *
 * <p>A file is cited by its path from the main source's directory, so that no output depends on
 * where that directory lies. Paths are taken as written: {@code a/../b} is {@code b}, whatever link
 * {@code a} may be.
 */
public final class SourceReader {
  /** The most bytes that a source may have. */
  static final int LARGEST = 256 << 20;

  private static final String STANDARD_INPUT = "stdin";

  private final Path main;
  private final Path directory;
  private final Optional<InputStream> standardInput;
  private final List<SourceFile> sources = new ArrayList<>();

  private SourceReader(Path main, Path directory, Optional<InputStream> standardInput) {
    this.main = main;
    this.directory = directory;
    this.standardInput = standardInput;
  }

  /** A reader of the file {@code main}. */
  public static SourceReader of(Path main) {
    Path absolute = main.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    return new SourceReader(main, parent == null ? absolute : parent, Optional.empty());
  }

  /** A reader of {@code in}, whose includes are looked for from {@code workingDirectory}. */
  public static SourceReader standardInput(InputStream in, Path workingDirectory) {
    Path absolute = workingDirectory.toAbsolutePath().normalize();
    return new SourceReader(absolute.resolve(STANDARD_INPUT), absolute, Optional.of(in));
  }

  /** The main source; what keeps it from being read is reported. */
  public Optional<SourceFile> main(Diagnostics diagnostics) {
    if (standardInput.isPresent()) {
      InputStream in = standardInput.get();
      return read(main, STANDARD_INPUT, () -> in, Optional.empty(), diagnostics);
    }
    return read(main, main.toString(), Optional.empty(), diagnostics);
  }

  /**
   * The file that {@code from} includes as {@code path}, taken from the directory of {@code from};
   * what keeps it from being read is reported at {@code place}.
   */
  public Optional<SourceFile> include(
      SourceFile from, String path, Span place, Diagnostics diagnostics) {
    Path file;
    try {
      file = directory.resolve(from.name()).resolveSibling(path);
    } catch (InvalidPathException impossible) {
      refuse("`" + path + "` cannot name a file.", Optional.of(place), diagnostics);
      return Optional.empty();
    }
    return read(file, path, Optional.of(place), diagnostics);
  }

  /** The user's files that were read, each once, in the order in which they were first needed. */
  public List<SourceFile> sources() {
    return List.copyOf(sources);
  }

  private Optional<SourceFile> read(
      Path file, String shown, Optional<Span> place, Diagnostics diagnostics) {
    String name = name(file);
    // The name reaches comments of generated files and lines of the MANIFEST.
    if (name.codePoints().anyMatch(Character::isISOControl)) {
      refuse("A control character is in the name of file `" + shown + "`.", place, diagnostics);
      return Optional.empty();
    }
    if (Files.isDirectory(file)) {
      refuse("`" + shown + "` is a directory.", place, diagnostics);
      return Optional.empty();
    }
    Path normal = file.toAbsolutePath().normalize();
    return read(normal, shown, () -> Files.newInputStream(normal), place, diagnostics);
  }

  private Optional<SourceFile> read(
      Path file, String shown, Opener opener, Optional<Span> place, Diagnostics diagnostics) {
    String name = name(file);
    Optional<SourceFile> known =
        sources.stream().filter(source -> source.name().equals(name)).findFirst();
    if (known.isPresent()) {
      return known;
    }
    byte[] bytes;
    try (InputStream in = opener.open()) {
      bytes = in.readNBytes(LARGEST + 1);
    } catch (IOException failure) {
      diagnostics.add(unreadable(file, shown, place, failure));
      return Optional.empty();
    }
    if (bytes.length > LARGEST) {
      refuse("`" + shown + "` is larger than 256 MiB.", place, diagnostics);
      return Optional.empty();
    }
    Optional<SourceFile> source = decode(name, bytes, place, diagnostics);
    source.ifPresent(sources::add);
    return source;
  }

  private static Diagnostic unreadable(
      Path file, String shown, Optional<Span> place, IOException failure) {
    return switch (failure) {
      case NoSuchFileException missing ->
          diagnostic("There is no file `" + shown + "`.", place).hint(neighbour(file));
      case AccessDeniedException denied -> diagnostic("May not read `" + shown + "`.", place);
      case NotDirectoryException notOne -> diagnostic("There is no file `" + shown + "`.", place);
      case FileSystemException other when other.getReason() != null ->
          diagnostic("Cannot read `" + shown + "`: " + other.getReason() + ".", place);
      default -> diagnostic("Cannot read `" + shown + "`.", place);
    };
  }

  /** The hint that names a file beside {@code missing} whose name is nearly the same. */
  private static Optional<String> neighbour(Path missing) {
    try (Stream<Path> files = Files.list(missing.resolveSibling(""))) {
      List<String> names = files.map(file -> file.getFileName().toString()).sorted().toList();
      return Similar.hint(missing.getFileName().toString(), names);
    } catch (IOException | UncheckedIOException unlistable) {
      return Optional.empty();
    }
  }

  private static Optional<SourceFile> decode(
      String name, byte[] bytes, Optional<Span> place, Diagnostics diagnostics) {
    boolean marked =
        bytes.length >= 3
            && bytes[0] == (byte) 0xEF
            && bytes[1] == (byte) 0xBB
            && bytes[2] == (byte) 0xBF;
    int start = marked ? 3 : 0;
    SourceFile source =
        SourceFile.of(name, new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8));
    // This stands for what is no UTF-8, and may stand in a source itself.
    boolean suspect = source.text().indexOf('\uFFFD') >= 0;
    Optional<Diagnostic> wrong =
        suspect ? firstByteThatIsNotUtf8(source, bytes, start) : Optional.empty();
    wrong.ifPresent(
        it -> diagnostics.add(place.map(span -> it.related(span, "Included here.")).orElse(it)));
    return wrong.isEmpty() ? Optional.of(source) : Optional.empty();
  }

  private static Optional<Diagnostic> firstByteThatIsNotUtf8(
      SourceFile source, byte[] bytes, int start) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    if (!decoder.decode(in, out, true).isError()) {
      return Optional.empty();
    }
    Span bad = new Span(source, out.position(), out.position() + 1);
    String hex = HexFormat.of().withUpperCase().toHexDigits(bytes[in.position()]);
    return Optional.of(
        Diagnostic.at(bad, Code.NOT_UTF8, "Byte 0x" + hex + " is not UTF-8.")
            .hint("Is it Latin-1? `iconv -f latin1 -t utf8` makes it UTF-8."));
  }

  /** The path from the main source's directory, with slashes on every system. */
  private String name(Path file) {
    Path relative = directory.relativize(file.toAbsolutePath().normalize());
    return StreamSupport.stream(relative.spliterator(), false)
        .map(Path::toString)
        .collect(Collectors.joining("/"));
  }

  private static void refuse(String message, Optional<Span> place, Diagnostics diagnostics) {
    diagnostics.add(diagnostic(message, place));
  }

  private static Diagnostic diagnostic(String message, Optional<Span> place) {
    return place
        .map(span -> Diagnostic.at(span, Code.UNREADABLE_FILE, message))
        .orElseGet(() -> Diagnostic.nowhere(Code.UNREADABLE_FILE, message));
  }

  private interface Opener {
    InputStream open() throws IOException;
  }
}
