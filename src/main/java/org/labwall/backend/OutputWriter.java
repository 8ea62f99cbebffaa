package org.labwall.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.Severity;

/**
 * Writes an output directory, all of it or nothing.
 *
 * <p>The new tree is built beside the old one, as {@code .NAME.labwall-XXXX}, and then both swap
 * their names in one step. A process that is killed, at whatever moment, leaves the old tree or the
 * new one whole; what else it left is removed by the next run. Where the system cannot swap names,
 * the old tree is first moved to {@code .NAME.labwall-XXXX.old}; killed just then, it is moved back
 * by the next run.
 *
 * <p>Files are not flushed to the disk one by one: that would take longer than all the rest. After
 * a loss of power {@code sha256sum -c MANIFEST} tells whether they are complete.
 */
public final class OutputWriter {
  private static final String OLD = ".old";

  private final Disk disk;
  private final Path path;
  private final OutputTree tree;
  private final Manifest manifest;
  private final Predicate<String> kept;

  private OutputWriter(
      Disk disk, Path path, OutputTree tree, Manifest manifest, Predicate<String> kept) {
    this.disk = disk;
    this.path = path;
    this.tree = tree;
    this.manifest = manifest;
    this.kept = kept;
  }

  /**
   * Writes {@code tree} to the directory {@code path}, with those files of the present one that are
   * {@code kept}. What keeps it from that is reported.
   *
   * @return whether anything changed; where nothing has to, nothing is written
   */
  public static boolean write(
      Path path,
      OutputTree tree,
      Manifest manifest,
      Predicate<String> kept,
      Diagnostics diagnostics) {
    return write(Disk.REAL, path, tree, manifest, kept, diagnostics);
  }

  /** The same on a given disk. */
  static boolean write(
      Disk disk,
      Path path,
      OutputTree tree,
      Manifest manifest,
      Predicate<String> kept,
      Diagnostics diagnostics) {
    try {
      return new OutputWriter(disk, path, tree, manifest, kept).write(diagnostics);
    } catch (IOException failure) {
      String reason = OutputDirectory.reason(failure);
      diagnostics.add(
          OutputDirectory.unusable("Cannot write `" + path + "`: " + reason + ".")
              .hint("What was there before is untouched."));
    }
    return false;
  }

  private boolean write(Diagnostics diagnostics) throws IOException {
    Optional<OutputDirectory> before = OutputDirectory.read(path, diagnostics);
    if (before.isEmpty() || (leftovers().isEmpty() && isCurrent(before.get()))) {
      return false;
    }
    Files.createDirectories(parent());
    try (OutputLock lock = OutputLock.take(sibling("lock"))) {
      recover(diagnostics);
      Optional<OutputDirectory> present = OutputDirectory.read(path, diagnostics);
      if (present.isEmpty() || isCurrent(present.get())) {
        return false;
      }
      replace(present.get(), diagnostics);
      return true;
    }
  }

  /** Whether every byte is there already. */
  private boolean isCurrent(OutputDirectory present) throws IOException {
    Optional<String> listed = present.manifest().map(Manifest::text);
    if (!listed.equals(Optional.of(complete(present).text()))) {
      return false;
    }
    for (OutputFile file : tree.files().values()) {
      Optional<byte[]> content = present.content(file.path());
      if (content.isEmpty()
          || !Arrays.equals(content.get(), bytes(file.content()))
          || !present.agrees(file)) {
        return false;
      }
    }
    return true;
  }

  private Manifest complete(OutputDirectory present) {
    return present.manifest().map(old -> manifest.with(old.only(kept))).orElse(manifest);
  }

