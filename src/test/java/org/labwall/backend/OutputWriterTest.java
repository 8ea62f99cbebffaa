package org.labwall.backend;

import static java.nio.file.attribute.PosixFilePermission.OWNER_EXECUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.Severity;

class OutputWriterTest {
  private static final Map<String, String> OLD =
      Map.of("master/etc/a", "old a\n", "master/etc/b/c", "old c\n", "backup/etc/a", "old\n");
  private static final Map<String, String> NEW =
      Map.of("master/etc/a", "new a\n", "master/x", "new x\n", "third/etc/a", "new\n");

  private final FileSystem files =
      Jimfs.newFileSystem(
          Configuration.unix().toBuilder().setAttributeViews("basic", "posix").build());
  private final Path parent = files.getPath("/srv/site");
  private final Path out = parent.resolve("out");

  @BeforeEach
  void makeParent() throws IOException {
    Files.createDirectories(parent);
  }

  @Test
  void aTreeAppearsWithItsManifestAndNothingElse() throws IOException {
    assertTrue(write(OLD).changed());
    assertEquals(OLD, TestTrees.read(out));
    assertEquals(TestTrees.manifest(OLD).text(), Files.readString(out.resolve("MANIFEST")));
    assertEquals(List.of("out"), siblings());
  }

  @Test
  void directoriesOnTheWayAreMade() throws IOException {
    Path deep = parent.resolve("a/b/out");
    assertTrue(TestTrees.write(Disk.REAL, deep, NEW).changed());
    assertEquals(NEW, TestTrees.read(deep));
  }

  @Test
  void aTreeReplacesAnother() throws IOException {
    write(OLD);
    assertTrue(write(NEW).changed());
    assertEquals(NEW, TestTrees.read(out));
    assertEquals(List.of("out"), siblings());
  }

  @Test
  void whatIsThereAlreadyIsNotTouched() throws IOException {
    write(OLD);
    FileTime longAgo = FileTime.fromMillis(1_000_000_000_000L);
    Files.setLastModifiedTime(out.resolve("master/etc/a"), longAgo);
    Files.setLastModifiedTime(parent, longAgo);
    assertFalse(write(OLD).changed());
    assertEquals(longAgo, Files.getLastModifiedTime(out.resolve("master/etc/a")));
    assertEquals(longAgo, Files.getLastModifiedTime(parent));
  }

  @Test
  void anEditedOrMissingFileIsWrittenAgain() throws IOException {
    write(OLD);
    Files.writeString(out.resolve("master/etc/a"), "edited\n");
    assertTrue(write(OLD).changed());
    assertEquals(OLD, TestTrees.read(out));
    Files.delete(out.resolve("backup/etc/a"));
    assertTrue(write(OLD).changed());
    assertEquals(OLD, TestTrees.read(out));
  }

  @Test
  void keptFilesStayAsTheyAre() throws IOException {
    write(OLD);
    FileTime longAgo = FileTime.fromMillis(1_000_000_000_000L);
    Files.writeString(out.resolve("backup/etc/a"), "edited\n");
    Files.setLastModifiedTime(out.resolve("backup/etc/a"), longAgo);
    Map<String, String> master = Map.of("master/etc/a", "new\n");
    Predicate<String> kept = path -> !path.startsWith("master/");
    assertTrue(TestTrees.write(Disk.REAL, out, master, kept).changed());
    assertEquals(Map.of("master/etc/a", "new\n", "backup/etc/a", "edited\n"), TestTrees.read(out));
    assertEquals(longAgo, Files.getLastModifiedTime(out.resolve("backup/etc/a")));
    Manifest manifest = Manifest.parse(Files.readString(out.resolve("MANIFEST"))).orElseThrow();
    assertEquals(
        TestTrees.manifest(OLD).files().get("backup/etc/a"), manifest.files().get("backup/etc/a"));
    assertFalse(TestTrees.write(Disk.REAL, out, master, kept).changed());
  }

