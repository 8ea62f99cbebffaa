package org.labwall.cli;

import java.io.IOException;
import java.util.List;
import org.labwall.lab.Foreground;
import org.labwall.lab.Lab;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall lab exec}: runs a program in a machine of a lab. */
final class LabExecCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Options.command(
            "lab exec",
            "Run a program in a machine of a lab; its exit status is that of the program.",
            "labwall lab exec client-staff -- ping -c 1 192.0.2.1",
            "labwall lab exec master -- iptables -vnL",
            "labwall lab exec master -- bash")
        .addPositional(Options.machine("MACHINE", "A role, or another machine of the lab."))
        .addPositional(Options.rest("PROGRAM", "1..*", "The program and its arguments."))
        .addOption(Options.labName());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    List<String> program = arguments.matchedPositionalValue(1, List.of());
    String machine = arguments.matchedPositionalValue(0, "");
    return Foreground.run(Lab.find(Options.labName(arguments)).program(machine, program));
  }
}
