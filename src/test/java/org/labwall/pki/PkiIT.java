package org.labwall.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and certificates that the real openssl and openvpn make. */
class PkiIT {
  @TempDir private Path parent;
  private Path pki;

  @BeforeEach
  void found() throws IOException {
    for (String program : List.of("openssl", "openvpn")) {
      boolean there =
          Stream.of("/usr/bin", "/usr/sbin")
              .anyMatch(it -> Files.isExecutable(Path.of(it, program)));
      assumeTrue(there, program + " is not installed");
    }
    pki = parent.resolve("a directory, with a comma/pki");
    Pki.in(pki).found();
  }

  @Test
  void anAuthorityIsClosedToOthersAndLastsTenYears() throws Exception {
    assertEquals(
        List.of("ca.crt", "ca.key", "crl.pem", "crlnumber", "index.txt", "tls-crypt-v2.key"),
        names(pki));
    assertEquals("rwx------", mode(pki));
    assertEquals("rw-------", mode(pki.resolve("ca.key")));
    assertEquals("rw-------", mode(pki.resolve("tls-crypt-v2.key")));
    assertEquals(List.of("pki"), names(pki.resolveSibling("")));
    String text = openssl("x509", "-in", "ca.crt", "-noout", "-text");
    assertTrue(text.contains("CA:TRUE, pathlen:0"), text);
    assertTrue(text.contains("Certificate Sign, CRL Sign"), text);
    assertTrue(text.contains("NIST CURVE: P-256"), text);
    assertTrue(ends("ca.crt", 3649) && !ends("ca.crt", 3651));
    openssl("verify", "-CAfile", "ca.crt", "-crl_check", "-CRLfile", "crl.pem", "ca.crt");
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Pki.in(pki).issue(Pki.Kind.CLIENT, List.of("u101"), 10);
    Map<String, String> before = contents();
    assertRefused("is there already", () -> Pki.in(pki).found());
    assertRefused(
        "`u101.crt` is there already",
        () -> Pki.in(pki).issue(Pki.Kind.CLIENT, List.of("u102", "u101"), 10));
    assertRefused(
        "`u101.crt` is there already",
        () -> Pki.in(pki).issue(Pki.Kind.SERVER, List.of("u101"), 10));
    assertRefused(
        "`u103.crt` is there already",
        () -> Pki.in(pki).issue(Pki.Kind.CLIENT, List.of("u103", "u103"), 10));
    assertEquals(before, contents());
  }

