package org.labwall.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.labwall.backend.OutputFile;
import org.labwall.compiler.Compilation;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.lab.image.BootImage;
import org.labwall.lab.image.BootKernel;
import org.labwall.model.Role;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall image}: packs a role with all that it runs on into a file that boots. */
final class ImageCommand implements Command {

  @Override
  public CommandSpec spec() {
    return Options.command(
            "image",
            "Pack a role's files, the programs of Debian that they need and the modules of its"
                + " kernel into an image that the kernel boots from memory.",
            "labwall image site.lw --role master -o rt1.img",
            "labwall image site.lw --role master -o rt1.img --module ixgbe --module igb")
        .addPositional(Options.source())
        .addOption(
            Options.value("ROLE", "Whose image; may be left out where there is one role.", "--role")
                .build())
        .addOption(
            Options.value("FILE", "Where to write it.", "-o", "--output").required(true).build())
        .addOption(Options.kernel())
        .addOption(
            Options.value("NAME", "A kernel module to pack, too; may be repeated.", "--module")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .build())
        .addOption(Options.flag("--uncompressed", "Do not compress the image."))
        .addOption(Options.strict())
        .addOption(Options.date())
        .addOption(Options.firewall());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Compilation> compilation = Options.compile(arguments, console, diagnostics);
    console.show(diagnostics);
    if (compilation.isEmpty()) {
      return FOUND;
    }
    Role role = role(arguments, compilation.get().site().roles());
    List<OutputFile> tree = compilation.get().tree().below(role.name());
    BootKernel kernel = BootKernel.find(Options.kernelRoot(arguments), BootKernel.Purpose.HARDWARE);
    List<String> modules = arguments.matchedOptionValue("--module", List.of());
    Path file = console.path(arguments.matchedOptionValue("--output", ""));
    BootImage.of(role.hostName(), tree, kernel, modules)
        .write(file, !arguments.hasMatchedOption("--uncompressed"));
    console.complain(console.terminal() ? summary(file, kernel) : "");
    return DONE;
  }

  private static String summary(Path file, BootKernel kernel) {
    return file + ": written; boot it with " + kernel.image() + "\n";
  }

  private static Role role(ParseResult arguments, List<Role> roles) {
    List<String> names = roles.stream().map(Role::name).toList();
    if (!arguments.hasMatchedOption("--role") && roles.size() > 1) {
      throw new UsageException(
          "Which role? There are `" + String.join("`, `", names) + "`: say `--role`.");
    }
    String wanted = arguments.matchedOptionValue("--role", names.getFirst());
    Options.checkRole(wanted, names);
    return roles.get(names.indexOf(wanted));
  }
}
