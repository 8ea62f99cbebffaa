package org.labwall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.labwall.compiler.Compilation;
import org.labwall.compiler.Compiler;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.lab.LabBuilder;
import org.labwall.lab.LabPlan;
import org.labwall.lab.LabPlan.Election;
import org.labwall.lab.LabPlanner;
import org.labwall.lab.image.BootKernel;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall lab up}: compiles a source, and boots its routers in namespaces. */
final class LabUpCommand implements Command {
  private static final String USUAL_NAME = "site";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "lab up",
            "Boot the routers of a source in namespaces of this machine, with a client in every"
                + " network and the world behind every way out.",
            "labwall lab up site.lw",
            "labwall lab up site.lw --name try --hosts --firewall nftables")
        .addPositional(Options.source())
        .addOption(
            Options.value(
                    "NAME",
                    "How the lab is called; like the file, or like its directory if that is"
                        + " `site.lw`.",
                    "--name")
                .build())
        .addOption(Options.flag("--hosts", "Let every HOST of the source stand in it, too."))
        .addOption(vm())
        .addOption(Options.kernel())
        .addOption(Options.strict())
        .addOption(Options.date())
        .addOption(Options.firewall());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    String file = arguments.matchedPositionalValue(0, "");
    Diagnostics diagnostics = new Diagnostics();
    Optional<Compilation> compilation =
        Compiler.compile(
            Options.reader(file, console), Options.compilerOptions(arguments), diagnostics);
    console.show(diagnostics);
    if (compilation.isEmpty()) {
      return FOUND;
    }
    LabPlan plan =
        LabPlanner.plan(
            compilation.get().site(),
            arguments.matchedOptionValue("--name", name(file, console)),
            arguments.hasMatchedOption("--hosts"));
    List<Election> undecided =
        LabBuilder.up(
            plan, compilation.get().tree(), virtual(arguments), it -> tell(it + "\n", console));
    for (Election election : undecided) {
      console.complain("labwall: No master of `" + election.instance() + "` was elected.\n");
    }
    console.print(
        "Lab `%s` is up: %d routers, and %d machines around them.\n"
            .formatted(plan.name(), plan.routers().size(), plan.stations().size()));
    return DONE;
  }

  /** {@code --vm}. */
  static OptionSpec vm() {
    return Options.flag(
        "--vm", "Boot the routers as virtual machines, with a kernel of their own.");
  }

  /** The kernel of virtual machines, if these are wanted. */
  static Optional<BootKernel> virtual(ParseResult arguments) throws IOException {
    return arguments.hasMatchedOption("--vm")
        ? Optional.of(BootKernel.find(Options.kernelRoot(arguments), BootKernel.Purpose.VIRTUAL))
        : Optional.empty();
  }

  private static void tell(String line, Console console) {
    try {
      console.complain(console.terminal() ? line : "");
    } catch (IOException nobodyReads) {
      throw new UncheckedIOException(nobodyReads);
    }
  }

  /** The name of a file without its ending; that of its directory where all are called alike. */
  static String name(String file, Console console) {
    Path path = console.path(file).toAbsolutePath().normalize();
    String name = String.valueOf(path.getFileName()).replaceFirst("\\.[^.]*$", "");
    Path directory = path.getParent();
    if (name.equals(USUAL_NAME) && directory != null && directory.getFileName() != null) {
      name = directory.getFileName().toString();
    }
    String plain = name.replaceAll("[^A-Za-z0-9_-]", "-").replaceFirst("^-+", "");
    return plain.isEmpty() ? "lab" : plain.substring(0, Math.min(40, plain.length()));
  }
}
