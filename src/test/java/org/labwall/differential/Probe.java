package org.labwall.differential;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.labwall.address.Address;
import org.labwall.address.Family;
import org.labwall.backend.OutputFile;

/** Asks the kernel what becomes of packets, by the program in src/test/c. */
public final class Probe {
  private static final Path SOURCES = Path.of("src", "test", "c");
  private static final Path PROGRAM = Path.of("target", "differential", "probe");
  private static final int LONGEST_SECONDS = 300;

  private static final String SETTINGS =
      """
      for one in ipv4/ip_forward ipv6/conf/all/forwarding ipv6/conf/default/forwarding; do
        echo 1 >/proc/sys/net/$one
      done
      for none in ipv4/conf/all/rp_filter ipv4/conf/default/rp_filter ipv4/icmp_ratelimit \\
        ipv4/conf/all/send_redirects ipv4/conf/default/send_redirects ipv6/icmp/ratelimit \\
        ipv6/conf/default/accept_dad ipv6/conf/default/accept_ra; do
        echo 0 >/proc/sys/net/$none
      done
      echo 1000 >/proc/sys/net/ipv4/igmp_max_memberships
      # Where a namespace has no limits of its own there is nothing to set.
      for many in ipv4/icmp_msgs_per_sec ipv4/icmp_msgs_burst; do
        [ ! -e /proc/sys/net/$many ] || echo 1000000 >/proc/sys/net/$many
      done
      """;

  /** Addresses of IPv6 become the router's own some time after they are added. */
  private static final String READY =
      """
      ready=no
      while [ $ready = no ]; do
        known=$(ip -6 route show table local)
        ready=yes
        for own in %s; do
          case $known in *"local $own dev "*) ;; *) ready=no ;; esac
        done
        [ $ready = yes ] || sleep 0.01
      done
      """;

  private Probe() {}

  /** Compiles the program. */
  public static void build() throws IOException {
    Files.createDirectories(PROGRAM.getParent());
    List<String> command = new ArrayList<>(List.of("gcc", "-O2", "-Wall", "-Wextra", "-Werror"));
    command.addAll(List.of("-o", PROGRAM.toString()));
    try (Stream<Path> sources = Files.list(SOURCES)) {
      sources.map(Path::toString).filter(it -> it.endsWith(".c")).sorted().forEach(command::add);
    }
    Path log = Files.createTempFile("labwall", ".log");
    try {
      run(new ProcessBuilder(command).redirectOutput(log.toFile()), log);
    } finally {
      Files.delete(log);
    }
  }

  /** What becomes of each packet, in a namespace with the filter loaded. */
  public static List<Decision> decide(
      Router router, FilterProgram program, List<OutputFile> files, List<Packet> packets)
      throws IOException {
    Path directory = Files.createTempDirectory("labwall-differential");
    try {
      for (OutputFile file : files) {
        Path path = directory.resolve(file.path());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.content());
      }
      Path script = directory.resolve("router.sh");
      Files.writeString(script, script(directory, router, program));
      Path input = directory.resolve("packets");
      Files.write(input, packets.stream().map(Packet::line).toList());
      List<String> command = new ArrayList<>(List.of(PROGRAM.toString(), script.toString()));
      command.addAll(router.interfaces());
      Path log = directory.resolve("log");
      Path output = directory.resolve("verdicts");
      run(
          new ProcessBuilder(command)
              .redirectInput(input.toFile())
              .redirectOutput(output.toFile())
              .redirectError(log.toFile()),
          log);
      List<Decision> decisions = Files.readAllLines(output).stream().map(Probe::read).toList();
      if (decisions.size() != packets.size()) {
        throw new IllegalStateException(decisions.size() + " verdicts of " + packets.size());
      }
      return decisions;
    } finally {
      delete(directory);
    }
  }

  private static String script(Path directory, Router router, FilterProgram program) {
    StringBuilder script = new StringBuilder(SETTINGS);
    script.append("cd ").append(directory).append('\n');
    script.append("ip -batch - <<END\nlink set dev lo up\n");
    StringBuilder neighbours = new StringBuilder();
    for (String name : router.interfaces()) {
      String peer = "type veth peer name " + name + " netns $NEIGHBOURS";
      script.append("link add %s address 02:00:00:00:00:01 %s\n".formatted(name, peer));
      script.append("link set dev %s arp off\nlink set dev %s up\n".formatted(name, name));
      neighbours.append("link set dev %s up\n".formatted(name));
    }
    script.append("END\nnsenter --net=/proc/$NEIGHBOURS/ns/net ip -batch - <<END\n");
    script.append(neighbours).append("END\nip -batch - <<END\n");
    router.settings().forEach(line -> script.append(line).append('\n'));
    script.append("END\n").append(READY.formatted(String.join(" ", ipv6(router))));
    program.load().forEach(line -> script.append(line).append('\n'));
    return script.toString();
  }

  private static List<String> ipv6(Router router) {
    return router.addresses().stream()
        .filter(it -> it.family() == Family.IPV6)
        .map(Address::toString)
        .toList();
  }

  private static Decision read(String line) {
    String[] words = line.split(" ", -1);
    return switch (words[0]) {
      case "forwarded" ->
          Decision.leave(
              words[1],
              new Decision.Ends(
                  Address.parse(words[2]).orElseThrow(),
                  Address.parse(words[3]).orElseThrow(),
                  Integer.parseInt(words[4])),
              "seen");
      case "delivered" -> Decision.here("seen");
      case "reset" -> Decision.refuse(Verdict.RESET, "seen");
      case "unreachable" -> {
        // Any other code is the router's own complaint, of a missing route for one.
        boolean port = words[1].equals("3/3") || words[1].equals("1/4");
        Decision refused = Decision.refuse(Verdict.UNREACHABLE, "seen");
        yield port ? refused : Decision.deny("unreachable " + words[1]);
      }
      default -> Decision.deny("seen");
    };
  }

  private static void run(ProcessBuilder builder, Path log) throws IOException {
    if (builder.redirectError() == ProcessBuilder.Redirect.PIPE) {
      builder.redirectErrorStream(true);
    }
    builder.environment().put("LC_ALL", "C");
    builder.environment().put("PATH", "/usr/sbin:/sbin:/usr/bin:/bin");
    Process process = builder.start();
    try {
      if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the probe hangs");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      process.destroyForcibly();
    }
    if (process.exitValue() != 0) {
      throw new IllegalStateException(builder.command() + ":\n" + Files.readString(log));
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
