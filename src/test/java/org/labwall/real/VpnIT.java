package org.labwall.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.labwall.real.Namespace.Result;

/** Real OpenVPN, squid and radvd take what golden cases hold, and squid does nothing else. */
class VpnIT {
  private static final Path GOLDEN = Path.of("golden", "ok");
  private static final Path VPN = GOLDEN.resolve("vpn/expected");
  private static final String STARTED = "Initialization Sequence Completed";
  private static final Pattern DEVICE = Pattern.compile("(?m)^dev (tap\\S+)$");
  private static final int LONGEST_MILLIS = 20_000;

  @TempDir Path scratch;

  @TestFactory
  Stream<DynamicTest> everyDaemonStarts() throws IOException, InterruptedException {
    Namespace.assumeUsable("ip", "openvpn", "openssl");
    List<Path> files = files("[^/]+/expected/[^/]+/etc/openvpn/server/[^/]+\\.conf");
    assertFalse(files.isEmpty());
    Pki pki = Pki.in(scratch.resolve("pki"));
    return files.stream()
        .map(file -> dynamicTest(GOLDEN.relativize(file).toString(), () -> starts(file, pki)));
  }

  private void starts(Path file, Pki pki) throws IOException, InterruptedException {
    String role = file.subpath(4, 5).toString();
    pki.server(role);
    try (Namespace namespace = Namespace.with(List.of("eth9"))) {
      Process daemon = server(namespace, file, pki);
      assertTrue(daemon.isAlive());
      stop(daemon);
    }
  }

  /** Starts the daemon of a golden file, its files elsewhere, and waits until it is ready. */
  private Process server(Namespace namespace, Path file, Pki pki)
      throws IOException, InterruptedException {
    String text =
        Files.readString(file)
            .replace("/etc/openvpn/pki", pki.directory().toString())
            .replace("/run/openvpn-server", scratch.toString())
            .replaceAll("client-connect .*", "client-connect /bin/true")
            .replace("/etc/openvpn/server", file.toAbsolutePath().resolveSibling("").toString());
    for (String device : DEVICE.matcher(text).results().map(it -> it.group(1)).toList()) {
      namespace.run("ip", "tuntap", "add", "dev", device, "mode", "tap").check();
    }
    for (String address :
        Pattern.compile("(?m)^local (?!127)(\\S+)$")
            .matcher(text)
            .results()
            .map(it -> it.group(1))
            .toList()) {
      namespace.run("ip", "address", "add", address + "/24", "dev", "eth9").check();
    }
    Path own = Files.createTempFile(scratch, "server", ".conf");
    Files.writeString(own, text);
    return started(namespace, own);
  }

  private Process started(Namespace namespace, Path file) throws IOException, InterruptedException {
    Path log = Files.createTempFile(scratch, "openvpn", ".log");
    Process process = namespace.start(log, "openvpn", "--config", file.toString());
    if (!says(log, STARTED, process)) {
      stop(process);
      throw new AssertionError(Files.readString(log) + "\n" + Files.readString(file));
    }
    return process;
  }

  private static boolean says(Path log, String text, Process process)
      throws IOException, InterruptedException {
    for (int waited = 0; waited < LONGEST_MILLIS; waited += 20) {
      if (read(log).contains(text)) {
        return true;
      }
      if (!process.isAlive()) {
        return false;
      }
      Thread.sleep(20);
    }
    return false;
  }

