package org.labwall.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;

/**
 * A directory that may be written to: it is not there, it is empty, or LabWall wrote all that it
 * holds.
 *
 * @param path the directory, by the name that the user gave
 * @param exists whether it is there
 * @param manifest what lies in it
 */
public record OutputDirectory(Path path, boolean exists, Optional<Manifest> manifest) {
  /** How many foreign files are named. */
  private static final int NAMED = 3;

  /** What is at {@code path}; where that may not be replaced, the reason is reported. */
  public static Optional<OutputDirectory> read(Path path, Diagnostics diagnostics) {
    try {
      return look(path, diagnostics);
    } catch (IOException failure) {
      diagnostics.add(unusable("Cannot read `" + path + "`: " + reason(failure) + "."));
      return Optional.empty();
    }
  }

  /** The bytes of one of its files; nothing where no regular file is there. */
  public Optional<byte[]> content(String file) throws IOException {
    Path place = path.resolve(file);
    return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(Files.readAllBytes(place))
        : Optional.empty();
  }

  /**
   * Whether a file that is there is a program exactly where {@code file} is one, and private where
   * it holds a secret.
   */
  public boolean agrees(OutputFile file) throws IOException {
    Path place = path.resolve(file.path());
    if (file.isSecret() && !PrivateFile.is(place)) {
      return false;
    }
    PosixFileAttributeView view = Files.getFileAttributeView(place, PosixFileAttributeView.class);
    return view == null
        || file.executable()
            == view.readAttributes().permissions().contains(PosixFilePermission.OWNER_EXECUTE);
  }

  /** A diagnostic about a directory that cannot be written to. */
  static Diagnostic unusable(String message) {
    return Diagnostic.nowhere(Code.OUTPUT_DIRECTORY, message);
  }

  /** Why the system refused, in the middle of a sentence. */
  static String reason(IOException failure) {
    return switch (failure) {
      case AccessDeniedException denied -> "permission denied for `" + denied.getFile() + "`";
      case NoSuchFileException missing -> "`" + missing.getFile() + "` cannot be made";
      case FileAlreadyExistsException other -> "`" + other.getFile() + "` is not a directory";
      case FileSystemException other when other.getReason() != null -> other.getReason();
      default -> String.valueOf(failure.getMessage());
    };
  }

  private static Optional<OutputDirectory> look(Path path, Diagnostics diagnostics)
      throws IOException {
    Path name = path.getFileName();
    if (name == null || List.of("", ".", "..").contains(name.toString())) {
      diagnostics.add(
          unusable("`" + path + "` cannot be replaced.").hint("Name a directory below it."));
    } else if (Files.isSymbolicLink(path)) {
      diagnostics.add(
          unusable("`" + path + "` is a symbolic link.").hint("Name the directory itself."));
    } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return look(new Contents(path), diagnostics);
    } else if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      diagnostics.add(unusable("`" + path + "` is not a directory."));
    } else {
      return Optional.of(new OutputDirectory(path, false, Optional.empty()));
    }
    return Optional.empty();
  }

  private static Optional<OutputDirectory> look(Contents contents, Diagnostics diagnostics)
      throws IOException {
    contents.walk();
    if (contents.foreign.isEmpty()) {
      return Optional.of(new OutputDirectory(contents.path, true, contents.manifest));
    }
    String names =
        contents.foreign.stream()
            .sorted()
            .limit(NAMED)
            .map(it -> "`" + it + "`")
            .collect(Collectors.joining(", "));
    int more = contents.foreign.size() - NAMED;
    diagnostics.add(
        unusable(
                "`%s` holds what LabWall did not write: %s%s."
                    .formatted(contents.path, names, more > 0 ? " and " + more + " more" : ""))
            .hint("Remove it, or name another directory with `-o`."));
    return Optional.empty();
  }

  /** Looks for what no MANIFEST lists, without following a link. */
  private static final class Contents extends SimpleFileVisitor<Path> {
    private final Path path;
    private final Optional<Manifest> manifest;
    private final List<String> foreign = new ArrayList<>();

    Contents(Path path) throws IOException {
      this.path = path;
      Path file = path.resolve(Manifest.NAME);
      this.manifest =
          Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
              ? Manifest.parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))
              : Optional.empty();
    }

    void walk() throws IOException {
      Files.walkFileTree(path, this);
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = name(file);
      boolean ours =
          attributes.isRegularFile()
              && manifest
                  .filter(it -> name.equals(Manifest.NAME) || it.files().containsKey(name))
                  .isPresent();
      if (!ours) {
        foreign.add(name);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      // An empty directory without a MANIFEST is anybody's; one with directories in it is not.
      if (!directory.equals(path) && manifest.isEmpty()) {
        foreign.add(name(directory));
        return FileVisitResult.SKIP_SUBTREE;
      }
      return FileVisitResult.CONTINUE;
    }

    private String name(Path file) {
      return path.relativize(file).toString();
    }
  }
}
