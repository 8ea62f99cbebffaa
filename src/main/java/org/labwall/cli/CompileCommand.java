package org.labwall.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.labwall.backend.OutputDirectory;
import org.labwall.backend.OutputTree;
import org.labwall.backend.OutputWriter;
import org.labwall.compiler.Compilation;
import org.labwall.compiler.Compiler;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.model.Role;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall compile}: writes the files of every role, or compares them with what is there. */
final class CompileCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Options.command(
            "compile",
            "Write every role's files to DIR/ROLE/, all of them or none.",
            "labwall compile site.lw",
            "labwall compile site.lw -o /srv/routers --role backup",
            "labwall compile site.lw -o /srv/routers --check")
        .addPositional(Options.source())
        .addOption(Options.value("DIR", "Where to; `out` by default.", "-o", "--output").build())
        .addOption(Options.role("Only this role's files; may be repeated."))
        .addOption(
            Options.flag(
                "--check", "Write nothing; print how DIR differs and exit with 1 if it does."))
        .addOption(
            Options.flag("--no-proof", "Do not prove that the rules do what the source says."))
        .addOption(
            Options.flag(
                "--fingerprints", "Put fingerprints in the places of secrets, for review."))
        .addOption(Options.secrets())
        .addOption(Options.strict())
        .addOption(Options.date())
        .addOption(Options.firewall());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    Path directory = console.path(arguments.matchedOptionValue("--output", "out"));
    Optional<Compilation> compilation =
        Compiler.compile(
                Options.reader(Options.file(arguments), console),
                Options.compilerOptions(arguments, console)
                    .proving(!arguments.hasMatchedOption("--no-proof")),
                diagnostics)
            .map(it -> arguments.hasMatchedOption("--fingerprints") ? it.shown() : it);
    String result = "";
    String summary = "";
    if (compilation.isPresent()) {
      Selection selection = Selection.of(arguments, compilation.get().site().roles());
      if (arguments.hasMatchedOption("--check")) {
        result = difference(compilation.get(), directory, selection, diagnostics);
      } else {
        summary = write(compilation.get(), directory, selection, diagnostics);
      }
    }
    console.show(diagnostics);
    console.complain(console.terminal() && !diagnostics.hasErrors() ? summary : "");
    console.print(result);
    return diagnostics.hasErrors() || !result.isEmpty() ? FOUND : DONE;
  }

  private static String difference(
      Compilation compilation, Path directory, Selection selection, Diagnostics diagnostics)
      throws IOException {
    Optional<OutputDirectory> present = OutputDirectory.read(directory, diagnostics);
    if (present.isEmpty()) {
      return "";
    }
    return TreeDifference.between(
        present.get(), selection.of(compilation.tree()), selection::includes);
  }

  /** Writes the files; returns a line that says so. */
  private static String write(
      Compilation compilation, Path directory, Selection selection, Diagnostics diagnostics) {
    OutputTree tree = selection.of(compilation.tree());
    boolean changed =
        OutputWriter.write(
            directory,
            tree,
            compilation.manifest().only(selection::includes),
            path -> !selection.includes(path),
            diagnostics);
    return directory
        + ": "
        + (changed ? tree.files().size() + " files written" : "unchanged")
        + "\n";
  }

  /**
   * Which roles' files are meant.
   *
   * @param roles their names; every role, and what belongs to none, where this is empty
   */
  private record Selection(List<String> roles) {

    static Selection of(ParseResult arguments, List<Role> roles) {
      List<String> names = roles.stream().map(Role::name).toList();
      List<String> wanted = arguments.matchedOptionValue("--role", List.of());
      for (String name : wanted) {
        Options.checkRole(name, names);
      }
      return new Selection(wanted);
    }

    boolean includes(String path) {
      return roles.isEmpty() || roles.contains(path.substring(0, path.indexOf('/')));
    }

    OutputTree of(OutputTree all) {
      Predicate<String> wanted = this::includes;
      return OutputTree.of(
          all.files().values().stream().filter(file -> wanted.test(file.path())).toList());
    }
  }
}
