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
import org.labwall.parse.NetworkList;
import org.labwall.parse.Parser;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/**
 * Makes one list of statements of a source and the files that it includes: constants replaced,
 * settings, includes, macros and their calls gone.
 */
public final class Expander {
  /** How deep files may include each other. */
  private static final int DEEPEST = 50;

  /** How deep blocks may lie in each other once includes and calls are in their places. */
  private static final int DEEPEST_BLOCK = 100;

  /** How many includes there may be, for files that include others twice are soon without end. */
  private static final int MOST = 10_000;

  private final SourceReader reader;
  private final Secrets secrets;
  private final Diagnostics diagnostics;
  private final Allowance allowance;
  private final Calls calls;
  private final SourceFile main;

  /** The files that are being read, the innermost first. */
  private final Deque<SourceFile> reading = new ArrayDeque<>();

  /** The statements whose blocks are being expanded, the innermost first. */
  private final Deque<Statement> blocks = new ArrayDeque<>();

  private int includes;

  private Expander(
      SourceFile main,
      SourceReader reader,
      Library library,
      Secrets secrets,
      Diagnostics diagnostics) {
    this.main = main;
    this.reader = reader;
    this.secrets = secrets;
    this.diagnostics = diagnostics;
    this.allowance = new Allowance(diagnostics);
    this.calls = new Calls(library, allowance, diagnostics);
  }

  /** The statements of {@code main} where no secret comes from outside of the sources. */
  public static List<Statement> expand(
      SourceFile main, SourceReader reader, Library library, Diagnostics diagnostics) {
    return expand(main, reader, library, Secrets.NONE, diagnostics);
  }

  /**
   * The statements of {@code main}, which may call the macros of {@code library}, too, and have
   * {@code secrets} where these are expected.
   */
  public static List<Statement> expand(
      SourceFile main,
      SourceReader reader,
      Library library,
      Secrets secrets,
      Diagnostics diagnostics) {
    Expander expander = new Expander(main, reader, library, secrets, diagnostics);
    List<Statement> out = new ArrayList<>();
    Scope scope = Scope.outside();
    expander.reading.push(main);
    expander.statements(Parser.parse(main, diagnostics), scope, out);
    expander.calls.reportUnknown();
    expander.reportUnused(scope);
    return out;
  }

  private void statements(List<Statement> statements, Scope scope, List<Statement> out) {
    WordExpander words = new WordExpander(scope, secrets, allowance, diagnostics);
    StatementExpander expander =
        new StatementExpander(words, diagnostics, (head, list) -> block(head, list, scope));
    for (Statement statement : statements) {
      if (scope.call().isPresent() && !allowance.coversStatement(words.place(statement.span()))) {
        return;
      }
      switch (statement) {
        case Statement.Setting setting ->
            scope.constants().set((Statement.Setting) expander.expand(setting), diagnostics);
        case Statement.Include include ->
            include((Statement.Include) expander.expand(include), scope, out);
        case Statement.Macro macro -> scope.macros().declare(new Macro(macro, scope), diagnostics);
        case Statement.Call call -> call((Statement.Call) expander.expand(call), scope, out);
        case Statement.Activation activation ->
            misplaced((Statement.Activation) expander.expand(activation));
        default -> out.add(expander.expand(statement));
      }
    }
  }

  private List<Statement> block(Statement head, List<Statement> statements, Scope outer) {
    List<Statement> out = new ArrayList<>();
    if (blocks.size() == DEEPEST_BLOCK && !statements.isEmpty()) {
      diagnostics.add(
          statements.getFirst().span().in(outer.call()),
          Code.DEEP_NESTING,
          "Blocks lie more than " + DEEPEST_BLOCK + " deep in each other.");
      return out;
    }
    Scope scope = outer.inside();
    blocks.push(head);
    statements(statements, scope, out);
    blocks.pop();
    reportUnused(scope);
    return out;
  }

