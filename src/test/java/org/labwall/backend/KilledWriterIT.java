package org.labwall.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Kills a process that replaces one real tree by another again and again. */
@EnabledOnOs(OS.LINUX)
@Execution(ExecutionMode.CONCURRENT)
class KilledWriterIT {
  private static final int KILLS = 20;
  private static final long SEED = 20090923;

  @TempDir private Path parent;

  @Test
  void theOldOrTheNewIsThereWhole() throws Exception {
    Path out = parent.resolve("out");
    Random random = new Random(SEED);
    int[] found = new int[2];
    TestTrees.write(Disk.REAL, out, tree(0));
    for (int kill = 0; kill < KILLS; kill++) {
      Process writer = start(out);
      // It says when a turn begins, once it is warm.
      assertEquals('.', writer.getInputStream().read());
      long begin = System.nanoTime();
      assertEquals('.', writer.getInputStream().read());
      long turn = System.nanoTime() - begin;
      TimeUnit.NANOSECONDS.sleep((long) (random.nextDouble() * 4 * turn));
      writer.destroyForcibly();
      assertTrue(writer.waitFor(10, TimeUnit.SECONDS));
      Map<String, String> there = TestTrees.read(out);
      int which = there.equals(tree(0)) ? 0 : 1;
      assertEquals(tree(which), there, "after kill " + kill);
      found[which]++;
    }
    assertTrue(found[0] > 0 && found[1] > 0, found[0] + " and " + found[1]);
    TestTrees.write(Disk.REAL, out, Map.of("a/b", "c\n"));
    try (Stream<Path> left = Files.list(parent)) {
      assertEquals(1, left.count(), "nothing is left behind");
    }
  }

  private static Process start(Path out) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Writer.class.getName(),
            out.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static Map<String, String> tree(int which) {
    Map<String, String> tree = new TreeMap<>();
    for (int i = 0; i < 40; i++) {
      tree.put("role" + i % 3 + "/etc/" + which + "/" + i, (which + " " + i + "\n").repeat(500));
    }
    return tree;
  }

  /** The process that is killed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) {
      for (int turn = 0; ; turn++) {
        if (turn >= 3) {
          System.out.print('.');
          System.out.flush();
        }
        TestTrees.Outcome outcome = TestTrees.write(Disk.REAL, Path.of(args[0]), tree(turn % 2));
        if (!outcome.diagnostics().isEmpty()) {
          throw new AssertionError(outcome.diagnostics());
        }
      }
    }
  }
}
