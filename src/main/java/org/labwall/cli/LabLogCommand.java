package org.labwall.cli;

import java.io.IOException;
import org.labwall.lab.Lab;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall lab log}: shows what a router and its daemons say. */
final class LabLogCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Options.command(
            "lab log",
            "Show what was said while a router booted, and by its daemons since.",
            "labwall lab log master")
        .addPositional(Options.machine("ROLE", "A role of the source."))
        .addOption(Options.labName());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    Lab lab = Lab.find(Options.labName(arguments));
    console.print(lab.log(arguments.matchedPositionalValue(0, "")));
    return DONE;
  }
}
