package org.labwall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.labwall.GoldenCase.Outcome;
import org.labwall.backend.Firewall;
import org.labwall.backend.Manifest;
import org.labwall.backend.OutputFile;
import org.labwall.backend.OutputWriter;
import org.labwall.compiler.Compilation;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.Severity;

/**
 * Compiles the sources below golden/ and compares every byte with what lies beside them.
 *
 * <p>{@code ok/CASE/} holds a source and in {@code expected/} the tree that it compiles to, without
 * the MANIFEST: that would change with every version of the compiler, and so it is compared with
 * the tree here. {@code expected-nftables/} holds what is there in place of {@code etc/iptables/}
 * with {@code --firewall nftables}. The script that loads rules is the same everywhere, and lies in
 * {@code common/}, once for each program. {@code bad/CODE-SLUG/} holds a source that earns the
 * diagnostic CODE. Both hold {@code diagnostics.txt} where there are any. {@code -Dgolden.update}
 * rewrites what is expected and fails that run; then the difference is read. {@code
 * -Dgolden.case=NAME} runs the cases of that name alone.
 */
class GoldenTest {
  private static final Path OK = Path.of("golden", "ok");
  private static final Path BAD = Path.of("golden", "bad");
  private static final Path COMMON = Path.of("golden", "common");
  private static final String EXPECTED_FILE =
      "(%s|%s)/.+".formatted(GoldenCase.EXPECTED, GoldenCase.EXPECTED_NFTABLES);
  private static final String LOADER = "/usr/sbin/labwall-firewall";
  private static final boolean UPDATE = System.getProperty("golden.update") != null;
  private static final String ONE = System.getProperty("golden.case", "");

  /** No source earns these; or on no day, as goldens have one. */
  private static final Set<Code> NOT_OF_SOURCES =
      EnumSet.of(
          Code.OUTPUT_DIRECTORY,
          Code.SECRETS_FILE,
          Code.UNDATED,
          Code.LAB,
          Code.FORWARDING_MACHINE,
          Code.SCENARIO,
          Code.PKI,
          Code.RULES_DIFFER,
          Code.UNPROVED,
          Code.RULE_FILE,
          Code.UNKNOWN_RULE,
          Code.RULE_REFERENCE,
          Code.NO_SUCH_ROLE);

  @TestFactory
  Stream<DynamicTest> good() throws IOException {
    return cases(OK, GoldenTest::good);
  }

  @TestFactory
  Stream<DynamicTest> bad() throws IOException {
    return cases(BAD, GoldenTest::bad);
  }

  /** What a case is asked. */
  private interface Check {
    void run(GoldenCase golden) throws IOException;
  }

  private static Stream<DynamicTest> cases(Path parent, Check check) throws IOException {
    return GoldenCase.in(parent).stream()
        .filter(it -> ONE.isEmpty() || it.name().equals(ONE))
        .map(it -> dynamicTest(it.name(), () -> named(it, check)));
  }

  /** Reports show the number of a test, so the message has the name of the case. */
  private static void named(GoldenCase golden, Check check) throws IOException {
    try {
      check.run(golden);
    } catch (AssertionError failure) {
      throw new AssertionError(golden.directory() + ": " + failure.getMessage(), failure);
    }
  }

  @Test
  void everyCodeHasACase() throws IOException {
    List<String> names = GoldenCase.in(BAD).stream().map(GoldenCase::name).toList();
    List<String> missing =
        Arrays.stream(Code.values())
            .filter(code -> !NOT_OF_SOURCES.contains(code))
            .map(code -> code.id() + "-" + code.slug())
            .filter(wanted -> names.stream().noneMatch(name -> name.startsWith(wanted)))
            .toList();
    assertEquals(List.of(), missing, "codes without a case in golden/bad");
  }

  @Test
  void everyExampleIsACase() throws IOException {
    for (GoldenCase example : GoldenCase.in(GoldenCase.EXAMPLES)) {
      assertTrue(Files.isDirectory(OK.resolve(example.name())), example.name());
    }
  }

  @Test
  void everyFileBelongsToACase() throws IOException {
    List<String> orphans = new ArrayList<>();
    for (Path parent : List.of(OK, BAD)) {
      for (GoldenCase golden : GoldenCase.in(parent)) {
        Set<String> sources = golden.compile().sources();
        GoldenCase.files(golden.directory()).keySet().stream()
            .filter(file -> !sources.contains(file) && !file.equals(GoldenCase.DIAGNOSTICS))
            .filter(file -> parent == BAD || !file.matches(EXPECTED_FILE))
            .forEach(file -> orphans.add(golden.directory().resolve(file).toString()));
      }
    }
    Path root = Path.of("golden");
    GoldenCase.files(root).keySet().stream()
        .filter(file -> !file.matches("common/labwall-firewall-\\w+"))
        .filter(file -> Path.of(file).getNameCount() < 3 || !file.matches("(ok|bad)/.*"))
        .forEach(file -> orphans.add(root.resolve(file).toString()));
    assertEquals(List.of(), orphans, "files that no case needs");
  }

