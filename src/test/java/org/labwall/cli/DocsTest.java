package org.labwall.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.labwall.compiler.Catalogue;
import org.labwall.diagnostic.Code;

/**
 * Compiles what the documentation shows, and runs its commands.
 *
 * <p>A block of a page that is fenced as {@code labwall} is a source. Further words behind the
 * fence: {@code name=X} names it; {@code after=X} puts it behind the block of that name; {@code
 * file=hosts.lw} makes it a file that the sources of its page include; {@code fails LW012} says
 * that it must have this error, as it must have none otherwise; {@code of=examples/…} that it is
 * that file.
 *
 * <p>A block that is fenced as {@code console} holds commands and what they print; as {@code
 * output}, an excerpt of the generated {@code file=…}. {@code of=X} is their source, a block's name
 * or a file; {@code before=X} one that was compiled earlier. A line {@code …} stands for any lines.
 * What is fenced as {@code lab} is {@link LabDocsIT}'s.
 */
class DocsTest {

  /** What a page lets its commands work on. */
  private record Sources(Map<String, String> named, Map<String, String> files) {

    static Sources of(Page page) {
      Sources sources = new Sources(new LinkedHashMap<>(), new LinkedHashMap<>());
      for (Page.Block block : page.blocks()) {
        if (!block.is("labwall")) {
          continue;
        }
        if (!block.value("file").isEmpty()) {
          sources.files.put(block.value("file"), block.text());
        } else if (!block.value("name").isEmpty()) {
          sources.named.put(block.value("name"), sources.complete(block));
        }
      }
      return sources;
    }

    String complete(Page.Block block) {
      String before = block.value("after");
      return before.isEmpty() ? block.text() : text(before) + block.text();
    }

    String text(String name) {
      String text = named.get(name);
      if (text == null) {
        throw new IllegalArgumentException("no block is named " + name);
      }
      return text;
    }

    /** A directory that holds the source as site.lw, with all that it includes. */
    Workplace workplace(String name) throws IOException {
      return name.contains("/")
          ? Workplace.of(Path.of(name))
          : Workplace.of(name.isEmpty() ? "" : text(name), files);
    }
  }

