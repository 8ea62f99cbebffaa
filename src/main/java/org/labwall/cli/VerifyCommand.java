package org.labwall.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.labwall.compiler.Compiler;
import org.labwall.compiler.RuleFiles;
import org.labwall.compiler.Verification;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.JsonRenderer;
import org.labwall.model.Role;
import org.labwall.model.Site;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall verify}: proves that files of rules do what a source says. */
final class VerifyCommand implements Command {
  private static final List<String> FORMATS = List.of("text", "json");

  @Override
  public CommandSpec spec() {
    return Options.command(
            "verify",
            "Prove that the rules in a directory do with every packet what a source says, or show"
                + " a packet with which they do not.",
            "labwall verify site.lw",
            "labwall verify site.lw fetched --role master")
        .addPositional(Options.source())
        .addPositional(
            PositionalParamSpec.builder()
                .type(String.class)
                .paramLabel("DIR")
                .index("1")
                .arity("0..1")
                .description(
                    "Where the roles' files lie, as `compile` writes them; `out` by default.")
                .build())
        .addOption(
            Options.value("ROLE", "Verify this role only; may be repeated.", "--role")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .build())
        .addOption(
            Options.value(
                    "FORMAT",
                    "`text`, on standard error; or `json`, on standard output.",
                    "--format")
                .build())
        .addOption(Options.secrets())
        .addOption(Options.date());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    String format = arguments.matchedOptionValue("--format", FORMATS.getFirst());
    if (!FORMATS.contains(format)) {
      throw new UsageException("Unknown format `" + format + "`. There are `text` and `json`.");
    }
    Diagnostics diagnostics = new Diagnostics();
    Optional<Site> site =
        Compiler.check(
            Options.reader(Options.file(arguments), console),
            Options.compilerOptions(arguments, console),
            diagnostics);
    List<String> verified = new ArrayList<>();
    if (site.isPresent()) {
      verified = verify(site.get(), arguments, console, diagnostics);
    }
    if (format.equals("json")) {
      console.print(JsonRenderer.render(diagnostics.sorted()));
    } else {
      console.show(diagnostics);
      if (!diagnostics.hasErrors()) {
        console.print(String.join(", ", verified) + ": the rules do what the source says\n");
      }
    }
    return diagnostics.hasErrors() ? FOUND : DONE;
  }

  private static List<String> verify(
      Site site, ParseResult arguments, Console console, Diagnostics diagnostics)
      throws IOException {
    List<String> names = site.roles().stream().map(Role::name).toList();
    List<String> wanted = arguments.matchedOptionValue("--role", names);
    for (String name : wanted) {
      Options.checkRole(name, names);
    }
    RuleFiles files = RuleFiles.in(console.path(arguments.matchedPositionalValue(1, "out")));
    new Verification(files, diagnostics).verify(site, wanted);
    return wanted;
  }
}
