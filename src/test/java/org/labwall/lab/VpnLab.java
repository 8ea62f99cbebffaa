package org.labwall.lab;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.labwall.backend.Firewall;
import org.labwall.compiler.Compilation;
import org.labwall.compiler.Compiler;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.SecretSources;
import org.labwall.expand.SourceReader;
import org.labwall.pki.ClientFile;

/** A lab with VPN servers, and clients of theirs in the internet that it has. */
final class VpnLab {
  /** Where clients are. */
  static final String OUTSIDE = "client-internet";

  private static final String SECRET = "kz7-fluent-42";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path scratch;
  private final Compilation compilation;
  private final Lab lab;

  private VpnLab(Path scratch, Compilation compilation, Lab lab) {
    this.scratch = scratch;
    this.compilation = compilation;
    this.lab = lab;
  }

  /** Makes the lab of a source that leaves {@code $RADIUS_SECRET} to others. */
  static VpnLab up(String name, String source, Path scratch) throws IOException {
    Path file = Files.writeString(scratch.resolve("site.lw"), source);
    Diagnostics diagnostics = new Diagnostics();
    SecretSources secrets = new SecretSources(Optional.empty(), Map.of("RADIUS_SECRET", SECRET));
    Compiler.Options options =
        new Compiler.Options(LocalDate.MIN, OptionalInt.empty(), false, Firewall.IPTABLES, secrets);
    Compilation compilation =
        Compiler.compile(SourceReader.of(file), options, diagnostics)
            .orElseThrow(() -> new AssertionError(diagnostics.sorted().toString()));
    LabPlan plan = LabPlanner.plan(compilation.site(), name, true);
    LabFiles files = LabFiles.of(compilation.site(), plan, compilation.tree(), Optional.empty());
    LabBuilder.up(plan, files, it -> {});
    return new VpnLab(scratch, compilation, Lab.find(Optional.of(name)));
  }

  Lab lab() {
    return lab;
  }

  /** Issues certificates for many clients, by their files' names and their own, at once. */
  Path certificates(Map<String, String> names) throws Exception {
    Path script = scratch.resolve("certificates.sh");
    try (InputStream in = VpnLab.class.getResourceAsStream("certificates.sh")) {
      Files.copy(Objects.requireNonNull(in), script);
    }
    Path directory = Files.createDirectory(scratch.resolve("clients"));
    StringBuilder list = new StringBuilder();
    names.forEach((file, name) -> list.append(file).append(' ').append(name).append('\n'));
    Path input = Files.writeString(scratch.resolve("names"), list);
    String pki = lab.keys().orElseThrow().toString();
    LabRun.end(
            List.of(
                "sh",
                "-c",
                "exec sh \"$0\" \"$1\" \"$2\" <\"$3\"",
                script.toString(),
                pki,
                directory.toString(),
                input.toString()))
        .check();
    return directory;
  }

  /**
   * The file of a user for a VPN, with keys of a directory; it tries the servers in their order.
   */
  String file(String vpn, Path keys, String user) throws IOException {
    String options =
        Objects.requireNonNull(compilation.tree().files().get("clients/" + vpn + ".ovpn"))
            .content();
    return ClientFile.of(options, keys, user).replace("remote-random\n", "");
  }

  /** The same file for one server alone. */
  static String only(String server, String file) {
    return Pattern.compile(
            "<connection>\nremote (?!" + server + "\\.).*?</connection>\n", Pattern.DOTALL)
        .matcher(file)
        .replaceAll("");
  }

  /** Starts a client; its device is {@code tap-} and the name. */
  Client connect(String name, String file, String... options) throws IOException {
    Path place = Files.writeString(scratch.resolve(name + ".ovpn"), file);
    Path log = scratch.resolve(name + ".log");
    List<String> command = new ArrayList<>(List.of("openvpn", "--config", place.toString()));
    command.addAll(List.of("--dev", "tap-" + name));
    command.addAll(List.of(options));
    Process process =
        lab.program(OUTSIDE, command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    return new Client(name, process, log);
  }

  /** Waits until what a role logs has a line like this. */
  void awaitLog(String role, String pattern) throws Exception {
    await(() -> lab.log(role), pattern, () -> true);
  }

  /** Whether a machine gets an answer to pings. */
  boolean pings(String machine, String target) throws IOException {
    return lab.output(machine, List.of("ping", "-n", "-c", "2", "-i", "0.2", "-W", "1", target))
        .contains("bytes from");
  }

  private interface Text {
    String read() throws IOException;
  }

  private interface Alive {
    boolean check();
  }

  private static void await(Text text, String pattern, Alive alive) throws Exception {
    Pattern wanted = Pattern.compile(pattern);
    Instant end = Instant.now().plus(PATIENCE);
    while (true) {
      boolean lives = alive.check() && Instant.now().isBefore(end);
      String now = text.read();
      if (wanted.matcher(now).find()) {
        return;
      }
      if (!lives) {
        throw new AssertionError("`" + pattern + "` is not in\n" + now);
      }
      Thread.sleep(50);
    }
  }

  /**
   * A client that was started.
   *
   * @param name its name
   * @param process the program
   * @param log what it says
   */
  final class Client {
    private final String name;
    private final Process process;
    private final Path log;

    private Client(String name, Process process, Path log) {
      this.name = name;
      this.process = process;
      this.log = log;
    }

    /** Waits until it is connected. */
    void awaitJoined() throws Exception {
      awaitSaid("Initialization Sequence Completed");
    }

    /** Waits until the server has refused it. */
    void awaitRefused() throws Exception {
      awaitSaid("AUTH_FAILED");
    }

    private void awaitSaid(String words) throws Exception {
      await(() -> said(), Pattern.quote(words), process::isAlive);
    }

    /** All that it said. */
    String said() throws IOException {
      return Files.readString(log, StandardCharsets.UTF_8);
    }

    /** The address of its device, with the length of the prefix. */
    String address() throws IOException {
      String shown = lab.output(OUTSIDE, List.of("ip", "-4", "-o", "addr", "show", device()));
      Matcher address = Pattern.compile(" inet (\\S+) ").matcher(shown);
      return address.find() ? address.group(1) : shown;
    }

    /** The device. */
    String device() {
      return "tap-" + name;
    }

    /** Ends it. */
    void stop() throws InterruptedException {
      process.destroy();
      process.waitFor();
    }
  }
}