  @Test
  void programsCanBeRun() throws IOException {
    OutputTree tree =
        OutputTree.of(
            List.of(OutputFile.executable("sbin/a", "a\n"), new OutputFile("etc/b", "b\n")));
    Manifest manifest = Manifest.of("1.0", List.of(), tree);
    Diagnostics diagnostics = new Diagnostics();
    assertTrue(OutputWriter.write(out, tree, manifest, path -> false, diagnostics));
    assertTrue(Files.getPosixFilePermissions(out.resolve("sbin/a")).contains(OWNER_EXECUTE));
    assertFalse(Files.getPosixFilePermissions(out.resolve("etc/b")).contains(OWNER_EXECUTE));
    assertFalse(OutputWriter.write(out, tree, manifest, path -> false, diagnostics));
    Files.setPosixFilePermissions(
        out.resolve("sbin/a"), PosixFilePermissions.fromString("rw-r--r--"));
    assertTrue(OutputWriter.write(out, tree, manifest, path -> false, diagnostics));
    assertEquals(
        "rwxr-xr-x",
        PosixFilePermissions.toString(Files.getPosixFilePermissions(out.resolve("sbin/a"))));
  }

  @Test
  void permissionsOfTheDirectoryAreKept() throws IOException {
    write(OLD);
    Files.setPosixFilePermissions(out, PosixFilePermissions.fromString("rwx------"));
    write(NEW);
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(out)));
  }

  @Test
  void anEmptyDirectoryIsFree() throws IOException {
    Files.createDirectory(out);
    assertTrue(write(NEW).changed());
    assertEquals(NEW, TestTrees.read(out));
  }

  @Test
  void whatLabWallDidNotWriteIsNeverReplaced() throws IOException {
    Files.createDirectories(out.resolve("photos"));
    assertEquals("`/srv/site/out` holds what LabWall did not write: `photos`.", refusal());
    Files.writeString(out.resolve("photos/1.jpg"), "x");
    Files.writeString(out.resolve("MANIFEST"), "another program's\n");
    assertEquals(
        "`/srv/site/out` holds what LabWall did not write: `MANIFEST`, `photos`.", refusal());
    assertEquals("x", Files.readString(out.resolve("photos/1.jpg")));
  }

  @Test
  void foreignFilesAmongOursAreNamed() throws IOException {
    write(OLD);
    for (String name : List.of("notes", "master/etc/z", "backup/1", "backup/2", "backup/3")) {
      Files.writeString(out.resolve(name), "precious");
    }
    assertEquals(
        "`/srv/site/out` holds what LabWall did not write: `backup/1`, `backup/2`, `backup/3`"
            + " and 2 more.",
        refusal());
    assertEquals("old a\n", Files.readString(out.resolve("master/etc/a")));
  }

  @Test
  void noLinkIsFollowed() throws IOException {
    Path precious = Files.writeString(files.getPath("/precious"), "precious");
    Files.createSymbolicLink(out, parent);
    assertEquals("`/srv/site/out` is a symbolic link.", refusal());
    Files.delete(out);
    write(OLD);
    Files.delete(out.resolve("master/etc/a"));
    Files.createSymbolicLink(out.resolve("master/etc/a"), precious);
    assertEquals("`/srv/site/out` holds what LabWall did not write: `master/etc/a`.", refusal());
    assertEquals("precious", Files.readString(precious));
  }

  @Test
  void whatIsNoDirectoryIsRefused() throws IOException {
    Files.writeString(out, "a file");
    assertEquals("`/srv/site/out` is not a directory.", refusal());
    Path below = out.resolve("below");
    String message = TestTrees.write(Disk.REAL, below, NEW).only().message();
    assertTrue(message.contains("`/srv/site/out` is not a directory."), message);
    for (String name : List.of("/", ".", "..", "")) {
      Diagnostic refused = TestTrees.write(Disk.REAL, files.getPath(name), NEW).only();
      assertEquals("`" + name + "` cannot be replaced.", refused.message());
    }
  }

  @Test
  void aFullDiskLosesNothing() throws IOException {
    FileSystem small =
        Jimfs.newFileSystem(
            Configuration.unix().toBuilder().setMaxSize(64 * 1024).setBlockSize(1024).build());
    Path place = small.getPath("/srv/out");
    TestTrees.write(Disk.REAL, place, OLD);
    TestTrees.Outcome outcome =
        TestTrees.write(Disk.REAL, place, Map.of("m/a", "x".repeat(80 * 1024) + "\n"));
    assertFalse(outcome.changed());
    assertTrue(outcome.only().message().startsWith("Cannot write `/srv/out`: "));
    assertEquals(OLD, TestTrees.read(place));
    try (Stream<Path> left = Files.list(small.getPath("/srv"))) {
      assertEquals(1, left.count());
    }
  }

  /** Stops the writer before each of its steps in turn: as a kill does, and by an error. */
  @ParameterizedTest
  @ValueSource(strings = {"EXCHANGE", "RENAMES"})
  void killedAnywhereTheOldOrTheNewIsWhole(FailingDisk.Swap swap) throws IOException {
    int olds = 0;
    int news = 0;
    for (int steps = 0; ; steps++) {
      TestTrees.erase(parent);
      write(OLD);
      FailingDisk disk = FailingDisk.killed(swap, steps);
      boolean killed = false;
      try {
        TestTrees.write(disk, out, NEW);
      } catch (FailingDisk.Killed expected) {
        killed = true;
      }
      if (Files.exists(out) || swap == FailingDisk.Swap.EXCHANGE) {
        boolean old = TestTrees.read(out).equals(OLD);
        olds += old ? 1 : 0;
        news += old ? 0 : 1;
        assertEquals(old ? OLD : NEW, TestTrees.read(out), "after " + steps + " steps");
      }
      if (!killed) {
        break;
      }
      // Nothing is ever lost: the next run finds what it may keep, and clears up.
      Predicate<String> kept = path -> path.startsWith("backup/");
      TestTrees.write(Disk.REAL, out, NEW, kept);
      boolean old = TestTrees.read(out).containsKey("backup/etc/a");
      assertTrue(old || news > 0, "after " + steps + " steps");
      assertEquals(List.of("out"), siblings());
    }
    assertTrue(olds > 5 && news > 5, olds + " old, " + news + " new");
  }

  @ParameterizedTest
  @ValueSource(strings = {"EXCHANGE", "RENAMES"})
  void afterAnErrorTheOldOrTheNewIsWhole(FailingDisk.Swap swap) throws IOException {
    for (int steps = 0; ; steps++) {
      TestTrees.erase(parent);
      write(OLD);
      TestTrees.Outcome outcome = TestTrees.write(FailingDisk.failing(swap, steps), out, NEW);
      assertEquals(outcome.changed() ? NEW : OLD, TestTrees.read(out), "after " + steps);
      if (outcome.diagnostics().isEmpty()) {
        assertEquals(NEW, TestTrees.read(out));
        break;
      }
      Severity severity = outcome.only().severity();
      assertEquals(outcome.changed() ? Severity.WARNING : Severity.ERROR, severity);
      write(NEW);
      assertEquals(List.of("out"), siblings());
    }
  }

  @Test
  void othersTemporaryFilesStay() throws IOException {
    Path other = Files.createDirectory(parent.resolve(".out.labwall-mine"));
    Path file = Files.writeString(parent.resolve(".out.labwall-12345678"), "x");
    Path ours = Files.createDirectory(parent.resolve(".out.labwall-abcdef01"));
    Path link = Files.createSymbolicLink(parent.resolve(".out.labwall-00000000"), other);
    Files.writeString(ours.resolve("left"), "over");
    write(OLD);
    assertTrue(Files.exists(other) && Files.exists(file));
    assertTrue(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
    assertTrue(Files.notExists(ours));
  }

  private TestTrees.Outcome write(Map<String, String> tree) {
    return TestTrees.write(Disk.REAL, out, tree);
  }

  private String refusal() {
    TestTrees.Outcome outcome = write(NEW);
    assertFalse(outcome.changed());
    return outcome.only().message();
  }

  private List<String> siblings() throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.map(it -> it.getFileName().toString()).sorted().toList();
    }
  }
}
