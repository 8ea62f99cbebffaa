package org.labwall.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labwall.backend.Firewall;
import org.labwall.compiler.Compilation;
import org.labwall.compiler.Compiler;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.SecretSources;
import org.labwall.expand.SourceReader;
import org.labwall.real.Namespace.Result;

/** The script that OpenVPN asks about each user, and a FreeRADIUS server with the files for it. */
@TestInstance(Lifecycle.PER_CLASS)
class ClientConnectIT {
  private static final String SITE =
      """
      DEV  internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1
      VLAN 10 eth0 172.16.10.0/24 172.16.10.1 staff
      VLAN 20 eth0 172.16.20.0/24 172.16.20.1 lab
      HOST radius1 172.16.10.5
      ROLE vpn1 vpn1.example.org, vpn2 vpn2.example.org {
          DEV  internet eth1 203.0.113.21-203.0.113.22
          VLAN staff    eth0 172.16.10.12-172.16.10.13
          VLAN lab      eth0 172.16.20.12-172.16.20.13
          VPN PROXY 443
          VPN RADIUS 172.16.10.5 secret $RADIUS_SECRET
          VPN staff port 1110 clients 172.16.10.210-172.16.10.239
          VPN lab   port 1120 clients 172.16.20.210-172.16.20.239
      }
      VPNUSER u101 staff 172.16.10.210
      VPNUSER u100 staff 172.16.10.211
      VPNUSER u201 lab   172.16.20.210
      VPNUSER u-slow staff 172.16.10.212
      """;

  private static final String SECRET = "a-2f6c19d04be1#%{}[]";

  @TempDir private static Path directory;
  private Namespace namespace;
  private Namespace ofRadius;
  private Process server;
  private Process radius;
  private final AtomicInteger count = new AtomicInteger();

  @BeforeAll
  void start() throws Exception {
    Namespace.assumeUsable("freeradius", "radclient", "logger", "busybox", "nsenter", "unshare");
    compile();
    namespace = Namespace.with(List.of("eth0"));
    ofRadius = Namespace.with(List.of());
    namespace.plug(0, ofRadius, "eth0");
    namespace.run("ip", "addr", "add", "172.16.10.12/24", "dev", "eth0").check();
    ofRadius.run("ip", "addr", "add", "172.16.10.5/24", "dev", "eth0").check();
    server =
        namespace.start(
            directory.resolve("server.log"),
            "unshare",
            "--mount",
            "sh",
            directory.resolve("server.sh").toString(),
            directory.toString());
    radius =
        ofRadius.start(
            directory.resolve("radius.log"),
            "freeradius",
            "-f",
            "-l",
            "stdout",
            "-d",
            directory.resolve("raddb").toString(),
            "-n",
            "radiusd");
    for (int i = 0; i < 100 && !log("radius.log").contains("Ready to process requests"); i++) {
      Thread.sleep(100);
    }
    assertTrue(log("radius.log").contains("Ready to process requests"), log("radius.log"));
  }

  @AfterAll
  void stop() throws Exception {
    for (Process process : List.of(server, radius)) {
      process.destroy();
      process.waitFor(5, TimeUnit.SECONDS);
    }
    namespace.close();
    ofRadius.close();
  }

  private static void compile() throws IOException {
    Path source = directory.resolve("site.lw");
    Files.writeString(source, SITE);
    Diagnostics diagnostics = new Diagnostics();
    Compiler.Options options =
        new Compiler.Options(
            LocalDate.MIN,
            OptionalInt.empty(),
            false,
            Firewall.IPTABLES,
            new SecretSources(Optional.empty(), Map.of("RADIUS_SECRET", SECRET)));
    Optional<Compilation> compilation =
        Compiler.compile(SourceReader.of(source), options, diagnostics);
    for (var file : compilation.orElseThrow(() -> failure(diagnostics)).tree().files().values()) {
      String path = file.path().replaceFirst("^radius/radius1/etc/freeradius/3.0/", "raddb/");
      Path place = directory.resolve(path);
      Files.createDirectories(place.getParent());
      Files.writeString(place, file.content());
      assertTrue(!file.executable() || place.toFile().setExecutable(true));
    }
    Files.createDirectories(directory.resolve("raddb/mods-config/files"));
    Files.writeString(directory.resolve("raddb/clients.conf"), "$INCLUDE labwall/clients.conf\n");
    resource("server.sh", directory.resolve("server.sh"));
    resource("radiusd.conf", directory.resolve("raddb/radiusd.conf"));
    resource("authorize", directory.resolve("raddb/mods-config/files/authorize"));
  }

