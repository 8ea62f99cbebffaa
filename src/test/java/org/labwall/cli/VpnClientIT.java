package org.labwall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labwall.real.Namespace;

/** From an empty directory to the one file that a user gets, with the real openssl and openvpn. */
class VpnClientIT {
  private static final Path EXAMPLE = Path.of("examples/vpn/site.lw");

  @TempDir private Path directory;
  private String out = "";
  private String err = "";

  @BeforeEach
  void makeKeys() {
    Namespace.assumeUsable("openssl", "openvpn");
    assertEquals(0, run("vpn", "pki", "init", "--pki", "pki"), err);
    assertTrue(out.contains("Next: `labwall vpn pki server"), out);
    assertEquals(0, run("vpn", "pki", "server", "vpn1", "--pki", "pki"), err);
    assertEquals(0, run("vpn", "pki", "client", "u101", "u201", "--pki", "pki"), err);
    assertTrue(out.contains("vpn client site.lw u101 --pki"), out);
  }

  @Test
  void theFileHoldsAllThatOpenvpnNeeds() throws Exception {
    assertEquals(0, write("u101"), err);
    Path file = directory.resolve("u101.ovpn");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    String text = Files.readString(file);
    for (String part : List.of("ca", "cert", "key", "tls-crypt-v2")) {
      assertTrue(text.contains("\n<" + part + ">\n-----BEGIN "), part);
      assertTrue(text.contains("-----\n</" + part + ">\n"), part);
      assertFalse(text.contains("\n" + part + " "), part + " names a file no more");
    }
    assertTrue(text.contains("\nremote vpn1.demo.fr 1110 "), text);
    assertEquals(0, write("u201"), err);
    assertTrue(
        Files.readString(directory.resolve("u201.ovpn")).contains("\nremote vpn1.demo.fr 1120 "));
    // A client that starts has read its keys; it finds no server here.
    try (Namespace namespace = Namespace.with(List.of())) {
      Path log = directory.resolve("client.log");
      Process client = namespace.start(log, "openvpn", "--config", file.toString(), "--cd", "/");
      for (int i = 0; i < 100 && !Files.readString(log).contains("resolve: vpn1"); i++) {
        Thread.sleep(100);
        assertTrue(client.isAlive(), Files.readString(log));
        if (Files.readString(log).contains("Cannot resolve host address")) {
          break;
        }
      }
      client.destroy();
      client.waitFor(5, TimeUnit.SECONDS);
      String said = Files.readString(log);
      assertTrue(said.contains("Cannot resolve host address"), said);
    }
  }

  @Test
  void theSecretsOfTheSiteAreNotNeededAndNotInIt() throws IOException {
    assertEquals(0, write("u101"), err);
    assertFalse(Files.readString(directory.resolve("u101.ovpn")).contains("none\n"));
  }

  @Test
  void anotherRunReplacesIt() throws IOException {
    Path file = directory.resolve("u101.ovpn");
    Files.writeString(file, "old\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(0, write("u101"), err);
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void whatIsMissingOrOpenToOthersIsSaid() throws IOException {
    assertEquals(1, write("u102"));
    assertTrue(err.contains("error[LW120]: There is no file `" + pki("u102.")), err);
    assertTrue(err.contains("hint: `labwall vpn pki client u102 --pki "), err);
    assertEquals(1, write("u110"));
    assertTrue(err.contains("The source has no user `u110`."), err);
    assertTrue(err.contains("hint: Did you mean `u101`?"), err);
    Files.setPosixFilePermissions(
        Path.of(pki("u101.key")), PosixFilePermissions.fromString("rw-r--r--"));
    assertEquals(1, write("u101"));
    assertTrue(err.contains("error[LW120]: Others may read the key `" + pki("u101.key")), err);
    Files.writeString(Path.of(pki("u201.crt")), "x\n");
    assertEquals(1, write("u201"));
    assertTrue(err.contains("holds no CERTIFICATE in PEM form."), err);
    assertEquals(1, run("vpn", "client", EXAMPLE.toString(), "u101", "--pki", "nothing"));
    assertTrue(err.contains("There are no keys and certificates in"), err);
    assertFalse(Files.exists(directory.resolve("u101.ovpn")));
    assertFalse(Files.exists(directory.resolve("u201.ovpn")));
  }

  private String pki(String file) {
    return directory.resolve("pki").resolve(file).toString();
  }

  private int write(String user) {
    return run("vpn", "client", EXAMPLE.toString(), user, "--pki", "pki", "-o", user + ".ovpn");
  }

  /** Runs a command on files of the directory, as if it were the working one. */
  private int run(String... words) {
    for (int i = 1; i < words.length; i++) {
      boolean file = words[i - 1].matches("--pki|-o");
      words[i] = file ? directory.resolve(words[i]).toString() : words[i];
    }
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    ByteArrayOutputStream complaints = new ByteArrayOutputStream();
    Console console =
        new Console(
            new ByteArrayInputStream(new byte[0]),
            results,
            complaints,
            FileSystems.getDefault(),
            Map.of(),
            false,
            false);
    int code = Main.run(words, console);
    out = results.toString(StandardCharsets.UTF_8);
    err = complaints.toString(StandardCharsets.UTF_8);
    return code;
  }
}
