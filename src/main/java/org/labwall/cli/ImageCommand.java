package org.labwall.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.labwall.backend.OutputFile;
import org.labwall.compiler.Compilation;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.lab.image.BootDisc;
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
                + " kernel into an image that the kernel boots from memory, or, where FILE ends in"
                + " `.iso`, with the kernel into a CD that boots.",
            "labwall image site.lw --role master -o rt1.img",
            "labwall image site.lw --role master -o rt1.img --module ixgbe --module igb",
            "labwall image site.lw --role master -o rt1.iso --append console=ttyS0")
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
        .addOption(
            Options.value("WORDS", "More words for the kernel's command line on a CD.", "--append")
                .build())
        .addOption(Options.secrets())
        .addOption(Options.strict())
        .addOption(Options.date())
        .addOption(Options.firewall());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    Path file = console.path(arguments.matchedOptionValue("--output", ""));
    boolean disc = String.valueOf(file.getFileName()).endsWith(".iso");
    String words = words(arguments, disc);
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
    BootImage image = BootImage.of(role.hostName(), tree, kernel, modules);
    boolean compressed = !arguments.hasMatchedOption("--uncompressed");
    if (disc) {
      BootDisc.write(file, image, compressed, kernel, words);
    } else {
      image.write(file, compressed);
    }
    String advice = disc ? "" : "; boot it with " + kernel.image();
    console.complain(console.terminal() ? file + ": written" + advice + "\n" : "");
    return DONE;
  }

  /** What `--append` adds; nothing in it may mean anything to GRUB. */
  private static String words(ParseResult arguments, boolean disc) {
    String words = arguments.matchedOptionValue("--append", "");
    if (!disc && !words.isEmpty()) {
      throw new UsageException("`--append` goes with a CD, whose name ends in `.iso`.");
    }
    if (!words.matches("[A-Za-z0-9 _.,:=/@+%-]*")) {
      throw new UsageException("`--append` takes plain words, without quotes.");
    }
    return words;
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
