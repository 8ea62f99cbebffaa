package org.labwall.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.labwall.cli.Main;

/** Eight processes want the same directory: they follow each other, and none fails. */
@EnabledOnOs(OS.LINUX)
class EightWritersIT {
  private static final int WRITERS = 8;
  private static final int TURNS = 20;

  @TempDir private Path parent;

  @Test
  void allTreesAreWrittenOneAfterTheOther() throws Exception {
    Path out = parent.resolve("out");
    List<Process> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      writers.add(start(Writer.class, out.toString(), "" + i));
    }
    await(writers);
    Map<String, String> there = TestTrees.read(out);
    Set<Map<String, String>> whole = new HashSet<>();
    for (int i = 0; i < WRITERS; i++) {
      whole.add(tree(i));
    }
    assertTrue(whole.contains(there), there.keySet().toString());
    assertEquals(1, names(parent).size(), "nothing is left behind");
  }

  @Test
  void aWriterThatIsKilledLeavesNoLock() throws Exception {
    Path out = parent.resolve("out");
    Process killed = start(Writer.class, out.toString(), "0");
    assertEquals('.', killed.getInputStream().read());
    killed.destroyForcibly();
    assertTrue(killed.waitFor(10, TimeUnit.SECONDS));
    await(List.of(start(Writer.class, out.toString(), "1")));
    assertEquals(tree(1), TestTrees.read(out));
  }

  @Test
  void everyCertificateIsInTheIndex() throws Exception {
    String pki = parent.resolve("pki").toString();
    await(List.of(start(Main.class, "vpn", "pki", "init", "--pki", pki)));
    List<Process> clients = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      clients.add(start(Main.class, "vpn", "pki", "client", "u" + i, "--pki", pki));
    }
    await(clients);
    List<String> index = Files.readAllLines(Path.of(pki, "index.txt"));
    for (int i = 0; i < WRITERS; i++) {
      String subject = "/CN=u" + i;
      assertEquals(1, index.stream().filter(it -> it.endsWith(subject)).count(), subject);
    }
    assertEquals(index.size(), serials(index).size(), "no serial number twice");
  }

  private static Set<String> serials(List<String> index) {
    Set<String> serials = new HashSet<>();
    index.forEach(it -> serials.add(it.split("\t")[3]));
    return serials;
  }

  private static void await(List<Process> processes) throws Exception {
    for (Process process : processes) {
      assertTrue(process.waitFor(120, TimeUnit.SECONDS));
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.exitValue(), said);
    }
  }

  private static Process start(Class<?> program, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }

  private static List<Path> names(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.toList();
    }
  }

  private static Map<String, String> tree(int which) {
    Map<String, String> tree = new TreeMap<>();
    for (int i = 0; i < 20; i++) {
      tree.put("role" + i % 3 + "/etc/" + which + "/" + i, (which + " " + i + "\n").repeat(500));
    }
    return tree;
  }

  /** Writes its tree again and again. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws IOException {
      for (int i = 0; i < TURNS; i++) {
        TestTrees.write(Disk.REAL, Path.of(arguments[0]), tree(Integer.parseInt(arguments[1])));
        System.out.write('.');
        System.out.flush();
      }
    }
  }
}
