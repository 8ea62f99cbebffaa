package org.labwall.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ManifestTest {
  private static final Manifest MANIFEST =
      TestTrees.manifest(Map.of("b/x", "one\n", "a/y", "", "a/z", "two\n"));

  @Test
  void filesAreSortedAndAsSha256sumWritesThem() {
    assertEquals(
        """
        # Written by LabWall 1.0. Check with: sha256sum -c MANIFEST
        # source b9e68e1bea3e5b19ca6b2f98b73a54b73daafaa250484902e09982e07a12e733  site.lw
        e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a/y
        27dd8ed44a83ff94d557f9fd0412ed5a8cbca69ea04922d88c01184a07300a5a  a/z
        2c8b08da5ce60398e1f19af0e5dccc744df274b826abe585eaba68c525434806  b/x
        """,
        MANIFEST.text());
  }

  @Test
  void whatIsWrittenIsRead() {
    assertEquals(Optional.of(MANIFEST), Manifest.parse(MANIFEST.text()));
  }

  @Test
  void whatLabWallDidNotWriteIsNoManifest() {
    String line = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a/y\n";
    for (String text :
        List.of("", "\n", "Manifest-Version: 1.0\n", line, MANIFEST.text() + "x\n")) {
      assertEquals(Optional.empty(), Manifest.parse(text), text);
    }
  }

  @Test
  void partsOfTwoMakeOne() {
    Manifest kept = MANIFEST.only(path -> path.startsWith("a/"));
    Manifest both = TestTrees.manifest(Map.of("a/y", "new\n", "c", "")).with(kept);
    assertEquals(List.of("a/y", "a/z", "c"), List.copyOf(both.files().keySet()));
    assertEquals(MANIFEST.files().get("a/z"), both.files().get("a/z"));
    assertNotEquals(MANIFEST.files().get("a/y"), both.files().get("a/y"));
  }
}