  private void replace(OutputDirectory present, Diagnostics diagnostics) throws IOException {
    Path next = sibling(HexFormat.of().toHexDigits(new Random().nextInt()));
    try {
      build(present, next);
      if (present.manifest().isEmpty()) {
        disk.rename(next, path);
      } else if (!disk.exchange(next, path)) {
        disk.rename(path, next.resolveSibling(next.getFileName() + OLD));
        disk.rename(next, path);
      }
    } catch (IOException failure) {
      try {
        recover(diagnostics);
      } catch (IOException second) {
        failure.addSuppressed(second);
      }
      throw failure;
    }
    recover(diagnostics);
  }

  private void build(OutputDirectory present, Path next) throws IOException {
    disk.makeDirectory(next);
    Set<Path> made = new HashSet<>();
    Manifest all = complete(present);
    for (String file : all.files().keySet()) {
      Path place = next.resolve(file);
      for (int slash = file.indexOf('/'); slash >= 0; slash = file.indexOf('/', slash + 1)) {
        Path directory = next.resolve(file.substring(0, slash));
        if (made.add(directory)) {
          disk.makeDirectory(directory);
        }
      }
      OutputFile fresh = tree.files().get(file);
      if (fresh != null) {
        write(fresh, place);
      } else if (Files.exists(path.resolve(file), LinkOption.NOFOLLOW_LINKS)) {
        disk.copy(path.resolve(file), place);
      }
    }
    disk.write(next.resolve(Manifest.NAME), bytes(all.text()));
    PosixFileAttributeView view = Files.getFileAttributeView(next, PosixFileAttributeView.class);
    if (present.exists() && view != null) {
      // Who closed the directory to others does not want it opened by us.
      view.setPermissions(Files.getPosixFilePermissions(path));
    }
  }

  private void write(OutputFile file, Path place) throws IOException {
    if (file.isSecret()) {
      disk.writePrivate(place, bytes(file.content()));
    } else {
      disk.write(place, bytes(file.content()));
    }
    if (file.executable()) {
      disk.makeExecutable(place);
    }
  }

  /** Removes what we or a run before us left beside the directory; only with the lock held. */
  private void recover(Diagnostics diagnostics) throws IOException {
    for (Path left : leftovers()) {
      boolean old = left.getFileName().toString().endsWith(OLD);
      if (old && !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
        disk.rename(left, path);
      } else {
        discard(left, diagnostics);
      }
    }
  }

  /** Our trees beside the directory, old ones first. */
  private List<Path> leftovers() {
    String prefix = sibling("").getFileName().toString();
    Pattern name = Pattern.compile(Pattern.quote(prefix) + "[0-9a-f]{8}(\\.old)?");
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> siblings =
        Files.newDirectoryStream(
            parent(),
            it ->
                name.matcher(it.getFileName().toString()).matches()
                    && Files.isDirectory(it, LinkOption.NOFOLLOW_LINKS))) {
      siblings.forEach(found::add);
    } catch (IOException | DirectoryIteratorException unlistable) {
      return List.of();
    }
    // An old tree may have to go back to its place before anything is thrown away.
    found.sort(Comparator.comparing((Path it) -> !it.toString().endsWith(OLD)));
    return found;
  }

  /** Removes a tree; its links are removed themselves, not what they lead to. */
  private void discard(Path directory, Diagnostics diagnostics) {
    try {
      Files.walkFileTree(directory, new Deleter());
    } catch (IOException failure) {
      String reason = OutputDirectory.reason(failure);
      diagnostics.add(
          new Diagnostic(
              Code.OUTPUT_DIRECTORY,
              Severity.WARNING,
              Optional.empty(),
              "Cannot remove the former files in `" + directory + "`: " + reason + ".",
              Optional.empty(),
              List.of()));
    }
  }

  private Path parent() {
    return Optional.ofNullable(sibling("").getParent()).orElseThrow();
  }

  private Path sibling(String suffix) {
    Path absolute = path.toAbsolutePath();
    return absolute.resolveSibling("." + absolute.getFileName() + ".labwall-" + suffix);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private final class Deleter extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      disk.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
        throws IOException {
      disk.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
