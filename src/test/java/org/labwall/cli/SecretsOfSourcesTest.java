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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands do with secrets, and that they never print one. */
class SecretsOfSourcesTest {
  private static final String PAIR =
      """
      ROLE master rt1, backup rt2
      VRRP START
      VLAN 10 eth0 172.16.10.0/24 172.16.10.100-172.16.10.200-172.16.10.1-100 staff
      allow from staff to self ssh
      """;
  private static final String KEEPALIVED = "out/master/etc/keepalived/keepalived.conf";

  @TempDir private Path directory;
  private String out = "";
  private String err = "";

  @Test
  void aSecretOfTheEnvironmentReachesItsFileAlone() throws IOException {
    source("VRRP AUTH PASS $VRRP_SECRET\n" + PAIR);
    assertEquals(0, compile(Map.of("VRRP_SECRET", "hidden")), err);
    assertEquals("", err);
    assertTrue(read(KEEPALIVED).contains("auth_pass hidden\n"));
    String mode =
        PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(KEEPALIVED)));
    assertEquals("rw-------", mode);
    assertTrue(read("out/MANIFEST").contains("# secret  master/etc/keepalived/keepalived.conf\n"));
    assertEquals(1, run(Map.of(), "compile", "site.lw", "-o", "out"));
    assertTrue(err.contains("Set `VRRP_SECRET` in the environment"), err);
  }

  @Test
  void aSecretOfAFileNeedsNoEnvironment() throws IOException {
    source("VRRP AUTH PASS $VRRP_SECRET\n" + PAIR);
    Path file = directory.resolve("secrets");
    Files.writeString(file, "VRRP_SECRET=hidden\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    String[] compile = {"compile", "site.lw", "-o", "out", "--secrets", "secrets"};
    assertEquals(1, run(Map.of("VRRP_SECRET", "other"), compile));
    assertTrue(err.startsWith("error[LW094]: The secrets in `"), err);
    assertFalse(Files.exists(directory.resolve("out")));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertEquals(0, run(Map.of("VRRP_SECRET", "other"), compile), err);
    assertTrue(read(KEEPALIVED).contains("auth_pass hidden\n"));
  }

  @Test
  void aDifferenceShowsFingerprints() throws IOException {
    source("VRRP AUTH PASS $VRRP_SECRET\n" + PAIR);
    assertEquals(0, compile(Map.of("VRRP_SECRET", "hidden")), err);
    assertEquals(0, check(Map.of("VRRP_SECRET", "hidden")));
    assertEquals("", out);
    assertEquals(1, check(Map.of("VRRP_SECRET", "hiddem")));
    assertTrue(out.contains("-        auth_pass <another secret>\n"), out);
    assertTrue(out.matches("(?s).*\\+ {8}auth_pass <secret VRRP_SECRET [0-9a-f]{4}>\n.*"), out);
    assertNothingTold();
    Files.writeString(
        directory.resolve(KEEPALIVED),
        read(KEEPALIVED).replace("# virtual", "# a line\n# virtual"));
    assertEquals(1, check(Map.of("VRRP_SECRET", "hidden")));
    assertTrue(out.contains("-# a line\n"), out);
    assertFalse(out.contains("another"), "the secret is the same: " + out);
    assertNothingTold();
  }

  @Test
  void aFormerSecretIsNotShownWhereNoneFollows() throws IOException {
    source("VRRP AUTH PASS $VRRP_SECRET\n" + PAIR);
    assertEquals(0, compile(Map.of("VRRP_SECRET", "hidden")), err);
    source(PAIR);
    assertEquals(1, check(Map.of()));
    assertTrue(out.contains("keepalived.conf differ, and the former holds a secret\n"), out);
    assertNothingTold();
  }

  @Test
  void theFirstOutputEverIsShownWithFingerprints() throws IOException {
    source("VRRP AUTH PASS $VRRP_SECRET\n" + PAIR);
    assertEquals(1, check(Map.of("VRRP_SECRET", "hidden")));
    assertTrue(out.contains("+        auth_pass <secret VRRP_SECRET "), out);
    assertNothingTold();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VRRP AUTH PASS hiddenlong\n",
        "VRRP AUTH PASS hidden\n",
        "VRRP AUTH PASS \"hid\\\"den\" \n",
        "VRRP AUTH PASS \"hidden $NOTHING\"\n",
        "vrrp  auth pass hidden x y z {\n",
        "VRRP AUTH PASS \"hidden\n",
        "VRRP AUTH PASS hidden VRRP\nVRRP AUTH PASS hidden\n",
        "S=hidden\nVRRP AUTH PASS $S\n",
        "S=hidden\nS=hidden2\nVRRP AUTH PASS $S\n",
        "MACRO m(p) { VRRP AUTH PASS $p }\nm(hidden)\n",
        "VRRP VERSION 3\nVRRP AUTH PASS hidden\n",
        "VRRP AUTH PASS hidden ${}\nVRRP AUTH\n"
      })
  void whatIsSaidOfASourceNeverTellsIt(String lines) throws IOException {
    source(lines + PAIR);
    for (String format : List.of("text", "json", "sarif")) {
      run(Map.of(), "check", "site.lw", "--format", format);
      assertTrue((out + err).contains("LW0"), "something is wrong with " + lines);
      assertNothingTold();
    }
    run(Map.of(), "compile", "site.lw", "-o", "out", "--check");
    assertNothingTold();
  }

  @Test
  void aClearSecretIsAWarning() throws IOException {
    source("VRRP AUTH PASS hidden\n" + PAIR);
    assertEquals(0, run(Map.of(), "check", "site.lw"));
    assertTrue(err.contains("1 | VRRP AUTH PASS ******\n"), err);
    assertEquals(1, run(Map.of(), "check", "site.lw", "--strict"));
  }

  @Test
  void whatTheFormatterWouldChangeHidesThem() throws IOException {
    source("S=hidden\nvrrp   auth  pass   hidden\nVRRP auth pass $S\n" + PAIR);
    assertEquals(1, run(Map.of(), "fmt", "--check", "site.lw"));
    assertTrue(out.contains("+VRRP AUTH PASS ******\n"), out);
    assertNothingTold();
  }

  private void assertNothingTold() {
    assertFalse((out + err).contains("hid"), out + err);
  }

  private int compile(Map<String, String> environment) {
    return run(environment, "compile", "site.lw", "-o", "out");
  }

  private int check(Map<String, String> environment) {
    return run(environment, "compile", "site.lw", "-o", "out", "--check");
  }

  private void source(String text) throws IOException {
    Files.writeString(directory.resolve("site.lw"), text);
  }

  private String read(String file) throws IOException {
    return Files.readString(directory.resolve(file));
  }

  /** Runs a command on files of the directory; the words that name such are told by their form. */
  private int run(Map<String, String> environment, String... words) {
    for (int i = 0; i < words.length; i++) {
      boolean file = List.of("site.lw", "out", "secrets").contains(words[i]);
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
            environment,
            false,
            false);
    int code = Main.run(words, console);
    out = results.toString(StandardCharsets.UTF_8);
    err = complaints.toString(StandardCharsets.UTF_8);
    return code;
  }
}
