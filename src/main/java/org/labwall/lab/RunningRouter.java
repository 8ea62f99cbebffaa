package org.labwall.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A router that was booted, as its files and processes show it. */
final class RunningRouter {
  private static final Pattern STATE =
      Pattern.compile("\\((.+)\\) Entering (MASTER|BACKUP|FAULT) STATE");

  private final Path place;
  private final String role;

  RunningRouter(LabDirectory directory, String role) {
    this.place = directory.router(role);
    this.role = role;
  }

  /** Its first process, if it lives. */
  OptionalLong init() throws IOException {
    Optional<String> pid = LabDirectory.read(place.resolve("init")).map(String::strip);
    if (pid.isEmpty() || pid.get().isEmpty()) {
      return OptionalLong.empty();
    }
    long number = Long.parseLong(pid.get());
    return isOurs(pid.get()) ? OptionalLong.of(number) : OptionalLong.empty();
  }

  /** Whether a process is of a lab; its number may have been given to another one since. */
  private static boolean isOurs(String pid) {
    try {
      return Files.readString(Path.of("/proc", pid, "environ"), StandardCharsets.ISO_8859_1)
          .contains(Program.MARK + "=");
    } catch (IOException ended) {
      return false;
    }
  }

  /** Its daemons. */
  List<Daemon> daemons() throws IOException {
    return Daemon.read(LabDirectory.read(place.resolve("daemons")).orElse(""));
  }

  /** Whether a daemon has started, and works. */
  boolean works(Daemon daemon) throws IOException {
    OptionalLong init = init();
    return init.isPresent() && !hasEnded(daemon) && recentLog(daemon).contains(daemon.ready());
  }

  boolean hasEnded(Daemon daemon) {
    return Files.exists(place.resolve(daemon.word() + ".exit"));
  }

  /** Throws what a daemon said before it ended, if it did. */
  void checkAlive(Daemon daemon) throws IOException {
    Optional<String> status = LabDirectory.read(place.resolve(daemon.word() + ".exit"));
    if (status.isPresent()) {
      throw new LabException(
          "`%s` on `%s` ended with status %s.".formatted(daemon.word(), role, status.get().strip()),
          Words.last(log(daemon)));
    }
  }

  /** Whether its tree has that file. */
  boolean has(String file) {
    return Files.exists(place.resolve("tree").resolve(file));
  }

  /** What a daemon logged. */
  String log(Daemon daemon) throws IOException {
    return LabDirectory.read(place.resolve(daemon.word() + ".log")).orElse("");
  }

  /** What was said while it booted. */
  String bootLog() throws IOException {
    return LabDirectory.read(place.resolve("boot.log")).orElse("");
  }

  /** Waits until a daemon works. */
  void await(Daemon daemon) throws IOException {
    while (!works(daemon)) {
      checkAlive(daemon);
      Remains.pause();
    }
  }

  /** What a daemon logged since it was started last. */
  private String recentLog(Daemon daemon) throws IOException {
    String log = log(daemon);
    return log.substring(Math.max(0, log.lastIndexOf("starting " + daemon.command())));
  }

  /** Starts a daemon again; returns when it was started, be it without success. */
  void start(Daemon daemon) throws IOException {
    Files.deleteIfExists(place.resolve(daemon.word() + ".exit"));
    int before = log(daemon).lastIndexOf("starting " + daemon.command());
    Files.writeString(place.resolve("control"), daemon.word() + "\n", StandardOpenOption.WRITE);
    while (init().isPresent()
        && log(daemon).lastIndexOf("starting " + daemon.command()) == before) {
      Remains.pause();
    }
  }

  /** The state of a virtual router, as keepalived says: MASTER, BACKUP or FAULT. */
  Optional<String> state(String instance) throws IOException {
    if (init().isEmpty() || hasEnded(Daemon.KEEPALIVED)) {
      return Optional.empty();
    }
    Optional<String> state = Optional.empty();
    Matcher matcher = STATE.matcher(recentLog(Daemon.KEEPALIVED));
    while (matcher.find()) {
      if (matcher.group(1).equals(instance)) {
        state = Optional.of(matcher.group(2));
      }
    }
    return state;
  }
}
