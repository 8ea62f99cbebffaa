package org.labwall.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.TextRenderer;

/**
 * What a command talks to.
 *
 * @param in standard input
 * @param out where results go
 * @param err where diagnostics go
 * @param files the file system that arguments name files of
 * @param environment the variables of the environment
 * @param terminal whether a person reads the diagnostics
 * @param colours whether these may be coloured
 */
record Console(
    InputStream in,
    OutputStream out,
    OutputStream err,
    FileSystem files,
    Map<String, String> environment,
    boolean terminal,
    boolean colours) {

  /** The console of this process. */
  static Console ofProcess() {
    boolean terminal = isTerminal(Path.of("/proc/self/fd/2"));
    boolean plain =
        !System.getenv().getOrDefault("NO_COLOR", "").isEmpty()
            || System.getenv().getOrDefault("TERM", "dumb").equals("dumb");
    return new Console(
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        FileSystems.getDefault(),
        System.getenv(),
        terminal,
        terminal && !plain);
  }

  /** A console says nothing of itself: the environment may hold secrets. */
  @Override
  public String toString() {
    return "console";
  }

  /** Writes a result. */
  void print(String text) throws IOException {
    write(text, out);
  }

  /** Writes what is no result. */
  void complain(String text) throws IOException {
    write(text, err);
  }

  /** Shows all diagnostics. */
  void show(Diagnostics diagnostics) throws IOException {
    complain(TextRenderer.render(diagnostics, colours));
  }

  /** The file that an argument names. */
  Path path(String argument) {
    return files.getPath(argument);
  }

  private static void write(String text, OutputStream stream) throws IOException {
    try {
      stream.write(text.getBytes(StandardCharsets.UTF_8));
      stream.flush();
    } catch (IOException failure) {
      // A reader that has seen enough, such as head(1), is no failure.
      if (!"Broken pipe".equals(failure.getMessage())) {
        throw failure;
      }
    }
  }

  /** Java itself cannot tell for standard error alone; Linux says where a descriptor leads. */
  private static boolean isTerminal(Path descriptor) {
    try {
      String device = Files.readSymbolicLink(descriptor).toString();
      return List.of("/dev/pts/", "/dev/tty", "/dev/console").stream().anyMatch(device::startsWith);
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
  }
}
