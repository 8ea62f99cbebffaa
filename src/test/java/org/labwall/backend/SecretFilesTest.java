package org.labwall.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Secret;
import org.labwall.source.SourceFile;

/** Files that hold secrets: who may read them, and what others see of them. */
class SecretFilesTest {
  private static final String VALUE = "hidden";
  private static final Secret SECRET = new Secret("VRRP_SECRET", VALUE);

  @TempDir private Path parent;

  @Test
  void aSecretStandsInItsPlaceAndIsShownAsAFingerprint() {
    OutputFile file = file("role/a", SECRET);
    assertEquals("pass \"hidden\"\nand hidden\n", file.content());
    assertEquals(
        "pass %s\nand %<s\n".formatted(SECRET.shown()), file.shown(), "quotes tell something, too");
    assertTrue(SECRET.shown().matches("<secret VRRP_SECRET [0-9a-f]{4}>"), SECRET.shown());
    assertEquals(file.shown(), file.at("b").shown());
  }

  @Test
  void aFingerprintTellsOneValueFromAnotherAndNameFromName() {
    assertEquals(SECRET.shown(), new Secret("VRRP_SECRET", VALUE).shown());
    assertNotEquals(SECRET.shown(), new Secret("VRRP_SECRET", "hiddem").shown());
    assertNotEquals(
        SECRET.shown().replaceAll(".* ", ""),
        new Secret("OTHER", VALUE).shown().replaceAll(".* ", ""));
  }

  @Test
  void nothingThatIsPrintedByAccidentTellsTheValue() {
    OutputFile file = file("role/a", SECRET);
    for (Object printed :
        List.of(SECRET, file, OutputTree.of(List.of(file)).files(), file.secrets())) {
      assertFalse(printed.toString().contains(VALUE), printed.toString());
    }
  }

  @Test
  void theManifestMarksItAndHasNoDigestToTryPasswordsOn() throws IOException {
    write(Disk.REAL, SECRET, path -> false);
    String text = Files.readString(parent.resolve("out/MANIFEST"));
    assertTrue(text.contains("\n# secret  role/secret\n"), text);
    assertEquals(manifest(tree(new Secret("X", "other"))).text(), manifest(tree(SECRET)).text());
    assertEquals(text, Manifest.parse(text).orElseThrow().text());
  }

  @ParameterizedTest
  @EnumSource(FailingDisk.Swap.class)
  void atNoMomentMayOthersReadIt(FailingDisk.Swap swap) throws IOException {
    boolean killed = true;
    for (int steps = 0; killed; steps++) {
      TestTrees.erase(parent);
      write(Disk.REAL, new Secret("OLD", "former hidden"), path -> false);
      killed = false;
      try {
        write(FailingDisk.killed(swap, steps), SECRET, path -> false);
      } catch (FailingDisk.Killed atThisStep) {
        killed = true;
      }
      assertPrivate();
    }
  }

  @Test
  void aKeptFileStaysPrivate() throws IOException {
    write(Disk.REAL, SECRET, path -> false);
    OutputTree other = OutputTree.of(List.of(new OutputFile("other/a", "a\n")));
    OutputWriter.write(
        parent.resolve("out"),
        other,
        manifest(other),
        path -> path.startsWith("role/"),
        new Diagnostics());
    assertTrue(Files.exists(parent.resolve("out/role/secret")));
    assertPrivate();
  }

  @Test
  void oneThatSomebodyOpenedIsClosedAgain() throws IOException {
    write(Disk.REAL, SECRET, path -> false);
    Path file = parent.resolve("out/role/secret");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    assertTrue(write(Disk.REAL, SECRET, path -> false));
    assertPrivate();
    assertFalse(write(Disk.REAL, SECRET, path -> false));
  }

  private void assertPrivate() throws IOException {
    try (Stream<Path> all = Files.walk(parent)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        boolean secret =
            file.endsWith("role/secret") || Files.readString(file).contains(VALUE.substring(0, 3));
        assertTrue(!secret || PrivateFile.is(file), file.toString());
      }
    }
  }

  private boolean write(Disk disk, Secret secret, Predicate<String> kept) {
    OutputTree tree = tree(secret);
    Diagnostics diagnostics = new Diagnostics();
    boolean changed =
        OutputWriter.write(disk, parent.resolve("out"), tree, manifest(tree), kept, diagnostics);
    assertEquals(List.of(), diagnostics.all());
    return changed;
  }

  private static OutputTree tree(Secret secret) {
    return OutputTree.of(List.of(new OutputFile("role/plain", "x\n"), file("role/secret", secret)));
  }

  private static Manifest manifest(OutputTree tree) {
    return Manifest.of("1.0", List.of(SourceFile.of("site.lw", "text\n")), tree);
  }

  private static OutputFile file(String path, Secret secret) {
    SecretPlaces places = new SecretPlaces();
    String quoted = places.put(secret, '"' + secret.value() + '"');
    String plain = places.put(secret, secret.value());
    return places.file(path, "pass " + quoted + "\nand " + plain + "\n");
  }
}