  private static AssertionError failure(Diagnostics diagnostics) {
    return new AssertionError(diagnostics.all().toString());
  }

  private static void resource(String name, Path place) throws IOException {
    try (InputStream in = ClientConnectIT.class.getResourceAsStream("radius/" + name)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      Files.writeString(place, text.replace("@DIR@", directory.toString()));
    }
  }

  @Test
  void theServersOwnCheckPassesTheFiles() {
    Result result =
        namespace.run(
            "freeradius", "-XC", "-d", directory.resolve("raddb").toString(), "-n", "radiusd");
    result.check();
    assertTrue(result.output().contains("Configuration appears to be OK"), result.toString());
  }

  @Test
  void debiansOwnConfigurationTakesTheFiles() throws IOException {
    Path raddb = directory.resolve("debian");
    namespace.run("cp", "-a", "/etc/freeradius/3.0", raddb.toString()).check();
    namespace
        .run("cp", "-a", directory.resolve("raddb/labwall").toString(), raddb.toString())
        .check();
    append(raddb.resolve("clients.conf"), "$INCLUDE labwall/clients.conf\n");
    append(raddb.resolve("mods-config/files/authorize"), "$INCLUDE ../../labwall/authorize\n");
    namespace.run("chown", "-R", "freerad:freerad", raddb.resolve("labwall").toString()).check();
    namespace.run("chmod", "755", directory.toString()).check();
    Result result = namespace.run("freeradius", "-XC", "-d", raddb.toString());
    result.check();
    assertTrue(result.output().contains("client vpn1.example.org"), result.toString());
  }

  private static void append(Path file, String line) throws IOException {
    Files.writeString(file, Files.readString(file) + line);
  }