  @Test
  void certificatesAreForOnePurpose() throws Exception {
    Pki.in(pki).issue(Pki.Kind.SERVER, List.of("vpn1", "vpn2"), 825);
    Pki.in(pki).issue(Pki.Kind.CLIENT, List.of("u.1_0-1@example.org"), 10);
    String client = "u.1_0-1@example.org";
    assertTrue(isFor("sslserver", "vpn1.crt") && isFor("sslserver", "vpn2.crt"));
    assertTrue(isFor("sslclient", client + ".crt"));
    assertFalse(isFor("sslclient", "vpn1.crt") || isFor("sslserver", client + ".crt"));
    assertEquals("subject=CN = " + client, subject(client + ".crt"));
    assertTrue(ends("vpn1.crt", 824) && !ends("vpn1.crt", 826));
    for (String key : List.of("vpn1.key", client + ".key", client + ".tls-crypt-v2.key")) {
      assertEquals("rw-------", mode(pki.resolve(key)));
    }
    assertFalse(Files.exists(pki.resolve("vpn1.tls-crypt-v2.key")));
    assertTrue(
        Files.readString(pki.resolve(client + ".tls-crypt-v2.key"))
            .startsWith("-----BEGIN OpenVPN tls-crypt-v2 client key-----"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-x",
        ".",
        "..",
        "../x",
        "a/b",
        "a b",
        "a;b",
        "x; touch /pwned",
        "$(id)",
        "a\nb",
        "a=b",
        "a+CN=b",
        "\u00e9",
        "ca",
        "crl",
        "tls-crypt-v2",
        "u1.tls-crypt-v2",
        "01234567890123456789012345678901234567890123456789012345678901234"
      })
  void noOddNameGetsACertificate(String name) throws IOException {
    Map<String, String> before = contents();
    assertThrows(
        PkiException.class, () -> Pki.in(pki).issue(Pki.Kind.CLIENT, List.of("u1", name), 10));
    assertEquals(before, contents());
  }

  @Test
  void whatIsRevokedIsOnTheListAndMakesRoom() throws Exception {
    Pki.in(pki).issue(Pki.Kind.CLIENT, List.of("u101", "u102"), 10);
    Path old = Files.copy(pki.resolve("u101.crt"), parent.resolve("old.crt"));
    Pki.in(pki).revoke("u101");
    assertEquals(
        List.of(
            "ca.crt",
            "ca.key",
            "crl.pem",
            "crlnumber",
            "index.txt",
            "revoked",
            "tls-crypt-v2.key",
            "u102.crt",
            "u102.key",
            "u102.tls-crypt-v2.key"),
        names(pki));
    assertFalse(passes(old.toString()));
    assertTrue(passes("u102.crt"));
    Pki.in(pki).issue(Pki.Kind.CLIENT, List.of("u101"), 10);
    assertTrue(passes("u101.crt"));
    assertFalse(passes(old.toString()));
    Pki.in(pki).renewList(30);
    assertFalse(passes(old.toString()), "a renewed list has it, too");
    String list = openssl("crl", "-in", "crl.pem", "-noout", "-text");
    assertTrue(list.contains("Serial Number:"), list);
  }

  @Test
  void onlyWhatIsThereIsRevoked() throws IOException {
    Pki.in(pki).issue(Pki.Kind.CLIENT, List.of("u101"), 10);
    Map<String, String> before = contents();
    PkiException failure = assertThrows(PkiException.class, () -> Pki.in(pki).revoke("u102"));
    assertEquals("No valid certificate is called `u102`.", failure.diagnostic().message());
    assertEquals("Did you mean `u101`?", failure.diagnostic().hint().orElse(""));
    assertEquals(before, contents());
    assertRefused("There are no keys and certificates in", () -> Pki.in(parent).revoke("u101"));
  }

  @Test
  void oneWaitsForTheOther() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String name = "u" + i;
        all.add(
            threads.submit(
                () -> {
                  Pki.in(pki).issue(Pki.Kind.CLIENT, List.of(name), 10);
                  return name;
                }));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    for (int i = 0; i < 8; i++) {
      assertTrue(passes("u" + i + ".crt"));
    }
    assertEquals(8, Files.readAllLines(pki.resolve("index.txt")).size());
  }

  @Test
  void aFailureOfOpensslChangesNothing() throws IOException {
    Path key = pki.resolve("ca.key");
    Files.writeString(key, "no key\n");
    Map<String, String> before = contents();
    assertRefused(
        "`openssl ca` ended with status 1.",
        () -> Pki.in(pki).issue(Pki.Kind.CLIENT, List.of("u101"), 10));
    assertEquals(before, contents());
  }

  private interface Attempt {
    void make() throws IOException;
  }

  private static void assertRefused(String sentence, Attempt attempt) {
    PkiException failure = assertThrows(PkiException.class, attempt::make);
    assertTrue(failure.diagnostic().message().contains(sentence), failure.toString());
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> all = Files.walk(pki)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        contents.put(pki.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private boolean passes(String certificate) throws Exception {
    return run("verify", "-CAfile", "ca.crt", "-crl_check", "-CRLfile", "crl.pem", certificate)
        .isEmpty();
  }

  private boolean isFor(String purpose, String certificate) throws Exception {
    return run("verify", "-CAfile", "ca.crt", "-purpose", purpose, certificate).isEmpty();
  }

  private boolean ends(String certificate, int days) throws Exception {
    String seconds = Integer.toString(days * 86_400);
    return run("x509", "-in", certificate, "-noout", "-checkend", seconds).isEmpty();
  }

  private String subject(String certificate) throws Exception {
    return openssl("x509", "-in", certificate, "-noout", "-subject").strip();
  }

  private String openssl(String... arguments) throws Exception {
    Process process = start(arguments);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  /** What it said where it failed; nothing else. */
  private String run(String... arguments) throws Exception {
    Process process = start(arguments);
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? "" : "failed: " + said;
  }

  private Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).directory(pki.toFile()).redirectErrorStream(true).start();
  }
}