  @TestFactory
  Stream<DynamicTest> blocks() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Page page : Page.all()) {
      Sources sources = Sources.of(page);
      for (Page.Block block : page.blocks()) {
        tests.add(DynamicTest.dynamicTest(block.place(), () -> check(block, sources)));
      }
    }
    return tests.stream();
  }

  private static void check(Page.Block block, Sources sources) throws IOException {
    if (block.is("labwall") && block.value("file").isEmpty()) {
      checkSource(block, sources);
    } else if (block.is("output")) {
      try (Workplace place = sources.workplace(block.value("of"))) {
        place.run("labwall compile site.lw");
        assertShows(block, place.read("out/" + block.value("file")));
      }
    } else if (block.is("console")) {
      try (Workplace place = sources.workplace(block.value("of"))) {
        if (!block.value("before").isEmpty()) {
          place.runOn(sources.text(block.value("before")), "labwall compile site.lw");
        }
        StringBuilder transcript = new StringBuilder();
        for (String line : block.text().lines().filter(it -> it.startsWith("$ ")).toList()) {
          transcript.append(line).append('\n').append(place.run(line.substring(2)));
        }
        assertShows(block, transcript.toString());
      }
    }
  }

  private static void checkSource(Page.Block block, Sources sources) throws IOException {
    String of = block.value("of");
    if (!of.isEmpty()) {
      assertEquals(Files.readString(Path.of(of)), block.text(), block.place());
    }
    try (Workplace place =
        of.isEmpty()
            ? Workplace.of(sources.complete(block), sources.files())
            : Workplace.of(Path.of(of))) {
      String found = place.run("labwall compile site.lw");
      int fails = block.info().indexOf("fails");
      if (fails < 0) {
        assertTrue(!found.contains("error["), () -> block.place() + "\n" + found);
        assertEquals("0\n", place.run("echo $?"), () -> block.place() + "\n" + found);
      } else {
        String expected = "error[" + block.info().get(fails + 1) + "]";
        assertTrue(found.contains(expected), () -> block.place() + "\n" + found);
      }
    }
  }

  /** A line {@code …} stands for any lines, and at the end of a line for the rest of it. */
  private static String pattern(String line) {
    if (line.equals("…")) {
      return "(?:.*\n)*?";
    }
    return line.endsWith("loss…")
        ? Pattern.quote(line.substring(0, line.length() - 1)) + ".*\n"
        : Pattern.quote(line + "\n");
  }

  /** The block is a part of {@code whole}, in whole lines. */
  static void assertShows(Page.Block block, String whole) {
    String pattern = block.text().lines().map(DocsTest::pattern).reduce("(?m)^", String::concat);
    assertTrue(
        Pattern.compile(pattern).matcher(whole).find(),
        () -> block.place() + " shows\n" + block.text() + "but there is\n" + whole);
  }

  @Test
  void everyCodeIsExplained() throws IOException {
    String page = Page.read(Path.of("docs", "language.md")).text();
    List<String> rows = page.lines().filter(it -> it.startsWith("| LW")).toList();
    List<String> explained =
        rows.stream().map(it -> it.replaceFirst("(\\|[^|]*\\|[^|]*)\\|.*", "$1")).toList();
    List<String> codes =
        Arrays.stream(Code.values())
            .map(it -> "| " + it.id() + " | " + it.severity().name().toLowerCase(Locale.ROOT) + " ")
            .toList();
    assertEquals(codes, explained);
    rows.forEach(row -> assertTrue(row.matches("\\| LW\\d{3} \\| \\w+ \\| .+\\. \\|"), row));
  }

  @Test
  void theLibraryIsListedAsItIs() throws IOException {
    String page = Page.read(Path.of("docs", "language.md")).text();
    Map<String, List<String>> services = new LinkedHashMap<>();
    List<String> macros = new ArrayList<>();
    for (Catalogue.Entry entry : new Catalogue().entries()) {
      switch (entry) {
        case Catalogue.ServiceEntry service ->
            services
                .computeIfAbsent(service.span().file().lineText(1), topic -> new ArrayList<>())
                .add("`" + service.name() + "`");
        case Catalogue.MacroEntry macro ->
            macros.add("| `" + macro.call() + "` | " + macro.documentation() + " |");
      }
    }
    List<String> topics = new ArrayList<>();
    services.forEach(
        (topic, names) ->
            topics.add(topic.replaceAll("^# |\\.$", "") + ": " + String.join(", ", names) + "."));
    String listed =
        between(page, "These are known by name without being declared:\n\n", "\n\n`labwall serv");
    assertEquals(
        topics,
        Arrays.stream(listed.split("(?m)^- ", -1))
            .skip(1)
            .map(it -> it.strip().replaceAll("\\s+", " "))
            .toList());
    assertEquals(macros, between(page, "| what it sets up |\n", "\n\n").lines().skip(1).toList());
  }

  private static String between(String text, String before, String after) {
    int start = text.indexOf(before) + before.length();
    return text.substring(start, text.indexOf(after, start));
  }

  @Test
  void linksLeadSomewhere() throws IOException {
    for (Page page : Page.all()) {
      Path file = Path.of(page.name()).toAbsolutePath();
      Matcher link = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(page.text());
      while (link.find()) {
        Path target = file.resolveSibling(link.group(1));
        assertTrue(Files.exists(target), () -> page.name() + " leads to " + target);
      }
    }
  }

  @TestFactory
  Stream<DynamicTest> examplesAreCanonicalAndWithoutErrors() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (Stream<Path> directories = Files.list(Path.of("examples"))) {
      for (Path directory : directories.sorted().toList()) {
        tests.add(
            DynamicTest.dynamicTest(
                directory.toString(),
                () -> {
                  try (Workplace place = Workplace.of(directory.resolve("site.lw"))) {
                    assertEquals(known(directory), place.run("labwall compile site.lw"));
                    for (String file : place.sources()) {
                      assertEquals("", place.run("labwall fmt --check " + file), file);
                    }
                  }
                }));
      }
    }
    return tests.stream();
  }

  /**
   * What examples are told by design: what 2009 had, slow fail-overs, and days that nobody named.
   */
  private static String known(Path directory) throws IOException {
    Path warnings = Path.of("src/test/resources/examples", directory.getFileName() + ".txt");
    return Files.exists(warnings) ? Files.readString(warnings) : "";
  }
}
