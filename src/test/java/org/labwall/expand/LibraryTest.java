package org.labwall.expand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.labwall.ast.Statement;
import org.labwall.ast.Statement.Naming;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.parse.Parser;
import org.labwall.source.SourceFile;

class LibraryTest {
  private final Library library = Library.standard();

  @Test
  void findsOneByOneWhatTheParserFindsInWholeFiles() throws IOException {
    TreeSet<String> services = new TreeSet<>();
    TreeSet<String> macros = new TreeSet<>();
    for (Path file : files()) {
      for (Statement statement : parse(file)) {
        if (statement instanceof Statement.Macro whole) {
          assertEquals(
              whole.toString(), library.macro(whole.name().text()).orElseThrow().toString());
          macros.add(whole.name().text());
        } else {
          Naming whole = (Naming) statement;
          assertEquals(
              whole.toString(), library.service(whole.name().text()).orElseThrow().toString());
          services.add(whole.name().text());
        }
      }
    }
    assertEquals(services, new TreeSet<>(library.services()));
    assertEquals(macros, new TreeSet<>(library.macros()));
  }

  @Test
  void everyFileHasATopicAndEveryDeclarationSaysWhatItIsFor() throws IOException {
    for (Path file : files()) {
      List<String> lines = Files.readAllLines(file);
      assertTrue(lines.get(0).matches("# [A-Z].*\\.") && lines.get(1).isEmpty(), file.toString());
      for (Statement statement : parse(file)) {
        String said = Library.documentation(statement);
        assertTrue(said.matches("[A-Z].*\\."), () -> statement.span() + ": " + said);
      }
    }
  }

  @Test
  void everyByteIsACharacter() throws IOException {
    for (Path file : files()) {
      assertTrue(Files.readString(file).chars().allMatch(it -> it < 0x80), file.toString());
    }
  }

  @Test
  void noNameStandsTwice() throws IOException {
    List<String> names = new ArrayList<>();
    for (Path file : files()) {
      for (Statement statement : parse(file)) {
        names.add(name(statement));
      }
    }
    assertEquals(new ArrayList<>(new LinkedHashSet<>(names)), names);
  }

  @Test
  void theGoldenCaseCallsEveryMacro() throws IOException {
    String site = Files.readString(Path.of("golden", "ok", "library", "site.lw"));
    List<String> calls =
        Pattern.compile("(?m)^(\\w+)\\(").matcher(site).results().map(it -> it.group(1)).toList();
    assertEquals(new TreeSet<>(library.macros()), new TreeSet<>(calls));
  }

  @Test
  void aDeclarationIsTheSameEachTime() {
    assertSame(library.service("ssh").orElseThrow(), library.service("ssh").orElseThrow());
  }

  @Test
  void whatItDoesNotHaveIsNotThere() {
    assertEquals(Optional.empty(), library.service("no-such-service"));
    assertEquals(Optional.empty(), library.service(""));
  }

  private static String name(Statement statement) {
    return statement instanceof Statement.Macro macro
        ? macro.name().text()
        : ((Naming) statement).name().text();
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("stdlib"))) {
      return files.sorted().toList();
    }
  }

  private static List<Statement> parse(Path file) throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    List<Statement> statements =
        Parser.parse(SourceFile.of(file.toString(), Files.readString(file)), diagnostics);
    assertFalse(diagnostics.hasErrors(), file.toString());
    return statements;
  }
}
