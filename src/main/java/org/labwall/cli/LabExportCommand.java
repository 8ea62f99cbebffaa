package org.labwall.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.labwall.backend.Manifest;
import org.labwall.backend.OutputTree;
import org.labwall.backend.OutputWriter;
import org.labwall.compiler.Compilation;
import org.labwall.compiler.Version;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.lab.LabPlan;
import org.labwall.lab.LabPlanner;
import org.labwall.lab.vm.ThisMachine;
import org.labwall.lab.vm.VdeExport;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall lab export}: writes what somebody needs who runs the lab himself. */
final class LabExportCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Options.command(
            "lab export",
            "Write the switch of a lab of virtual machines, a command line of QEMU for each role,"
                + " and the bridge that joins them with a physical network.",
            "labwall lab export site.lw --vde -o lab")
        .addPositional(Options.source())
        .addOption(Options.value("DIR", "Where to; `lab` by default.", "-o", "--output").build())
        .addOption(Options.flag("--vde", "For a switch of VDE, the one kind that there is."))
        .addOption(Options.secrets())
        .addOption(Options.strict())
        .addOption(Options.date());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    if (!arguments.hasMatchedOption("--vde")) {
      throw new UsageException("For what? There is `--vde`.");
    }
    Path directory = console.path(arguments.matchedOptionValue("--output", "lab"));
    Diagnostics diagnostics = new Diagnostics();
    Optional<Compilation> compilation = Options.compile(arguments, console, diagnostics);
    if (compilation.isPresent()) {
      ThisMachine.read().warning(compilation.get().site()).ifPresent(diagnostics::add);
      LabPlan plan =
          LabPlanner.plan(compilation.get().site(), LabSource.name(arguments, console), false);
      OutputTree tree = OutputTree.of(VdeExport.files(plan));
      Manifest manifest = Manifest.of(Version.current(), compilation.get().sources(), tree);
      OutputWriter.write(directory, tree, manifest, path -> false, diagnostics);
    }
    console.show(diagnostics);
    return diagnostics.hasErrors() ? FOUND : DONE;
  }
}
