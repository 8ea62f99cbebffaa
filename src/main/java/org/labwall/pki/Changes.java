package org.labwall.pki;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a directory of which all are made or none, however the process ends.
 *
 * <p>New files are made aside, in {@code .prepared}. One renaming, to {@code .decided}, decides
 * that they count; then they go to their places. Whoever comes next finishes what was decided, and
 * drops what was not. Only one at a time may do any of this: a lock sees to it.
 */
final class Changes implements AutoCloseable {
  private static final String PREPARED = ".prepared";
  private static final String DECIDED = ".decided";

  /** Lists, among the new files, those that go. */
  private static final String REMOVED = ".removed";

  private final Path directory;
  private final List<String> removed = new ArrayList<>();

  private Changes(Path directory) {
    this.directory = directory;
  }

  /** Starts new changes, after those that were decided before are in their places. */
  static Changes of(Path directory) throws IOException {
    Changes changes = new Changes(directory);
    changes.carryOut();
    erase(directory.resolve(PREPARED));
    makePrivate(changes.work());
    makePrivate(changes.fresh());
    return changes;
  }

  /** Makes a directory for nobody else, and those above it that are missing. */
  static void makePrivate(Path place) throws IOException {
    Files.createDirectories(
        place, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** Where to work; nothing of this remains. */
  Path work() {
    return directory.resolve(PREPARED).resolve("work");
  }

  /** Where the new files are put, by the paths that they will have. */
  Path fresh() {
    return directory.resolve(PREPARED).resolve("fresh");
  }

  /** Lets a file go with these changes. */
  void remove(String file) {
    removed.add(file);
  }

  /** Makes all changes. */
  void commit() throws IOException {
    Files.writeString(fresh().resolve(REMOVED), String.join("\n", removed));
    Files.move(fresh(), directory.resolve(DECIDED), StandardCopyOption.ATOMIC_MOVE);
    carryOut();
  }

  private void carryOut() throws IOException {
    Path decided = directory.resolve(DECIDED);
    if (!Files.isDirectory(decided, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Path list = decided.resolve(REMOVED);
    try (Stream<Path> all = Files.walk(decided)) {
      for (Path file : all.filter(Files::isRegularFile).sorted().toList()) {
        if (!file.equals(list)) {
          Path place = directory.resolve(decided.relativize(file));
          makePrivate(place.resolveSibling(""));
          Files.move(
              file, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    if (Files.exists(list)) {
      for (String file : Files.readString(list, StandardCharsets.UTF_8).lines().toList()) {
        Files.deleteIfExists(directory.resolve(file));
      }
    }
    erase(decided);
  }

  @Override
  public void close() throws IOException {
    erase(directory.resolve(PREPARED));
  }

  /** Removes a directory with all in it, if it is there. */
  static void erase(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path place, @Nullable IOException failure)
              throws IOException {
            Files.delete(place);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
