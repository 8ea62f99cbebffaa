package org.labwall.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.labwall.compiler.Compiler;
import org.labwall.compiler.Flows;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.flow.Matrix;
import org.labwall.model.Role;
import org.labwall.model.Site;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall matrix}: shows what may pass from each network to each. */
final class MatrixCommand implements Command {
  private static final List<String> FORMATS = List.of("text", "csv", "markdown", "html");

  @Override
  public CommandSpec spec() {
    return Options.command(
            "matrix",
            "Show what may pass from each network to each: the services, all, or nothing.",
            "labwall matrix site.lw",
            "labwall matrix site.lw --role master --format html > site.html")
        .addPositional(Options.source())
        .addOption(Options.role("Show this role only; may be repeated."))
        .addOption(
            Options.value("FORMAT", "`text`, `csv`, `markdown` or `html`.", "--format").build())
        .addOption(Options.secrets())
        .addOption(Options.date());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    String format = Options.format(arguments, FORMATS);
    Diagnostics diagnostics = new Diagnostics();
    Optional<Site> site =
        Compiler.site(
            Options.reader(Options.file(arguments), console),
            Options.compilerOptions(arguments, console),
            diagnostics);
    console.show(diagnostics);
    if (site.isEmpty()) {
      return FOUND;
    }
    List<String> names = site.get().roles().stream().map(Role::name).toList();
    List<Matrix> matrices = Flows.matrices(site.get(), Options.roles(arguments, names));
    console.print(
        switch (format) {
          case "csv" -> MatrixText.csv(matrices);
          case "markdown" -> MatrixText.markdown(matrices);
          case "html" -> MatrixText.html(matrices, site.get().source().name());
          default -> MatrixText.plain(matrices);
        });
    return DONE;
  }
}
