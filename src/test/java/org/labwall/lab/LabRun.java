package org.labwall.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Runs {@code labwall lab …} as a process of its own. */
final class LabRun {
  private static final int LONGEST_SECONDS = 120;

  private LabRun() {}

  /**
   * How a command ended.
   *
   * @param status its exit status
   * @param output what it printed, errors included
   */
  record Result(int status, String output) {

    /** The output of a command that must have succeeded. */
    String check() {
      if (status != 0) {
        throw new AssertionError("status " + status + ":\n" + output);
      }
      return output;
    }
  }

  /** The command line of {@code labwall lab} with these arguments. */
  static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("org.labwall.cli.Main", "lab"));
    command.addAll(List.of(arguments));
    return command;
  }

  /** Runs it to its end. */
  static Result run(String... arguments) throws Exception {
    return end(command(arguments));
  }

  /** Runs any program to its end. */
  static Result end(List<String> command) throws Exception {
    Path output = Files.createTempFile("labwall", ".log");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError(command + " does not end:\n" + Files.readString(output));
      }
      return new Result(process.exitValue(), Files.readString(output));
    } finally {
      Files.delete(output);
    }
  }

  /** Starts it; what it says goes nowhere. */
  static Process start(String... arguments) throws IOException {
    return new ProcessBuilder(command(arguments))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** All that the machine has of a lab: namespaces, mounts, processes and files. */
  static List<String> traces(String lab) throws IOException {
    TreeSet<String> traces = new TreeSet<>();
    String namespace = "labwall-" + lab;
    Files.readString(Path.of("/proc/self/mounts"))
        .lines()
        .filter(it -> it.contains(namespace) || it.contains("/run/labwall/lab/" + lab))
        .forEach(traces::add);
    for (Path place : List.of(Path.of("/run/netns"), LabDirectory.ROOT)) {
      if (Files.isDirectory(place)) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(place)) {
          for (Path file : files) {
            String name = file.getFileName().toString();
            if (name.startsWith(namespace) || name.startsWith(lab)) {
              traces.add(file.toString());
            }
          }
        }
      }
    }
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        if (environment(process).contains("/run/labwall/lab/" + lab)) {
          traces.add(process.toString());
        }
      }
    }
    return List.copyOf(traces);
  }

  private static String environment(Path process) {
    try {
      return new String(
          Files.readAllBytes(process.resolve("environ")), StandardCharsets.ISO_8859_1);
    } catch (IOException ended) {
      return "";
    }
  }
}
