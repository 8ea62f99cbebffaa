package org.labwall.cli;

import java.io.IOException;
import java.util.List;
import org.labwall.compiler.Compiler;
import org.labwall.compiler.Version;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.JsonRenderer;
import org.labwall.diagnostic.SarifRenderer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall check}: reports what is wrong with a source. */
final class CheckCommand implements Command {
  private static final List<String> FORMATS = List.of("text", "json", "sarif");

  @Override
  public CommandSpec spec() {
    return Options.command(
            "check",
            "Report what is wrong with a source, and write nothing.",
            "labwall check site.lw --strict",
            "labwall check site.lw --date 2026-12-31 --expiring 30",
            "labwall check site.lw --format sarif > site.sarif")
        .addPositional(Options.source())
        .addOption(
            Options.value(
                    "FORMAT",
                    "`text`, on standard error; or `json` or `sarif`, on standard output.",
                    "--format")
                .build())
        .addOption(Options.secrets())
        .addOption(Options.strict())
        .addOption(Options.date())
        .addOption(Options.expiring())
        .addOption(Options.firewall());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    String format = Options.format(arguments, FORMATS);
    Diagnostics diagnostics = new Diagnostics();
    Compiler.check(
        Options.reader(arguments.matchedPositionalValue(0, ""), console),
        Options.compilerOptions(arguments, console),
        diagnostics);
    switch (format) {
      case "json" -> console.print(JsonRenderer.render(diagnostics.sorted()));
      case "sarif" -> console.print(SarifRenderer.render(diagnostics.sorted(), Version.current()));
      default -> console.show(diagnostics);
    }
    return diagnostics.hasErrors() ? FOUND : DONE;
  }
}
