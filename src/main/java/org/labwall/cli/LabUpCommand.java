package org.labwall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.labwall.compiler.Compilation;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.lab.Lab;
import org.labwall.lab.LabBuilder;
import org.labwall.lab.LabPlan;
import org.labwall.lab.LabPlan.Election;
import org.labwall.lab.LabPlanner;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall lab up}: compiles a source, and boots its routers in namespaces. */
final class LabUpCommand implements Command {
  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "lab up",
            "Boot the routers of a source in namespaces of this machine, with a client in every"
                + " network and the world behind every way out.",
            "labwall lab up site.lw",
            "labwall lab up site.lw --name try --hosts --firewall nftables");
    return LabSource.addTo(
            spec,
            "How the lab is called; like the file, or like its directory if that is `site.lw`.")
        .addOption(Options.flag("--hosts", "Let every HOST of the source stand in it, too."));
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Compilation> compilation = Options.compile(arguments, console, diagnostics);
    console.show(diagnostics);
    if (compilation.isEmpty()) {
      return FOUND;
    }
    LabPlan plan =
        LabPlanner.plan(
            compilation.get().site(),
            arguments.matchedOptionValue("--name", LabSource.name(arguments, console)),
            arguments.hasMatchedOption("--hosts"));
    List<Election> undecided =
        LabBuilder.up(
            plan,
            LabSource.files(compilation.get(), plan, arguments, console),
            LabSource.virtual(arguments),
            it -> tell(it + "\n", console));
    for (Election election : undecided) {
      console.complain("labwall: No master of `" + election.instance() + "` was elected.\n");
    }
    console.print(
        "Lab `%s` is up: %d routers, and %d machines around them.\n"
            .formatted(plan.name(), plan.routers().size(), plan.stations().size()));
    console.print(LabStatusCommand.keys(Lab.find(Optional.of(plan.name()))));
    return DONE;
  }

  private static void tell(String line, Console console) {
    try {
      console.complain(console.terminal() ? line : "");
    } catch (IOException nobodyReads) {
      throw new UncheckedIOException(nobodyReads);
    }
  }
}
