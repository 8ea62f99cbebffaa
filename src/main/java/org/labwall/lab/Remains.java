package org.labwall.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.labwall.backend.OutputLock;

/** Removes all that there is of a lab, whatever its making came to. */
final class Remains {
  /** Where ip(8) keeps the names of network namespaces. */
  static final Path NAMESPACES = Path.of("/run/netns");

  /** Says that {@link #NAMESPACES} was not there before the first lab. */
  private static final Path MADE = LabDirectory.ROOT.resolve("netns.made");

  private static final int ATTEMPTS = 500;
  private static final int PAUSE_MILLIS = 10;

  private final LabDirectory directory;

  Remains(LabDirectory directory) {
    this.directory = directory;
  }

  /** Notes what will have to be removed besides the lab's own. */
  static void foresee() throws IOException {
    if (!Files.exists(NAMESPACES)) {
      Files.createDirectories(LabDirectory.ROOT);
      Files.writeString(MADE, "");
    }
  }

  /** Kills the lab's processes, and removes its namespaces and its files. */
  void remove() throws IOException {
    List<String> namespaces = new ArrayList<>();
    for (String name : directory.plan().map(LabPlan::namespaces).orElse(List.of())) {
      if (Files.exists(NAMESPACES.resolve(name))) {
        namespaces.add(name);
      }
    }
    killAll(namespaces);
    // Those that were killed may have made one more before they died.
    StringBuilder batch = new StringBuilder();
    for (String name : directory.plan().map(LabPlan::namespaces).orElse(List.of())) {
      if (Files.exists(NAMESPACES.resolve(name))) {
        batch.append("netns del ").append(name).append('\n');
      }
    }
    Program program = new Program(Path.of("/"));
    if (!batch.isEmpty()) {
      program.run(List.of("ip", "-batch", "-"), batch.toString()).check();
    }
    delete(directory.path());
  }

  /** Removes what belongs to no lab any more. */
  static void tidy() throws IOException {
    if (!Files.isDirectory(LabDirectory.ROOT)) {
      return;
    }
    List<String> names = LabDirectory.names();
    try (DirectoryStream<Path> locks = Files.newDirectoryStream(LabDirectory.ROOT, "*.lock")) {
      for (Path lock : locks) {
        if (!names.contains(lock.getFileName().toString().replaceFirst("\\.lock$", ""))) {
          // Whoever was killed holds it no more, and to give it back removes it.
          Optional<OutputLock> mine = OutputLock.tryTake(lock);
          if (mine.isPresent()) {
            mine.get().close();
          }
        }
      }
    } catch (NoSuchFileException tidied) {
      return;
    }
    if (names.isEmpty() && Files.exists(MADE)) {
      if (isEmpty(NAMESPACES)) {
        new Program(Path.of("/")).run(List.of("umount", NAMESPACES.toString()), "");
        Files.deleteIfExists(NAMESPACES);
      }
      Files.deleteIfExists(MADE);
    }
    for (Path path : List.of(LabDirectory.ROOT, LabDirectory.ROOT.resolveSibling(""))) {
      try {
        Files.deleteIfExists(path);
      } catch (FileSystemException inUse) {
        return;
      }
    }
  }

  private static boolean isEmpty(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return true;
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries.findAny().isEmpty();
    }
  }

  /** Kills every process of the lab, and those that they start meanwhile. */
  private void killAll(List<String> namespaces) throws IOException {
    Set<String> links = new HashSet<>();
    for (String name : namespaces) {
      links.add("net:[" + Files.getAttribute(NAMESPACES.resolve(name), "unix:ino") + "]");
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<ProcessHandle> found = processes(links);
      if (found.isEmpty()) {
        return;
      }
      found.forEach(ProcessHandle::destroyForcibly);
      pause();
    }
    throw new LabException("Processes of the lab `" + directory.name() + "` do not die.");
  }

  private List<ProcessHandle> processes(Set<String> links) throws IOException {
    String mark = Program.MARK + "=" + directory.path() + "\0";
    List<ProcessHandle> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : all) {
        if (isInside(process, links) || ("\0" + environment(process)).contains("\0" + mark)) {
          ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
              .filter(it -> !it.equals(ProcessHandle.current()))
              .ifPresent(found::add);
        }
      }
    }
    return found;
  }

  private static boolean isInside(Path process, Set<String> links) {
    try {
      return links.contains(Files.readSymbolicLink(process.resolve("ns/net")).toString());
    } catch (IOException ended) {
      return false;
    }
  }

  private static String environment(Path process) {
    try {
      return new String(
          Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
    } catch (IOException ended) {
      return "";
    }
  }

  static void pause() throws IOException {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }

  private static void delete(Path tree) throws IOException {
    List<Path> paths;
    try (Stream<Path> all = Files.walk(tree)) {
      paths = all.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException none) {
      return;
    }
    for (Path path : paths) {
      Files.deleteIfExists(path);
    }
  }
}
