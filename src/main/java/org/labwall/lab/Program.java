package org.labwall.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Runs programs of the machine for one lab.
 *
 * <p>Each has the lab's directory in its environment, by which {@link Remains} finds those that
 * outlive a killed {@code labwall}.
 */
final class Program {
  /** The variable that says for which lab a program runs. */
  static final String MARK = "LABWALL_LAB";

  private static final List<String> USUAL = List.of("/usr/sbin", "/usr/bin", "/sbin", "/bin");

  private final String mark;
  private boolean closed;

  Program(Path directory) {
    this.mark = directory.toString();
  }

  /** Whether the machine has a program of that name. */
  static boolean exists(String name) {
    return name.startsWith("/")
        ? Files.exists(Path.of(name))
        : path().stream().anyMatch(it -> Files.isExecutable(Path.of(it, name)));
  }

  private static Set<String> path() {
    Set<String> path =
        new LinkedHashSet<>(Arrays.asList(System.getenv().getOrDefault("PATH", "").split(":")));
    path.addAll(USUAL);
    path.remove("");
    return path;
  }

  /** Lets no further program start, for a teardown is about to begin. */
  synchronized void close() {
    closed = true;
  }

  /** A process of {@code command}; its environment is our own. */
  ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("PATH", String.join(":", path()));
    builder.environment().put(MARK, mark);
    return builder;
  }

  /** Starts a process, unless none may start any more. */
  synchronized Process start(ProcessBuilder builder) throws IOException {
    if (closed) {
      throw new LabException("The lab is being taken down.");
    }
    return builder.start();
  }

  /** Runs a program to its end with {@code input}; what it prints, errors included. */
  Result run(List<String> command, String input) throws IOException {
    ProcessBuilder builder = builder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = start(builder);
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException ended) {
      // A program that reads no further says why, and ends with a status.
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(command, waitFor(process), output);
  }

  /** The exit status of a process. */
  static int waitFor(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", stop);
    }
  }

  /**
   * How a program ended.
   *
   * @param command the program and its arguments
   * @param status its exit status
   * @param output what it printed, errors included
   */
  record Result(List<String> command, int status, String output) {

    /** What it printed; an error where it failed. */
    String check() {
      if (status != 0) {
        throw new LabException(
            "`" + String.join(" ", command) + "` ended with status " + status + ".",
            Words.last(output));
      }
      return output;
    }
  }
}
