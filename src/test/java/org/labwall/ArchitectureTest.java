package org.labwall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The floors and habits of the house, read off the sources. */
class ArchitectureTest {
  private static final Path ROOT = Path.of("src/main/java/org/labwall");
  private static final int LONGEST_FILE = 300;

  /** What each room may import. */
  private static final Map<String, Set<String>> FLOORS =
      Map.ofEntries(
          Map.entry("source", Set.of()),
          Map.entry("address", Set.of()),
          Map.entry("diagnostic", Set.of("source")),
          Map.entry("ast", Set.of("source", "diagnostic")),
          // What is read back must not share a mistake with what wrote it.
          Map.entry("loaded", Set.of("source", "diagnostic", "address")),
          Map.entry("model", Set.of("source", "diagnostic", "ast", "address")),
          Map.entry("parse", Set.of("source", "diagnostic", "ast")),
          Map.entry("expand", Set.of("source", "diagnostic", "ast", "parse")),
          Map.entry("resolve", Set.of("source", "diagnostic", "ast", "address", "model")),
          Map.entry("check", Set.of("source", "diagnostic", "address", "model", "packet")),
          Map.entry("packet", Set.of("source", "address", "model", "project")),
          Map.entry("project", Set.of("source", "address", "model")),
          Map.entry(
              "proof",
              Set.of("source", "diagnostic", "address", "model", "project", "packet", "loaded")),
          Map.entry(
              "flow", Set.of("source", "address", "model", "project", "packet", "loaded", "proof")),
          Map.entry(
              "trace",
              Set.of("source", "diagnostic", "address", "model", "project", "packet", "loaded")),
          Map.entry("filter", Set.of("source", "address", "model", "project", "packet")),
          Map.entry(
              "backend", Set.of("source", "diagnostic", "address", "model", "project", "filter")),
          Map.entry(
              "compiler",
              Set.of(
                  "source",
                  "diagnostic",
                  "ast",
                  "address",
                  "model",
                  "parse",
                  "expand",
                  "resolve",
                  "check",
                  "packet",
                  "project",
                  "filter",
                  "loaded",
                  "proof",
                  "flow",
                  "trace",
                  "backend")),
          Map.entry(
              "lab",
              Set.of(
                  "source",
                  "diagnostic",
                  "address",
                  "model",
                  "project",
                  "packet",
                  "backend",
                  "compiler",
                  "trace",
                  "pki")),
          Map.entry("pki", Set.of("source", "diagnostic", "backend")),
          Map.entry(
              "cli", Set.of("source", "diagnostic", "compiler", "flow", "trace", "lab", "pki")));

  /** What the command line sees besides the compiler, for the compiler's answers are made of it. */
  private static final Set<String> DOORS =
      Set.of(
          "cli -> org.labwall.address.Family",
          "cli -> org.labwall.backend.Firewall",
          "cli -> org.labwall.backend.OutputDirectory",
          "cli -> org.labwall.backend.OutputFile",
          "cli -> org.labwall.backend.OutputTree",
          "cli -> org.labwall.backend.Manifest",
          "cli -> org.labwall.backend.OutputWriter",
          "cli -> org.labwall.backend.PrivateFile",
          "cli -> org.labwall.expand.SecretSources",
          "cli -> org.labwall.expand.SourceReader",
          "cli -> org.labwall.model.Role",
          "cli -> org.labwall.model.Site",
          "cli -> org.labwall.packet.DiagramLimitException",
          "cli -> org.labwall.parse.Formatter");

