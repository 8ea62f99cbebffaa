package org.labwall.pki;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes that somebody interrupts. */
class ChangesTest {
  @TempDir private Path directory;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(directory.resolve("index"), "old");
    Files.writeString(directory.resolve("goes"), "old");
  }

  @Test
  void allAreMadeAtOnce() throws IOException {
    try (Changes changes = prepared()) {
      changes.commit();
    }
    assertEquals(List.of("index new", "key new", "revoked/old new"), state());
  }

  @Test
  void whatWasNotDecidedIsDropped() throws IOException {
    try (Changes changes = prepared()) {
      Files.writeString(changes.work().resolve("scratch"), "x");
    }
    assertEquals(List.of("goes old", "index old"), state());
  }

  @Test
  void whatAKilledOneLeftIsDroppedByTheNext() throws IOException {
    Changes killed = prepared();
    Files.writeString(killed.work().resolve("scratch"), "x");
    Changes.of(directory).close();
    assertEquals(List.of("goes old", "index old"), state());
  }

  @Test
  void whatWasDecidedIsCarriedOutByTheNext() throws IOException {
    for (int moved = 0; moved <= 4; moved++) {
      Changes.erase(directory);
      Files.createDirectories(directory);
      write();
      Path decided = directory.resolve(".decided");
      Files.createDirectories(decided.resolve("revoked"));
      Files.writeString(decided.resolve(".removed"), "goes");
      List<String> files = List.of("index", "key", "revoked/old");
      for (int i = 0; i < files.size(); i++) {
        Path place = (i < moved ? directory : decided).resolve(files.get(i));
        Files.createDirectories(place.resolveSibling(""));
        Files.writeString(place, "new");
      }
      if (moved == 4) {
        Files.delete(directory.resolve("goes"));
      }
      Changes.of(directory).close();
      assertEquals(List.of("index new", "key new", "revoked/old new"), state(), moved + " moved");
    }
  }

  private Changes prepared() throws IOException {
    Changes changes = Changes.of(directory);
    Files.writeString(changes.fresh().resolve("index"), "new");
    Files.writeString(changes.fresh().resolve("key"), "new");
    Changes.makePrivate(changes.fresh().resolve("revoked"));
    Files.writeString(changes.fresh().resolve("revoked/old"), "new");
    changes.remove("goes");
    return changes;
  }

  private List<String> state() throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile)
          .map(it -> directory.relativize(it) + " " + read(it))
          .sorted()
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
