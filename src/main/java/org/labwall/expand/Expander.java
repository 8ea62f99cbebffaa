package org.labwall.expand;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.labwall.ast.Statement;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.parse.Parser;
import org.labwall.source.SourceFile;

/**
 * Makes one list of statements of a source and the files that it includes: constants replaced,
 * settings and includes gone.
 */
public final class Expander {
  /** How deep files may include each other. */
  private static final int DEEPEST = 50;

  /** How many includes there may be, for files that include others twice are soon without end. */
  private static final int MOST = 10_000;

  private final SourceReader reader;
  private final Diagnostics diagnostics;

  /** The files that are being read, the innermost first. */
  private final Deque<SourceFile> reading = new ArrayDeque<>();

  private int includes;

  private Expander(SourceReader reader, Diagnostics diagnostics) {
    this.reader = reader;
    this.diagnostics = diagnostics;
  }

  /** The statements of {@code main}. */
  public static List<Statement> expand(
      SourceFile main, SourceReader reader, Diagnostics diagnostics) {
    Expander expander = new Expander(reader, diagnostics);
    List<Statement> out = new ArrayList<>();
    Constants constants = new Constants(null);
    expander.file(main, constants, out);
    constants.reportUnused(main, diagnostics);
    return out;
  }

  private void file(SourceFile file, Constants constants, List<Statement> out) {
    reading.push(file);
    statements(Parser.parse(file, diagnostics), constants, out);
    reading.pop();
  }

  private void statements(List<Statement> statements, Constants constants, List<Statement> out) {
    StatementExpander expander =
        new StatementExpander(
            new WordExpander(constants, diagnostics), diagnostics, list -> block(list, constants));
    for (Statement statement : statements) {
      switch (statement) {
        case Statement.Setting setting ->
            constants.set((Statement.Setting) expander.expand(setting), diagnostics);
        case Statement.Include include ->
            include((Statement.Include) expander.expand(include), constants, out);
        default -> out.add(expander.expand(statement));
      }
    }
  }

  private List<Statement> block(List<Statement> statements, Constants outer) {
    List<Statement> out = new ArrayList<>();
    Constants constants = new Constants(outer);
    statements(statements, constants, out);
    constants.reportUnused(reading.getLast(), diagnostics);
    return out;
  }

  private void include(Statement.Include include, Constants constants, List<Statement> out) {
    Optional<SourceFile> file =
        reader.include(
            reading.element(), include.file().text(), include.file().span(), diagnostics);
    if (file.isEmpty()) {
      return;
    }
    if (reading.stream().anyMatch(open -> open.name().equals(file.get().name()))) {
      diagnostics.add(
          Diagnostic.at(
              include.file().span(),
              Code.INCLUDE_CYCLE,
              "`" + file.get().name() + "` includes itself."));
      return;
    }
    if (reading.size() > DEEPEST || ++includes > MOST) {
      diagnostics.add(
          include.file().span(),
          Code.DEEP_NESTING,
          reading.size() > DEEPEST
              ? "Files include each other more than " + DEEPEST + " deep."
              : "These are more than " + MOST + " included files.");
      return;
    }
    file(file.get(), constants, out);
  }
}
