package org.labwall.lab.image;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The root directory of an image, laid out as Debian's, with all programs below {@code usr}. */
final class RootTree {
  private static final Set<String> MERGED = Set.of("bin", "sbin", "lib", "lib64");

  private static final int SECRET = 0600;

  private final SortedMap<String, Entry> entries = new TreeMap<>();
  private boolean secret;

  /** What lies at a path. */
  private sealed interface Entry {

    /** A directory with its permissions. */
    record Directory(int mode) implements Entry {}

    /** A text of ours. */
    record Text(String content, int mode) implements Entry {}

    /** A file of this machine. */
    record Copy(Path source, boolean executable) implements Entry {}

    /** A symbolic link. */
    record Link(String target) implements Entry {}

    /** A character device. */
    record Device(int major, int minor) implements Entry {}
  }

  RootTree() {
    for (String name : MERGED) {
      directory("usr/" + name, 0755);
      entries.put(name, new Entry.Link("usr/" + name));
    }
  }

  /** Where a path of Debian lies, without a leading slash. */
  static String place(String path) {
    String relative = path.startsWith("/") ? path.substring(1) : path;
    int slash = relative.indexOf('/');
    return slash > 0 && MERGED.contains(relative.substring(0, slash))
        ? "usr/" + relative
        : relative;
  }

  boolean has(String path) {
    return entries.containsKey(place(path));
  }

  void directory(String path, int mode) {
    put(path, new Entry.Directory(mode));
  }

  void text(String path, String content, boolean executable) {
    put(path, new Entry.Text(content, mode(executable)));
  }

  /** A text that nobody but root may read, as nobody else may read the image then. */
  void secret(String path, String content) {
    put(path, new Entry.Text(content, SECRET));
    secret = true;
  }

  /** Whether a text is among all this that nobody else may read. */
  boolean isSecret() {
    return secret;
  }

  /** Copies a file of this machine, links followed. */
  void copy(String path, Path source) {
    put(path, new Entry.Copy(source, Files.isExecutable(source)));
  }

  void link(String path, String target) {
    put(path, new Entry.Link(target));
  }

  void device(String path, int major, int minor) {
    put(path, new Entry.Device(major, minor));
  }

  private void put(String path, Entry entry) {
    String place = place(path);
    for (int i = place.indexOf('/'); i > 0; i = place.indexOf('/', i + 1)) {
      entries.putIfAbsent(place.substring(0, i), new Entry.Directory(0755));
    }
    entries.put(place, entry);
  }

  /** Writes all as an archive that the kernel unpacks. */
  void write(OutputStream out) throws IOException {
    try (CpioWriter archive = new CpioWriter(out)) {
      for (var it : entries.entrySet()) {
        write(it.getKey(), it.getValue(), archive);
      }
    }
  }

  private static void write(String path, Entry entry, CpioWriter archive) throws IOException {
    switch (entry) {
      case Entry.Directory(int mode) -> archive.directory(path, mode);
      case Entry.Text(String content, int mode) ->
          archive.file(path, mode, content.getBytes(StandardCharsets.UTF_8));
      case Entry.Copy(Path source, boolean executable) ->
          archive.file(path, mode(executable), Files.readAllBytes(source));
      case Entry.Link(String target) -> archive.link(path, target);
      case Entry.Device(int major, int minor) -> archive.device(path, 0600, major, minor);
    }
  }

  private static int mode(boolean executable) {
    return executable ? 0755 : 0644;
  }
}