  private static final Pattern IMPORT =
      Pattern.compile(
          "^import (?:static )?(org\\.labwall\\.([a-z]+)\\.[\\w.]+);", Pattern.MULTILINE);
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "^public (?:final |abstract |sealed |non-sealed )*(?:class|interface|record|enum) (\\w+)",
          Pattern.MULTILINE);
  private static final Pattern VAGUE_NAME = Pattern.compile("\\w*(?:Manager|Utils?|Impl|Helpers?)");

  @Test
  void importsGoDownOnly() throws IOException {
    assertNone(
        text -> {
          List<String> wrong = new ArrayList<>();
          Set<String> below = FLOORS.get(text.room());
          if (below == null) {
            return List.of("has no floor: " + text.room());
          }
          Matcher imported = IMPORT.matcher(text.text());
          while (imported.find()) {
            String room = imported.group(2);
            String door = text.room() + " -> " + imported.group(1);
            if (!room.equals(text.room()) && !below.contains(room) && !DOORS.contains(door)) {
              wrong.add("imports " + imported.group(1));
            }
          }
          return wrong;
        });
  }

  @Test
  void aBackendNeverSeesItsSibling() throws IOException {
    Pattern sibling =
        Pattern.compile("import (?:static )?org\\.labwall\\.backend\\.([a-z]\\w*)\\.");
    assertNone(
        text -> {
          String path = text.path().toString();
          return sibling
              .matcher(text.text())
              .results()
              .filter(it -> path.contains("/backend/") && !path.contains("/" + it.group(1) + "/"))
              .map(it -> "sees its sibling " + it.group(1))
              .toList();
        });
  }

  @Test
  void eachLibraryHasOneRoom() throws IOException {
    assertNone(
        text -> {
          List<String> wrong = new ArrayList<>();
          confine(text, "org.antlr", "parse", wrong);
          confine(text, "org.stringtemplate", "backend", wrong);
          confine(text, "picocli", "cli", wrong);
          confine(text, "me.tongfei", "cli", wrong);
          confine(text, "com.sun.jna", "lab", wrong);
          confine(text, "org.snakeyaml", "lab", wrong);
          return wrong;
        });
  }

  private static void confine(Text text, String library, String room, List<String> wrong) {
    if (text.text().contains("import " + library + ".") && !text.room().equals(room)) {
      wrong.add("imports " + library);
    }
  }

  @Test
  void onlyTheCommandLinePrintsAndExits() throws IOException {
    Pattern talks = Pattern.compile("System\\.(out|err|in|exit)\\b|\\.halt\\(");
    assertNone(
        text ->
            text.room().equals("cli") || text.room().equals("lab")
                ? List.of()
                : talks.matcher(text.text()).results().map(it -> "has " + it.group()).toList());
  }

  @Test
  void filesAreShort() throws IOException {
    assertNone(
        text -> {
          long lines = text.text().lines().count();
          return lines < LONGEST_FILE ? List.of() : List.of("has " + lines + " lines");
        });
  }

  @Test
  void everyPublicTypeSaysWhatItIsForAndHasAName() throws IOException {
    assertNone(
        text -> {
          List<String> wrong = new ArrayList<>();
          Matcher type = PUBLIC_TYPE.matcher(text.text());
          while (type.find()) {
            String before = text.text().substring(0, type.start()).strip();
            String comment = before.substring(Math.max(0, before.lastIndexOf("/**")));
            boolean documented = comment.startsWith("/**") && comment.contains(".");
            if (!documented) {
              wrong.add(type.group(1) + " has no Javadoc sentence");
            }
          }
          String name = text.path().getFileName().toString().replace(".java", "");
          if (VAGUE_NAME.matcher(name).matches()) {
            wrong.add("is named for nothing");
          }
          return wrong;
        });
  }

  @Test
  void everyPackageIsDescribedAndKnowsNoNulls() throws IOException {
    Set<Path> folders = new TreeSet<>();
    for (Text text : texts()) {
      folders.add(text.path().getParent());
    }
    List<String> wrong = new ArrayList<>();
    for (Path folder : folders) {
      Path info = folder.resolve("package-info.java");
      String text = Files.exists(info) ? Files.readString(info) : "";
      if (!text.contains("@NullMarked") || !text.startsWith("/**")) {
        wrong.add(folder.toString());
      }
    }
    assertEquals(List.of(), wrong);
  }

  /**
   * A source file of the compiler.
   *
   * @param path where it lies
   * @param room the package below org.labwall
   * @param text its text
   */
  private record Text(Path path, String room, String text) {}

  private static void assertNone(Function<Text, List<String>> rule) throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Text text : texts()) {
      rule.apply(text).forEach(it -> wrong.add(ROOT.relativize(text.path()) + " " + it));
    }
    assertEquals(List.of(), wrong);
  }

  private static List<Text> texts() throws IOException {
    List<Text> texts = new ArrayList<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).sorted().toList()) {
        String room = ROOT.relativize(file).getName(0).toString();
        texts.add(new Text(file, room, Files.readString(file)));
      }
    }
    assertTrue(texts.size() > 50, "too few sources: " + texts.size());
    return texts;
  }
}