  @Test
  void aUserOfTheVlanGetsTheAddressThatRadiusSays() throws Exception {
    Asked asked = ask("u101", "staff");
    assertEquals("1", asked.answer());
    assertEquals("ifconfig-push 172.16.10.210 255.255.255.0\n", asked.configuration());
    assertTrue(log("syslog").contains("staff: u101: accepted with 172.16.10.210"), log("syslog"));
    assertEquals("1", ask("u201", "lab").answer());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "u101 | lab | RADIUS rejects the user",
        "u201 | staff | RADIUS rejects the user",
        "nobody | staff | RADIUS rejects the user",
        "DEFAULT | staff | RADIUS rejects the user",
        "u-outside | staff | RADIUS gives 172.16.20.5, which is no station's in 172.16.10.0/24",
        "u-network | staff | RADIUS gives 172.16.10.0, which is no station's in 172.16.10.0/24",
        "u-broadcast | staff | RADIUS gives 172.16.10.255, which is no station's in 172.16.10.0/24",
        "u-router | staff | RADIUS gives 172.16.10.1, which is a router's or a server's",
        "u-server | staff | RADIUS gives 172.16.10.12, which is a router's or a server's",
        "u-none | staff | RADIUS gives no address",
        "u-line | staff | RADIUS gives no address",
        "u-two | staff | RADIUS gives no single IPv4 address, but 172.16.10.220?172.16.10.221",
        "u-group | staff | RADIUS puts the user into another group, 20"
      })
  void whateverRadiusSaysWrongRefuses(String user, String vpn, String reason) throws Exception {
    Asked asked = ask(user, vpn);
    assertEquals("0", asked.answer());
    assertEquals("", asked.configuration());
    String line = vpn + ": " + user + ": refused: " + reason;
    assertTrue(log("syslog").contains(line), line + " is not in " + log("syslog"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x; touch @DIR@/pwned",
        "$(touch @DIR@/pwned)",
        "`touch @DIR@/pwned`",
        "u101\"\nFramed-IP-Address = 172.16.10.210",
        "u101\", User-Name = \"u102",
        "u101\nu102",
        "%{exec:touch @DIR@/pwned}",
        "-S",
        "--",
        ".u101",
        "@u101",
        "u101 ",
        " u101",
        "u/101",
        "ü101",
        "",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
  void aNameThatNoUserHasIsRefusedBeforeAnybodyIsAsked(String name) throws Exception {
    String asked = log("radius.log");
    Asked result = ask(name.replace("@DIR@", directory.toString()), "staff");
    assertEquals(1, result.status());
    assertEquals("", result.answer());
    assertEquals("", result.configuration());
    assertFalse(Files.exists(directory.resolve("pwned")));
    assertEquals(asked, log("radius.log"), "nobody was asked");
    assertTrue(log("syslog").contains(": refused: the "), log("syslog"));
  }

  @Test
  void anAnswerThatDoesNotComeRefuses() throws Exception {
    Path settings = directory.resolve("vpn1/etc/openvpn/server/staff.radius");
    Path silent = settings.resolveSibling("silent.radius");
    Files.writeString(
        silent, Files.readString(settings).replaceFirst("server='.*'", "server='172.16.10.5:9'"));
    assertEquals("0", ask("u101", "silent").answer());
    assertTrue(log("syslog").contains("silent: u101: refused: RADIUS does not answer"));
  }

  @Test
  void aServerWithAnotherSecretIsNotBelieved() throws Exception {
    Path other = directory.resolve("vpn1/etc/openvpn/server/other");
    Files.writeString(other, "another\n");
    Path settings = directory.resolve("vpn1/etc/openvpn/server/staff.radius");
    Files.writeString(
        settings.resolveSibling("other.radius"),
        Files.readString(settings)
            .replaceFirst("secret_file='.*'", "secret_file='/etc/openvpn/server/other'"));
    assertEquals("0", ask("u101", "other").answer());
    assertTrue(log("syslog").contains("other: u101: refused: RADIUS"), log("syslog"));
  }

  @Test
  void oneThatWaitsHoldsUpNobody() throws Exception {
    long start = System.nanoTime();
    Asked slow = new Asked("u-slow", "staff");
    List<Asked> others =
        IntStream.range(0, 20)
            .parallel()
            .mapToObj(it -> new Asked("u10" + it % 2, "staff"))
            .toList();
    for (Asked each : others) {
      each.await();
      assertEquals("1", each.answer());
    }
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
    assertEquals("2", slow.answer(), "still waiting after " + seconds + " s");
    assertTrue(seconds < 4, seconds + " s");
    slow.await();
    assertEquals("1", slow.answer());
  }

  @Test
  void whoHasGoneMeanwhileLeavesNoFile() throws Exception {
    Asked asked = new Asked("u-slow", "staff");
    Files.delete(asked.deferred);
    Files.delete(asked.written);
    Thread.sleep(5000);
    assertFalse(Files.exists(asked.deferred));
  }

  private Asked ask(String user, String vpn) throws Exception {
    Asked asked = new Asked(user, vpn);
    if (asked.status() == 0) {
      asked.await();
    }
    return asked;
  }

  private static String log(String name) throws IOException {
    Path file = directory.resolve(name);
    return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
  }

  /** One call of the script, as OpenVPN makes it. */
  private final class Asked {
    private final Path deferred;
    private final Path written;
    private final Result result;

    Asked(String user, String vpn) {
      int number = count.incrementAndGet();
      deferred = made("deferred" + number);
      written = made("written" + number);
      long start = System.nanoTime();
      result =
          namespace.run(
              "nsenter",
              "--mount",
              "--target",
              Long.toString(server.pid()),
              "env",
              "common_name=" + user,
              "client_connect_deferred_file=" + deferred,
              "client_connect_config_file=" + written,
              directory.resolve("vpn1/usr/lib/labwall/vpn-client-connect").toString(),
              "/etc/openvpn/server/" + vpn + ".radius",
              written.toString());
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertTrue(millis < 3000, "OpenVPN waits for " + millis + " ms");
    }

    private static Path made(String name) {
      try {
        return Files.createFile(directory.resolve(name));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    int status() {
      return result.status();
    }

    String answer() throws IOException {
      return Files.readString(deferred);
    }

    String configuration() throws IOException {
      return Files.readString(written);
    }

    void await() throws Exception {
      for (int i = 0; i < 200 && List.of("", "2").contains(answer()); i++) {
        Thread.sleep(100);
      }
    }
  }
}
