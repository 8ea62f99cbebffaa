package org.labwall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnifiedDifferenceTest {
  private static final long SEED = 2009;

  @TempDir private Path directory;

  @Test
  void oneChangedLineHasItsContext() {
    assertEquals(
        """
        --- a/x
        +++ b/x
        @@ -2,7 +2,7 @@
         2
         3
         4
        -5
        +five
         6
         7
         8
        """,
        UnifiedDifference.between(
            "x", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"));
  }

  @Test
  void aFileThatAppearsAndOneThatVanishes() {
    assertEquals(
        "--- a/x\n+++ b/x\n@@ -0,0 +1,1 @@\n+1\n", UnifiedDifference.between("x", "", "1\n"));
    assertEquals(
        "--- a/x\n+++ b/x\n@@ -1,1 +0,0 @@\n-1\n", UnifiedDifference.between("x", "1\n", ""));
  }

  @Test
  void aMissingEndOfLineIsShown() {
    assertEquals(
        "--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-1\n\\ No newline at end of file\n+1\n",
        UnifiedDifference.between("x", "1", "1\n"));
  }

  @Test
  void patchAppliesEveryDifference() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/patch")), "no patch(1)");
    Random random = new Random(SEED);
    for (int i = 0; i < 50; i++) {
      String before = text(random);
      String after = text(random);
      if (!before.equals(after)) {
        assertEquals(after, patched(before, UnifiedDifference.between("x", before, after)));
      }
    }
  }

  @Test
  void aLineMoreAtTheTopOfALargeSourceTakesNoTime() {
    String before = rules(30_000, 0);
    String after = rules(30_000, 1);
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> assertTrue(UnifiedDifference.between("x", before, after).length() > before.length()));
  }

  private static String rules(int count, int shift) {
    return IntStream.range(0, count)
        .mapToObj(
            i -> "-A FORWARD --comment site.lw:" + (i + shift) + " -d 10.0.0." + i + "\nCOMMIT\n")
        .collect(Collectors.joining());
  }

  private static String text(Random random) {
    return random
        .ints(random.nextInt(30), 'a', 'f')
        .mapToObj(it -> Character.toString(it) + "\n")
        .collect(Collectors.joining());
  }

  private String patched(String before, String difference)
      throws IOException, InterruptedException {
    Path file = directory.resolve("x");
    Files.writeString(file, before);
    Process patch =
        new ProcessBuilder("patch", "-s", "-p1")
            .directory(directory.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    patch.getOutputStream().write(difference.getBytes(StandardCharsets.UTF_8));
    patch.getOutputStream().close();
    assertEquals(0, patch.waitFor());
    return Files.exists(file) ? Files.readString(file) : "";
  }
}
