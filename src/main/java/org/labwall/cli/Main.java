package org.labwall.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.labwall.compiler.Version;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.Similar;
import org.labwall.lab.LabException;
import org.labwall.packet.DiagramLimitException;
import org.labwall.pki.PkiException;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Starts the compiler from a shell. */
public final class Main {
  /** What a bug of ours exits with: EX_SOFTWARE of sysexits(3). */
  private static final int BUG = 70;

  private static final List<String> HELP = List.of("-h", "--help", "help");

  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    Runtime.getRuntime().halt(run(args, Console.ofProcess()));
  }

  /** Runs one command; returns the exit code, whatever happens. */
  static int run(String[] args, Console console) {
    try {
      return dispatch(args, console);
    } catch (IOException failure) {
      return complain("Cannot write: " + failure.getMessage(), Command.FOUND, console);
    } catch (DiagramLimitException tooLarge) {
      return complain(String.valueOf(tooLarge.getMessage()), Command.FOUND, console);
    } catch (CompletionException ofOtherThread) {
      return report(Objects.requireNonNullElse(ofOtherThread.getCause(), ofOtherThread), console);
    } catch (Throwable bug) {
      return report(bug, console);
    }
  }

  private static int dispatch(String[] args, Console console) throws IOException {
    if (args.length == 0) {
      console.complain(help());
      return Command.USAGE;
    }
    return switch (args[0]) {
      case "-h", "--help", "help" -> {
        console.print(help());
        yield Command.DONE;
      }
      case "-V", "--version" -> {
        console.print("labwall " + Version.current() + "\n");
        yield Command.DONE;
      }
      default -> {
        Optional<Commands> command = Commands.of(List.of(args));
        if (command.isPresent()) {
          String[] rest = Arrays.copyOfRange(args, command.get().length(), args.length);
          yield run(command.get().load(), rest, console);
        }
        yield unknown(args, console);
      }
    };
  }

  private static int unknown(String[] args, Console console) throws IOException {
    int words = 1;
    while (words < args.length && !Commands.family(first(words + 1, args)).isEmpty()) {
      words++;
    }
    List<Commands> family = Commands.family(first(words, args));
    if (!family.isEmpty() && (args.length == words || HELP.contains(args[words]))) {
      String help = "Usage: labwall " + first(words, args) + " COMMAND\n\n" + list(family);
      if (args.length == words) {
        console.complain(help);
        return Command.USAGE;
      }
      console.print(help);
      return Command.DONE;
    }
    String word = family.isEmpty() ? args[0] : first(words + 1, args);
    String hint = Similar.hint(word, Commands.words()).orElse("See `labwall --help`.");
    return complain("Unknown command `" + word + "`. " + hint, Command.USAGE, console);
  }

  private static String first(int words, String[] args) {
    return String.join(" ", Arrays.copyOf(args, words));
  }

  private static String list(List<Commands> commands) {
    StringBuilder list = new StringBuilder();
    int longest = commands.stream().mapToInt(it -> it.word().length()).max().orElse(0);
    for (Commands command : commands) {
      list.append("  ").append(command.word());
      list.append(" ".repeat(longest + 2 - command.word().length()));
      list.append(command.summary()).append('\n');
    }
    return list.toString();
  }

  private static int run(Command command, String[] args, Console console) throws IOException {
    CommandLine line = new CommandLine(command.spec());
    line.setAbbreviatedOptionsAllowed(false);
    try {
      ParseResult arguments = line.parseArgs(args);
      if (arguments.isUsageHelpRequested()) {
        console.print(line.getUsageMessage(Ansi.OFF));
        return Command.DONE;
      }
      return command.run(arguments, console);
    } catch (ParameterException wrong) {
      String advice = " See `" + line.getCommandName() + " --help`.";
      return complain(
          sentence(String.valueOf(wrong.getMessage())) + advice, Command.USAGE, console);
    } catch (LabException failure) {
      return report(failure.diagnostic(), console);
    } catch (PkiException failure) {
      return report(failure.diagnostic(), console);
    } catch (UsageException wrong) {
      return complain(wrong.sentence(), Command.USAGE, console);
    } catch (InvalidPathException wrong) {
      String message = "`" + wrong.getInput() + "` cannot name a file in this locale.";
      return complain(message, Command.USAGE, console);
    }
  }

  private static int report(Diagnostic failure, Console console) throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.add(failure);
    console.show(diagnostics);
    return Command.FOUND;
  }

  private static int report(Throwable bug, Console console) {
    if (System.getenv("LABWALL_TRACE") != null) {
      bug.printStackTrace();
    }
    String message = String.valueOf(bug.getMessage()).lines().findFirst().orElse("");
    return complain(
        "This is a bug of LabWall; please report it, with your source, to where you got it from: "
            + bug.getClass().getSimpleName()
            + ": "
            + message,
        BUG,
        console);
  }

  private static int complain(String message, int code, Console console) {
    try {
      console.complain("labwall: " + message + "\n");
    } catch (IOException nowhereToSaySo) {
      return code;
    }
    return code;
  }

  private static String sentence(String words) {
    String capital = words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    return capital.endsWith(".") ? capital : capital + ".";
  }

  private static String help() {
    return """
        Compiles one description of a site to every configuration file of its routers.

        Usage: labwall COMMAND [OPTION]… [FILE]

        %s  lab       Run the routers before they are real; `labwall lab --help` lists how
          vpn       Certificates and files of VPN users; `labwall vpn --help` lists how

          --help     Show this help; `labwall COMMAND --help` shows a command's
          --version  Show the version

        Example: write the files of all roles to out/
          labwall compile site.lw
        """
        .formatted(list(Commands.ofOneWord()));
  }
}
