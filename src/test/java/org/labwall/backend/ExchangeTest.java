package org.labwall.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ExchangeTest {
  @TempDir private Path parent;

  @Test
  void directoriesSwapNames() throws IOException {
    Path one = Files.createDirectory(parent.resolve("one"));
    Path other = Files.createDirectory(parent.resolve("other \u00e9"));
    Files.writeString(one.resolve("file"), "1");
    assertTrue(Exchange.atomically(one, other));
    assertEquals("1", Files.readString(other.resolve("file")));
    assertFalse(Files.exists(one.resolve("file")));
  }

  @Test
  void whatCannotBeSwappedStays() throws IOException {
    Path one = Files.createDirectory(parent.resolve("one"));
    assertFalse(Exchange.atomically(one, parent.resolve("missing")));
    assertTrue(Files.exists(one));
    Path elsewhere = Jimfs.newFileSystem(Configuration.unix()).getPath("/work");
    assertFalse(Exchange.atomically(elsewhere, elsewhere));
  }

  @Test
  void aRealTreeIsReplaced() throws IOException {
    Path out = parent.resolve("out");
    TestTrees.write(Disk.REAL, out, Map.of("a/b", "old\n"));
    TestTrees.write(Disk.REAL, out, Map.of("a/c", "new\n"));
    assertEquals(Map.of("a/c", "new\n"), TestTrees.read(out));
    try (Stream<Path> left = Files.list(parent)) {
      assertEquals(1, left.count());
    }
  }
}
