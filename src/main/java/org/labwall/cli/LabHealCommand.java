package org.labwall.cli;

import java.io.IOException;
import java.util.Optional;
import org.labwall.lab.Failure;
import org.labwall.lab.Lab;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall lab heal}: mends routers that failed. */
final class LabHealCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Options.command(
            "lab heal",
            "Undo the failures of a router, or of all: boot it, start keepalived, mend links.",
            "labwall lab heal",
            "labwall lab heal master")
        .addPositional(
            PositionalParamSpec.builder()
                .type(String.class)
                .paramLabel("ROLE")
                .index("0")
                .arity("0..1")
                .description("A role of the source; all of them where none is named.")
                .build())
        .addOption(Options.labName());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    Optional<String> role = Optional.ofNullable(arguments.matchedPositionalValue(0, null));
    for (Failure failure : Lab.find(Options.labName(arguments)).heal(role)) {
      console.print("`" + failure.role() + "` is mended: " + failure + ".\n");
    }
    return DONE;
  }
}
