package org.labwall.editors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.labwall.editors.Expectation.Case;
import org.labwall.parse.RepositorySources;

/** The editors colour what the tests say, and every source as the parser reads it. */
class HighlightTest {
  private static final Path EDITORS = Path.of("editors").toAbsolutePath();
  private static final Path TEXTMATE = EDITORS.resolve("node_modules/.bin/vscode-tmgrammar-test");
  private static final List<String> VIM =
      List.of(
          "vim",
          "-es",
          "-N",
          "-n",
          "-u",
          "NONE",
          "-i",
          "NONE",
          "--cmd",
          "set encoding=utf-8 runtimepath^=" + EDITORS.resolve("vim"),
          "-c",
          "filetype plugin on | syntax on",
          "-c",
          "source " + EDITORS.resolve("test/colours.vim"));

  @TempDir private Path folder;

  @Test
  void textMateColoursAsTheTestsSay() throws Exception {
    assertTextMateAccepts(testFiles());
  }

  @Test
  void textMateColoursAsTheParserReads() throws Exception {
    List<Path> files = new ArrayList<>();
    for (Path source : RepositorySources.all()) {
      Path file = folder.resolve(files.size() + ".lw");
      Files.writeString(
          file, withAssertions(source, Expectation.ofParser(Files.readString(source))));
      files.add(file);
    }
    assertTextMateAccepts(files);
  }

  @Test
  void vimColoursAsTheTestsSay() throws Exception {
    List<Case> cases = new ArrayList<>();
    for (Path file : testFiles()) {
      cases.add(Expectation.readAssertions(file));
    }
    assertVimAgrees(cases);
  }

  @Test
  void vimColoursAsTheParserReads() throws Exception {
    List<Case> cases = new ArrayList<>();
    for (Path source : RepositorySources.all()) {
      cases.add(Expectation.ofParser(Files.readString(source)));
    }
    assertVimAgrees(cases);
  }

  private static List<Path> testFiles() throws IOException {
    try (Stream<Path> files = Files.list(EDITORS.resolve("test"))) {
      return files.filter(file -> file.toString().endsWith(".lw")).sorted().toList();
    }
  }

  private static String withAssertions(Path source, Case all) {
    StringBuilder text = new StringBuilder("# SYNTAX TEST \"source.labwall\" \"" + source + "\"\n");
    int number = 0;
    for (String line : all.text().lines().toList()) {
      int here = number++;
      text.append(line).append('\n');
      all.all().stream()
          .filter(it -> it.line() == here)
          .forEach(it -> text.append(it.asAssertion()).append('\n'));
    }
    return text.toString();
  }

  private static void assertTextMateAccepts(List<Path> files) throws Exception {
    assumeTrue(
        Files.exists(TEXTMATE), "no npm, or `npm ci` in editors/ could not load its packages");
    List<String> command = new ArrayList<>(List.of(TEXTMATE.toString(), "--compact"));
    files.forEach(file -> command.add(file.toString()));
    Run run = run(EDITORS, command);
    assertEquals(0, run.status(), run.output());
  }

  /** Vim, which is slow, is asked for the first or the last character of expectations in turn. */
  private void assertVimAgrees(List<Case> cases) throws Exception {
    assumeTrue(isThere("vim"), "no vim");
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      String file = i + ".lw";
      Files.writeString(folder.resolve(file), cases.get(i).text());
      for (Expectation it : cases.get(i).all()) {
        int character = places.size() % 2 == 0 ? 1 : it.length();
        places.add(new Place(file, it.line() + 1, it.column() + character, it));
      }
    }
    Files.write(folder.resolve("places"), places.stream().map(Place::asked).toList());
    Run run = run(folder, VIM);
    assertEquals(0, run.status(), run.output());
    List<String> answers = Files.readAllLines(folder.resolve("colours"));
    assertEquals(places.size(), answers.size());
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < answers.size(); i++) {
      List<String> groups = List.of(answers.get(i).split(" "));
      if (!places.get(i).expected().agreesWith(groups)) {
        wrong.add(places.get(i) + " has " + groups);
      }
    }
    assertEquals("", String.join("\n", wrong));
  }

  private record Place(String file, int line, int character, Expectation expected) {
    String asked() {
      return file + " " + line + " " + character;
    }
  }

  private record Run(int status, String output) {}

  private static Run run(Path folder, List<String> command) throws Exception {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Run(process.waitFor(), output);
  }

  private static boolean isThere(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }
}
