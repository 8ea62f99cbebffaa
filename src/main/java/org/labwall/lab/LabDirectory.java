package org.labwall.lab;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Where a lab keeps all its files.
 *
 * @param name the lab
 */
record LabDirectory(String name) {
  /** Where the directories of all labs lie. */
  static final Path ROOT = Path.of("/run/labwall/lab");

  private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9_-]{0,39}";

  LabDirectory {
    if (!name.matches(NAME)) {
      throw new LabException(
          "`" + name + "` cannot name a lab.",
          "A name has letters of ASCII, digits, `_` and `-`, and at most 40 of them.");
    }
  }

  /** The names of all labs, those that are half made or half gone included. */
  static List<String> names() throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(ROOT, Files::isDirectory)) {
      all.forEach(it -> names.add(it.getFileName().toString()));
    } catch (NoSuchFileException none) {
      return List.of();
    }
    Collections.sort(names);
    return names;
  }

  /** The directory itself. */
  Path path() {
    return ROOT.resolve(name);
  }

  /** The file that is locked by whoever makes or removes the lab. */
  Path lock() {
    return ROOT.resolve(name + ".lock");
  }

  /** What a router boots from: its tree, and the files by which one hears of it. */
  Path router(String role) {
    return path().resolve("routers").resolve(role);
  }

  /** The keys that were made for this lab alone. */
  Path keys() {
    return path().resolve("pki");
  }

  /** Makes the directory, for root alone. */
  void make() throws IOException {
    Files.createDirectories(ROOT);
    Files.createDirectory(
        path(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /** Gives a file of the lab its content in one step. */
  void write(String file, String content) throws IOException {
    Path next = path().resolve(file + ".new");
    Files.writeString(next, content);
    Files.move(
        next,
        path().resolve(file),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /** The content of a file of the lab. */
  Optional<String> read(String file) throws IOException {
    return read(path().resolve(file));
  }

  /** The content of a file, if it is there. */
  static Optional<String> read(Path file) throws IOException {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    }
  }

  /** Its plan; nothing where it was not even planned. */
  Optional<LabPlan> plan() throws IOException {
    return read("plan").map(PlanText::read);
  }

  /** What fails in it. */
  List<Failure> failures() throws IOException {
    return Failure.read(read("failures").orElse(""));
  }

  /** Whether it was made to its end. */
  boolean isUp() {
    return Files.exists(path().resolve("up"));
  }
}
