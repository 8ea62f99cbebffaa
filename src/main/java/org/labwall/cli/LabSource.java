package org.labwall.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.labwall.compiler.Compilation;
import org.labwall.lab.LabFiles;
import org.labwall.lab.LabPlan;
import org.labwall.lab.image.BootKernel;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** What the command lines that make labs of a source have in common. */
final class LabSource {
  private static final String USUAL_NAME = "site";

  private LabSource() {}

  /** Adds the source, and how its lab is made. */
  static CommandSpec addTo(CommandSpec spec, String name) {
    return spec.addPositional(Options.source())
        .addOption(Options.value("NAME", name, "--name").build())
        .addOption(
            Options.flag(
                "--vm", "Boot the routers as virtual machines, with a kernel of their own."))
        .addOption(Options.kernel())
        .addOption(
            Options.value(
                    "DIR",
                    "Where the keys of VPN servers are; without it a lab makes its own.",
                    "--pki")
                .build())
        .addOption(Options.secrets())
        .addOption(Options.strict())
        .addOption(Options.date())
        .addOption(Options.firewall());
  }

  /** The files for a lab. */
  static LabFiles files(
      Compilation compilation, LabPlan plan, ParseResult arguments, Console console) {
    Optional<String> pki = Optional.ofNullable(arguments.matchedOptionValue("--pki", null));
    return LabFiles.of(compilation.site(), plan, compilation.tree(), pki.map(console::path));
  }

  /** The kernel of virtual machines, if these are wanted. */
  static Optional<BootKernel> virtual(ParseResult arguments) throws IOException {
    return arguments.hasMatchedOption("--vm")
        ? Optional.of(BootKernel.find(Options.kernelRoot(arguments), BootKernel.Purpose.VIRTUAL))
        : Optional.empty();
  }

  /**
   * The name of the source without its ending; that of its directory where all are called alike.
   */
  static String name(ParseResult arguments, Console console) {
    Path path = console.path(Options.file(arguments)).toAbsolutePath().normalize();
    String name = String.valueOf(path.getFileName()).replaceFirst("\\.[^.]*$", "");
    Path directory = path.getParent();
    if (name.equals(USUAL_NAME) && directory != null && directory.getFileName() != null) {
      name = directory.getFileName().toString();
    }
    String plain = name.replaceAll("[^A-Za-z0-9_-]", "-").replaceFirst("^-+", "");
    return plain.isEmpty() ? "lab" : plain.substring(0, Math.min(40, plain.length()));
  }
}
