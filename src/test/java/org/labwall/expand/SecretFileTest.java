package org.labwall.expand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;

/** Files of secrets, on the real disk, for others' eyes are what they are about. */
class SecretFileTest {
  @TempDir private Path directory;

  @Test
  void linesAreNamesAndValues() throws IOException {
    String text = "# site\n\nVRRP_SECRET=a b#c=\"d\\$x\nRADIUS_SECRET='\n_1=ü\n";
    assertEquals("", said(text, "rw-------"));
    assertEquals("a b#c=\"d\\$x", value("VRRP_SECRET"));
    assertEquals("'", value("RADIUS_SECRET"));
    assertEquals("ü", value("_1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------"})
  void theOwnersOwnFileIsTaken(String mode) throws IOException {
    assertEquals("", said("A=hidden\n", mode));
    assertEquals("hidden", value("A"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw---x---", "rw-r--r--"})
  void onesThatOthersMayReadOrChangeAreRefused(String mode) throws IOException {
    assertEquals(
        "The secrets in `secrets` are not only its owner's: its mode is `%s`. (`chmod 600 secrets` closes it to all others.)"
            .formatted(mode),
        said("A=hidden\n", mode));
    assertEquals("", value("A"));
  }

  @Test
  void onesOfSomebodyElseAreRefused() throws IOException {
    Path file = write("A=hidden\n", "rw-------");
    assumeTrue(Files.getOwner(file).getName().equals("root"), "only root gives files away");
    Files.setOwner(
        file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    assertEquals(
        "The secrets in `secrets` belong to `nobody`, not to `root` who runs this. (`install -m 600 FILE COPY` makes a copy that is your own.)",
        said(new Diagnostics()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "A = hidden| 1 | is not `NAME=value`",
        "export A=hidden| 1 | is not `NAME=value`",
        "hidden| 1 | is not `NAME=value`",
        "=hidden| 1 | is not `NAME=value`",
        "A=| 1 | gives `A` no value",
        "A= hidden| 1 | has a blank before or behind the value of `A`",
        "A=\"hidden\"| 1 | has quotes around the value of `A`",
        "A='hidden'| 1 | has quotes around the value of `A`",
        "A=hidden;A=hidden| 2 | sets `A` once more"
      })
  void wrongLinesAreNamedByTheirNumbersAlone(String lines, int number, String what)
      throws IOException {
    String said = said(lines.replace(';', '\n') + "\n", "rw-------");
    assertEquals(
        "Line " + number + " of the secrets in `secrets` " + what + ".",
        said.replaceFirst(" \\(.*", ""));
    assertFalse(said.contains("hidden"), said);
  }

  @Test
  void whatCannotBeReadIsReported() throws IOException {
    assertEquals("There is no file of secrets `secrets`.", said(new Diagnostics()));
    Files.createDirectory(directory.resolve("secrets"));
    assertEquals("`secrets` is a directory.", said(new Diagnostics()));
    Files.delete(directory.resolve("secrets"));
    Files.write(write("", "rw-------"), "A=\u00fc\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals("The secrets in `secrets` are not UTF-8.", said(new Diagnostics()));
    Files.write(directory.resolve("secrets"), new byte[(1 << 20) + 1]);
    assertEquals("The file of secrets `secrets` is larger than 1 MiB.", said(new Diagnostics()));
  }

  private Path write(String text, String mode) throws IOException {
    Path file = directory.resolve("secrets");
    Files.writeString(file, text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private String said(String text, String mode) throws IOException {
    write(text, mode);
    return said(new Diagnostics());
  }

  private String said(Diagnostics diagnostics) {
    read(diagnostics);
    return diagnostics.all().stream()
        .map(SecretFileTest::sentence)
        .collect(Collectors.joining("\n"))
        .replace(directory + "/", "");
  }

  private static String sentence(Diagnostic it) {
    return it.message() + it.hint().map(hint -> " (" + hint + ")").orElse("");
  }

  private String value(String name) {
    return read(new Diagnostics()).find(name).orElse("");
  }

  private Secrets read(Diagnostics diagnostics) {
    return new SecretSources(Optional.of(directory.resolve("secrets")), Map.of()).read(diagnostics);
  }
}
