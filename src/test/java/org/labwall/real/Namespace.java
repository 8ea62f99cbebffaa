package org.labwall.real;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A network namespace with links that are up, gone when closed. */
public final class Namespace implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final int LONGEST_SECONDS = 30;

  private final String name;

  private Namespace(String name) {
    this.name = name;
  }

  /** Skips the test, with the reason, unless namespaces can be made and the programs are there. */
  public static void assumeUsable(String... programs) {
    assumeTrue("root".equals(System.getProperty("user.name")), "network namespaces need root");
    for (String program : programs) {
      boolean there =
          Stream.of("/usr/sbin", "/sbin", "/usr/bin", "/bin")
              .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
      assumeTrue(there, program + " is not installed");
    }
    assumeTrue(
        run(List.of("unshare", "--net", "true")).status() == 0,
        "this machine lets no network namespace be made");
  }

  /** A new namespace that has a link of each of these names, in any state of no matter what. */
  public static Namespace with(Collection<String> links) {
    Namespace namespace =
        new Namespace("labwall-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet());
    run(List.of("ip", "netns", "add", namespace.name)).check();
    try {
      // Addresses are there at once: what runs in here does not wait for neighbours.
      namespace.run("sysctl", "-q", "-w", "net.ipv6.conf.default.accept_dad=0").check();
      Path batch = Files.createTempFile("labwall", ".ip");
      try {
        Files.writeString(batch, batch(links));
        namespace.run("ip", "-batch", batch.toString()).check();
      } finally {
        Files.delete(batch);
      }
    } catch (IOException | AssertionError e) {
      namespace.close();
      throw new IllegalStateException(e);
    }
    return namespace;
  }

  private static String batch(Collection<String> links) {
    StringBuilder lines = new StringBuilder("link set lo up\n");
    int count = 0;
    for (String link : links) {
      String peer = "peer" + count++;
      lines.append("link add %s type veth peer name %s\n".formatted(link, peer));
      lines.append("link set %s up\nlink set %s up\n".formatted(link, peer));
    }
    return lines.toString();
  }

  /** Moves the other end of the link of that place, counted from 0, into another namespace. */
  public void plug(int link, Namespace other, String otherName) {
    String peer = "peer" + link;
    run("ip", "link", "set", peer, "netns", other.name, "name", otherName).check();
    other.run("ip", "link", "set", otherName, "up").check();
  }

  /** Runs a program in here to its end. */
  public Result run(String... command) {
    return run(prefixed(command));
  }

  /** Starts a program in here; its output, errors included, goes to {@code log}. */
  public Process start(Path log, String... command) throws IOException {
    ProcessBuilder builder = builder(prefixed(command));
    return builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  private List<String> prefixed(String... command) {
    List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", name));
    all.addAll(List.of(command));
    return all;
  }

  private static Result run(List<String> command) {
    try {
      Path output = Files.createTempFile("labwall", ".log");
      try {
        Process process =
            builder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
        boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        if (!ended) {
          process.destroyForcibly().waitFor();
        }
        String text = Files.readString(output, StandardCharsets.UTF_8);
        return new Result(command, ended ? process.exitValue() : -1, text);
      } finally {
        Files.delete(output);
      }
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(String.join(" ", command), e);
    }
  }

  private static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(Map.of("LC_ALL", "C", "PATH", "/usr/sbin:/sbin:/usr/bin:/bin"));
    return builder;
  }

  @Override
  public void close() {
    run(List.of("ip", "netns", "del", name)).check();
  }

  /**
   * How a program ended.
   *
   * @param command the program and its arguments
   * @param status its exit status, -1 where it did not end by itself
   * @param output what it said, errors included
   */
  public record Result(List<String> command, int status, String output) {

    /** Fails unless the program ended well. */
    @SuppressWarnings("UnusedReturnValue")
    public Result check() {
      if (status != 0) {
        throw new AssertionError(this);
      }
      return this;
    }

    @Override
    public String toString() {
      return String.join(" ", command) + " ended with " + status + ":\n" + output;
    }
  }
}
