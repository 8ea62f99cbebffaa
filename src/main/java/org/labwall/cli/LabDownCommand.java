package org.labwall.cli;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.labwall.lab.Lab;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall lab down}: removes a lab, whole or not. */
final class LabDownCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Options.command(
            "lab down",
            "Remove a lab: its processes, its namespaces and its files.",
            "labwall lab down",
            "labwall lab down classic",
            "labwall lab down --all")
        .addPositional(Options.lab())
        .addOption(Options.flag("--all", "Remove all labs."));
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    Optional<String> name = Optional.ofNullable(arguments.matchedPositionalValue(0, null));
    if (!arguments.hasMatchedOption("--all")) {
      console.print("Lab `" + Lab.down(name) + "` is down.\n");
      return DONE;
    }
    if (name.isPresent()) {
      throw new UsageException("`--all` goes without a name.");
    }
    List<String> names = Lab.names();
    for (String each : names) {
      console.print("Lab `" + Lab.down(Optional.of(each)) + "` is down.\n");
    }
    return DONE;
  }
}