  private static void good(GoldenCase golden) throws IOException {
    Outcome outcome = twice(golden, Firewall.IPTABLES);
    SortedMap<String, String> written = written(outcome);
    SortedMap<String, String> ofNftables = ofNftables(golden, written);
    takeLoaders(written, "iptables");
    takeLoaders(ofNftables, "nftables");
    if (UPDATE) {
      update(golden.directory().resolve(GoldenCase.EXPECTED), written);
      update(golden.directory().resolve(GoldenCase.EXPECTED_NFTABLES), ofNftables);
    }
    diagnostics(golden, outcome);
    same(golden, GoldenCase.EXPECTED, written);
    same(golden, GoldenCase.EXPECTED_NFTABLES, ofNftables);
  }

  /**
   * Compares the scripts that load the rules of each role with the one for all, and removes them.
   */
  private static void takeLoaders(SortedMap<String, String> written, String program)
      throws IOException {
    Path common = COMMON.resolve("labwall-firewall-" + program);
    for (String path : List.copyOf(written.keySet())) {
      if (path.endsWith(LOADER)) {
        String script = Optional.ofNullable(written.remove(path)).orElse("");
        if (UPDATE) {
          Files.createDirectories(COMMON);
          Files.writeString(common, script);
        }
        assertEquals(Files.readString(common), script, path);
      }
    }
  }

  /** The filters for nftables and what loads them; no other file tells which program it is for. */
  private static SortedMap<String, String> ofNftables(
      GoldenCase golden, SortedMap<String, String> ofIptables) throws IOException {
    SortedMap<String, String> all = written(twice(golden, Firewall.NFTABLES));
    SortedMap<String, String> filters = new TreeMap<>(all);
    filters.keySet().removeIf(path -> !path.matches(".*/etc/nftables\\.conf|.*" + LOADER));
    all.keySet().removeAll(filters.keySet());
    SortedMap<String, String> others = new TreeMap<>(ofIptables);
    others.keySet().removeIf(path -> path.contains("/etc/iptables/") || path.endsWith(LOADER));
    assertEquals(others, all);
    return filters;
  }

  private static void update(Path expected, SortedMap<String, String> written) throws IOException {
    for (String stale : GoldenCase.files(expected).keySet()) {
      Files.delete(expected.resolve(stale));
    }
    for (var file : written.entrySet()) {
      Path place = expected.resolve(file.getKey());
      Files.createDirectories(place.getParent());
      Files.writeString(place, file.getValue(), StandardCharsets.ISO_8859_1);
    }
  }

  private static void bad(GoldenCase golden) throws IOException {
    Outcome outcome = twice(golden, Firewall.IPTABLES);
    String code = golden.name().substring(0, golden.name().indexOf('-'));
    assertTrue(
        outcome.diagnostics().stream().anyMatch(it -> it.code().id().equals(code)),
        () -> code + " is not among\n" + outcome.text());
    boolean errors = outcome.diagnostics().stream().anyMatch(it -> it.severity() == Severity.ERROR);
    assertEquals(errors, outcome.compilation().isEmpty());
    diagnostics(golden, outcome);
  }

  /** Compiles twice, for nothing may depend on the order of hashes or on the time. */
  private static Outcome twice(GoldenCase golden, Firewall firewall) {
    Outcome first = golden.compile(firewall);
    Outcome second = golden.compile(firewall);
    assertEquals(first.text(), second.text());
    assertEquals(
        first.compilation().map(it -> it.tree().files()),
        second.compilation().map(it -> it.tree().files()));
    return first;
  }

  private static void diagnostics(GoldenCase golden, Outcome outcome) throws IOException {
    String text = outcome.text();
    if (UPDATE) {
      Path file = golden.directory().resolve(GoldenCase.DIAGNOSTICS);
      if (text.isEmpty()) {
        Files.deleteIfExists(file);
      } else {
        Files.writeString(file, text);
      }
      fail("updated");
    }
    assertEquals(golden.expectedDiagnostics(), text);
  }

  private static void same(GoldenCase golden, String directory, SortedMap<String, String> actual)
      throws IOException {
    SortedMap<String, String> expected = GoldenCase.files(golden.directory().resolve(directory));
    for (var file : expected.entrySet()) {
      String present = Optional.ofNullable(actual.get(file.getKey())).orElse("");
      assertEquals(file.getValue(), present, golden.name() + ": " + file.getKey());
    }
    assertEquals(expected.keySet(), actual.keySet(), golden.name());
  }

  /**
   * The tree as the real writer leaves it on a disk in memory, without the MANIFEST, and with
   * fingerprints in the places of secrets.
   */
  private static SortedMap<String, String> written(Outcome outcome) throws IOException {
    Compilation compilation =
        outcome.compilation().orElseThrow(() -> new AssertionError(outcome.text()));
    try (FileSystem memory = Jimfs.newFileSystem(Configuration.unix())) {
      Path out = memory.getPath("out");
      Diagnostics diagnostics = new Diagnostics();
      boolean changed =
          OutputWriter.write(
              out, compilation.tree(), compilation.manifest(), path -> false, diagnostics);
      assertTrue(changed, () -> diagnostics.all().toString());
      SortedMap<String, String> files = new TreeMap<>(GoldenCase.files(out));
      String listed = Optional.ofNullable(files.remove(Manifest.NAME)).orElse("");
      assertEquals(files.keySet(), Manifest.parse(listed).orElseThrow().files().keySet());
      compilation.tree().files().values().stream()
          .filter(OutputFile::isSecret)
          .forEach(file -> files.put(file.path(), file.shown()));
      return files;
    }
  }
}