  private void misplaced(Statement.Activation activation) {
    String word = activation.active() ? "enable" : "disable";
    diagnostics.add(
        Diagnostic.at(
                activation.span(),
                Code.MISPLACED_STATEMENT,
                "`"
                    + word
                    + "` stands in the file of a guest, as VS-Tools has it, and nowhere else.")
            .hint("`HOST www 10.0.1.5 { INCLUDE \"www/firewall.conf\" }` includes such a file."));
  }

  /** After an error nobody knows what the rest of the source uses. */
  private void reportUnused(Scope scope) {
    if (!diagnostics.hasErrors()) {
      scope.reportUnused(main, diagnostics);
    }
  }

  private void call(Statement.Call call, Scope scope, List<Statement> out) {
    Optional<Macro> found = calls.enter(call, scope);
    if (found.isEmpty()) {
      return;
    }
    Macro macro = found.get();
    Scope inside = macro.calledAt(call.span());
    WordExpander words = new WordExpander(inside, secrets, allowance, diagnostics);
    if (Arguments.of(macro, call, diagnostics).bind(inside.constants(), words)) {
      statements(macro.block(), inside, out);
      if (macro.calls() == 1) {
        reportUnused(inside);
      }
    }
    calls.leave();
  }

  private void include(Statement.Include include, Scope scope, List<Statement> out) {
    Span place = include.file().span();
    Optional<SourceFile> file =
        reader.include(place.file(), include.file().text(), place, diagnostics);
    if (file.isEmpty()) {
      return;
    }
    if (reading.stream().anyMatch(open -> open.name().equals(file.get().name()))) {
      diagnostics.add(place, Code.INCLUDE_CYCLE, "`" + file.get().name() + "` includes itself.");
      return;
    }
    if (reading.size() > DEEPEST || ++includes > MOST) {
      diagnostics.add(
          place,
          Code.DEEP_NESTING,
          reading.size() > DEEPEST
              ? "Files include each other more than " + DEEPEST + " deep."
              : "These are more than " + MOST + " included files.");
      return;
    }
    reading.push(file.get());
    statements(included(file.get(), place, scope), scope, out);
    reading.pop();
  }

  /** What an included file says where it is included; files of VS-Tools are told by their text. */
  private List<Statement> included(SourceFile file, Span place, Scope scope) {
    if (NetworkList.isOne(file)) {
      return networks(file, place, scope.constants());
    }
    List<Statement> statements = parsed(file);
    Optional<GuestFile> guest = GuestFile.of(file, statements);
    boolean ofHost = blocks.peek() instanceof Statement.Naming;
    return guest
        .map(it -> ofHost ? it.inHost(place, diagnostics) : it.elsewhere(place, diagnostics))
        .orElse(statements);
  }

  /** The statements of a file, whatever is wrong with others. */
  private List<Statement> parsed(SourceFile file) {
    Diagnostics own = new Diagnostics();
    List<Statement> statements = Parser.parse(file, own);
    diagnostics.addAll(own);
    return statements;
  }

  private List<Statement> networks(SourceFile file, Span place, Constants constants) {
    if (blocks.peek() instanceof Statement.Naming || blocks.peek() instanceof Statement.Scope) {
      diagnostics.add(
          place,
          Code.MISPLACED_STATEMENT,
          "`" + file + "` declares networks, which no block of rules can hold.");
      return List.of();
    }
    if (constants.value(NetworkList.DEVICE).isEmpty()) {
      diagnostics.add(
          Diagnostic.at(
                  place,
                  Code.UNDEFINED_CONSTANT,
                  "The VLANs of `"
                      + file
                      + "` lie on `"
                      + NetworkList.DEVICE
                      + "`, which is not defined.")
              .hint(
                  "Write `"
                      + NetworkList.DEVICE
                      + "=eth0` before the `INCLUDE`, as in VS-Tools' create.conf."));
      return List.of();
    }
    return NetworkList.parse(file, constants::value, diagnostics);
  }
}
