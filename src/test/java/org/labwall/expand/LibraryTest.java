package org.labwall.expand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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
  void aDeclarationIsTheSameEachTime() {
    assertSame(library.service("ssh").orElseThrow(), library.service("ssh").orElseThrow());
  }

  @Test
  void whatItDoesNotHaveIsNotThere() {
    assertEquals(Optional.empty(), library.service("no-such-service"));
    assertEquals(Optional.empty(), library.service(""));
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
