package org.labwall.cli;

import java.io.IOException;
import java.util.List;
import org.labwall.lab.Failure;
import org.labwall.lab.Failure.How;
import org.labwall.lab.Lab;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall lab fail}: lets a router fail. */
final class LabFailCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Options.command(
            "lab fail",
            "Let a router fail: without power, which is how it fails where nothing is said;"
                + " without keepalived; or without the link of an interface.",
            "labwall lab fail master",
            "labwall lab fail master --how daemon",
            "labwall lab fail master --how link eth1")
        .addPositional(Options.machine("ROLE", "A role of the source."))
        .addPositional(Options.rest("IFACE", "0..1", "The interface whose link fails."))
        .addOption(Options.value("KIND", "`power`, `daemon` or `link`.", "--how").build())
        .addOption(Options.labName());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    String word = arguments.matchedOptionValue("--how", How.POWER.word());
    How how =
        How.of(word)
            .orElseThrow(
                () ->
                    new UsageException(
                        "Unknown failure `" + word + "`. There are `power`, `daemon` and `link`."));
    List<String> devices = arguments.matchedPositionalValue(1, List.of());
    if ((how == How.LINK) != !devices.isEmpty()) {
      throw new UsageException("An interface goes with `--how link`, and only with that.");
    }
    String role = arguments.matchedPositionalValue(0, "");
    Failure failure = new Failure(role, how, devices.stream().findFirst());
    Lab.find(Options.labName(arguments)).fail(failure);
    console.print("`" + role + "` fails: " + failure + ".\n");
    return DONE;
  }
}