  private static void stop(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void aClientComesThroughTheProxy() throws IOException, InterruptedException {
    Namespace.assumeUsable("ip", "openvpn", "openssl", "squid");
    Pki pki = Pki.in(scratch.resolve("pki"));
    pki.server("vpn1");
    pki.client("client");
    Path file = GOLDEN.resolve("vpn-users/expected/vpn1/etc/openvpn/server/road.conf");
    try (Namespace server = Namespace.with(List.of("eth1"));
        Namespace client = Namespace.with(List.of())) {
      server.plug(0, client, "eth0");
      server.run("ip", "address", "add", "203.0.113.21/24", "dev", "eth1").check();
      client.run("ip", "address", "add", "203.0.113.99/24", "dev", "eth0").check();
      Process daemon = server(server, withoutUsers(file), pki);
      Process squid = squid(server, GOLDEN.resolve("vpn-users/expected/vpn1"));
      String text =
          Files.readString(GOLDEN.resolve("vpn-users/expected/clients/road.ovpn"))
              .replaceAll("(?m)^(ca|cert|key|tls-crypt-v2) ", "$1 " + pki.directory() + "/")
              .replaceAll("(?s)<connection>\nremote vpn2.*?</connection>\n", "");
      Path own = Files.writeString(scratch.resolve("road.ovpn"), text);
      Process joined = started(client, own);
      client.run("ping", "-c", "1", "-W", "5", "10.9.0.1").check();
      stop(joined);
      stop(daemon);
      stop(squid);
    }
  }

  /** The same daemon for whoever has a certificate: the users of the case have other names. */
  private Path withoutUsers(Path file) throws IOException {
    String text =
        Files.readString(file).replaceAll("(?m)^(ccd-exclusive|client-config-dir .*)$", "");
    return Files.writeString(Files.createTempFile(scratch, "open", ".conf"), text);
  }

  @Test
  void theProxyIsNoOpenProxy() throws IOException, InterruptedException {
    Namespace.assumeUsable("ip", "squid", "bash");
    try (Namespace server = Namespace.with(List.of("eth1"));
        Namespace client = Namespace.with(List.of())) {
      server.plug(0, client, "eth0");
      server.run("ip", "address", "add", "203.0.113.21/24", "dev", "eth1").check();
      server.run("ip", "address", "add", "203.0.113.80/24", "dev", "eth1").check();
      client.run("ip", "address", "add", "203.0.113.99/24", "dev", "eth0").check();
      Process squid = squid(server, VPN.resolve("vpn1"));
      List<Process> listening = new ArrayList<>();
      for (String port : List.of("22", "80", "1110", "1120")) {
        listening.add(listen(server, port));
      }
      assertEquals("200", answer(client, "CONNECT vpn1.demo.fr:1110 HTTP/1.1"));
      assertEquals("200", answer(client, "CONNECT vpn1.demo.fr:1120 HTTP/1.0"));
      for (String request :
          List.of(
              "CONNECT vpn1.demo.fr:22 HTTP/1.1",
              "CONNECT vpn1.demo.fr:443 HTTP/1.1",
              "CONNECT 127.0.0.1:1110 HTTP/1.1",
              "CONNECT [::1]:1110 HTTP/1.1",
              "CONNECT 203.0.113.80:80 HTTP/1.1",
              "CONNECT 203.0.113.80:1110 HTTP/1.1",
              "CONNECT www.example.org:1110 HTTP/1.1",
              "CONNECT vpn1.demo.fr.example.org:1110 HTTP/1.1",
              "GET http://203.0.113.80/ HTTP/1.1",
              "GET http://vpn1.demo.fr:1110/ HTTP/1.1",
              "POST http://vpn1.demo.fr:1110/ HTTP/1.1",
              "GET cache_object://127.0.0.1/info HTTP/1.0",
              "GET /squid-internal-mgr/info HTTP/1.1",
              "PURGE http://203.0.113.80/ HTTP/1.1",
              "OPTIONS * HTTP/1.1")) {
        String status = answer(client, request);
        assertTrue(status.matches("4..|5.."), request + " got " + status);
      }
      for (Process process : listening) {
        stop(process);
      }
      stop(squid);
    }
  }

  /** Listens at a port and takes whoever comes, until it is stopped. */
  private Process listen(Namespace namespace, String port)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(scratch, "listen", ".log");
    String program =
        "my $s = IO::Socket::INET->new(LocalPort => %s, Listen => 9, ReuseAddr => 1) or die;"
            + " print STDERR 'ready'; my @c; while (1) { push @c, $s->accept; }";
    Process process =
        namespace.start(log, "perl", "-MIO::Socket::INET", "-e", program.formatted(port));
    assertTrue(says(log, "ready", process), () -> read(log));
    return process;
  }

  /** The status of the answer to one request. */
  private static String answer(Namespace client, String request) {
    String script =
        "exec 3<>/dev/tcp/203.0.113.21/443; printf '%s\\r"
            + "\\n"
            + "Host: vpn1.demo.fr\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + "' \"$0\" >&3; read -r -t 10 line <&3; echo \"$line\"";
    Result result = client.run("bash", "-c", script, request);
    String[] words = result.output().strip().split(" ");
    return words.length > 1 ? words[1] : result.toString();
  }

  /** Starts the squid of a role's tree, its files elsewhere, and waits until it listens. */
  private Process squid(Namespace namespace, Path tree) throws IOException, InterruptedException {
    Path own = Files.createTempDirectory(scratch, "squid");
    Path etc = tree.resolve("etc/squid").toAbsolutePath();
    Files.setPosixFilePermissions(
        scratch, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(
        own, java.nio.file.attribute.PosixFilePermissions.fromString("rwxrwxrwx"));
    Path hosts = Files.copy(etc.resolve("hosts"), own.resolve("hosts"));
    String text =
        Files.readString(etc.resolve("squid.conf")).replace("/etc/squid/hosts", hosts.toString())
            + "pid_filename none\naccess_log none\ncache_log %s/cache.log\ncoredump_dir %s\n"
                .formatted(own, own);
    Path file = Files.writeString(own.resolve("squid.conf"), text);
    namespace.run("squid", "-k", "parse", "-f", file.toString()).check();
    Process process =
        namespace.start(
            own.resolve("out.log"),
            "squid",
            "-N",
            "-n",
            own.getFileName().toString(),
            "-f",
            file.toString());
    assertTrue(
        says(own.resolve("cache.log"), "Accepting HTTP Socket connections", process),
        () -> read(own.resolve("cache.log")) + read(own.resolve("out.log")));
    return process;
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      return e.toString();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyProxyIsParsed() throws IOException {
    Namespace.assumeUsable("squid");
    return files("[^/]+/expected/[^/]+/etc/squid/squid\\.conf").stream()
        .map(
            file ->
                dynamicTest(
                    GOLDEN.relativize(file).toString(),
                    () -> {
                      Result result = run("squid", "-k", "parse", "-f", file.toString());
                      assertFalse(
                          result.check().output().matches("(?s).*(WARNING|ERROR|FATAL).*"),
                          result.output());
                    }));
  }

  @TestFactory
  Stream<DynamicTest> everyAdvertisementIsRead() throws IOException {
    Namespace.assumeUsable("radvd");
    List<Path> files = files("[^/]+/expected/[^/]+/etc/radvd\\.conf");
    assertFalse(files.isEmpty());
    return files.stream()
        .map(
            file ->
                dynamicTest(
                    GOLDEN.relativize(file).toString(),
                    () -> run("radvd", "-c", "-C", file.toString()).check()));
  }

  private static Result run(String... command) {
    try (Namespace namespace = Namespace.with(List.of("eth0", "eth1"))) {
      return namespace.run(command);
    }
  }

  private static List<Path> files(String pattern) throws IOException {
    try (Stream<Path> all = Files.walk(GOLDEN)) {
      return all.filter(it -> GOLDEN.relativize(it).toString().matches(pattern)).sorted().toList();
    }
  }
}
