package org.labwall.cli;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.labwall.backend.Firewall;
import org.labwall.compiler.Compilation;
import org.labwall.compiler.Compiler;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.Similar;
import org.labwall.expand.SecretSources;
import org.labwall.expand.SourceReader;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * The parts that command lines have in common.
 *
 * <p>They are built by calls, not from annotations, for reading those takes longer than compiling a
 * small source.
 */
final class Options {
  private Options() {}

  /** A command with the option {@code --help}. */
  static CommandSpec command(String name, String description, String... examples) {
    CommandSpec spec = CommandSpec.create().name("labwall " + name);
    spec.addOption(
        OptionSpec.builder("-h", "--help").usageHelp(true).description("Show this help.").build());
    spec.usageMessage().description("", description, "");
    String[] footer = new String[examples.length + 2];
    footer[0] = "";
    footer[1] = examples.length == 1 ? "Example:" : "Examples:";
    for (int i = 0; i < examples.length; i++) {
      footer[i + 2] = "  " + examples[i];
    }
    spec.usageMessage().footer(footer);
    return spec;
  }

  /** An option without a value. */
  static OptionSpec flag(String name, String description) {
    return OptionSpec.builder(name).type(boolean.class).description(description).build();
  }

  /** An option with a value. */
  static OptionSpec.Builder value(String label, String description, String... names) {
    return OptionSpec.builder(names).type(String.class).paramLabel(label).description(description);
  }

  /** The one source that most commands read. */
  static PositionalParamSpec source() {
    return PositionalParamSpec.builder()
        .type(String.class)
        .paramLabel("FILE")
        .index("0")
        .arity("1")
        .required(true)
        .description("The source; `-` reads standard input.")
        .build();
  }

  /** The lab that a command is for, the only one where none is named. */
  static PositionalParamSpec lab() {
    return PositionalParamSpec.builder()
        .type(String.class)
        .paramLabel("NAME")
        .index("0")
        .arity("0..1")
        .description("Which lab; not needed where there is only one.")
        .build();
  }

  /** The first argument, which is needed. */
  static PositionalParamSpec machine(String label, String description) {
    return PositionalParamSpec.builder()
        .type(String.class)
        .paramLabel(label)
        .index("0")
        .arity("1")
        .required(true)
        .description(description)
        .build();
  }

  /** All arguments but the first. */
  static PositionalParamSpec rest(String label, String arity, String description) {
    return PositionalParamSpec.builder()
        .type(List.class)
        .auxiliaryTypes(String.class)
        .paramLabel(label)
        .index("1..*")
        .arity(arity)
        .required(!arity.startsWith("0"))
        .description(description)
        .build();
  }

  /** {@code --name} of a lab that runs. */
  static OptionSpec labName() {
    return value("NAME", "Which lab; not needed where there is only one.", "--name").build();
  }

  /** What {@link #labName()} says. */
  static Optional<String> labName(ParseResult arguments) {
    return Optional.ofNullable(arguments.matchedOptionValue("--name", null));
  }

  /** {@code --strict}. */
  static OptionSpec strict() {
    return flag("--strict", "Make errors of warnings.");
  }

  /** {@code --date}. */
  static OptionSpec date() {
    return value("DATE", "Leave out the rules that expired before DATE.", "--date").build();
  }

  /** {@code --expiring}. */
  static OptionSpec expiring() {
    return value(
            "DAYS", "Warn of rules whose last day is DATE or one of the next DAYS.", "--expiring")
        .build();
  }

  /** {@code --firewall}. */
  static OptionSpec firewall() {
    return value(
            "PROGRAM",
            "Write the packet filter for `iptables` (with ipset; the default), `iptables-only` or"
                + " `nftables`.",
            "--firewall")
        .build();
  }

  /** {@code --secrets}. */
  static OptionSpec secrets() {
    return value(
            "FILE",
            "Where secrets are that no source sets: lines of NAME=value, for nobody else to read.",
            "--secrets")
        .build();
  }

  /** What the options above say. */
  static Compiler.Options compilerOptions(ParseResult arguments, Console console) {
    Optional<String> secrets = Optional.ofNullable(arguments.matchedOptionValue("--secrets", null));
    return new Compiler.Options(
        date(arguments),
        announced(arguments),
        arguments.hasMatchedOption("--strict"),
        firewall(arguments),
        new SecretSources(secrets.map(console::path), console.environment()));
  }

  /** {@code --kernel}. */
  static OptionSpec kernel() {
    return value(
            "DIR",
            "Where a kernel package of Debian is unpacked; the newest installed one by default.",
            "--kernel")
        .build();
  }

  /** What {@link #kernel} says. */
  static Path kernelRoot(ParseResult arguments) {
    return Path.of(arguments.matchedOptionValue("--kernel", "/"));
  }

  /** {@code --role}, which may be repeated. */
  static OptionSpec role(String description) {
    return value("ROLE", description, "--role")
        .type(List.class)
        .auxiliaryTypes(String.class)
        .arity("1")
        .build();
  }

  /** What {@link #role} says, all of {@code names} where it says nothing. */
  static List<String> roles(ParseResult arguments, List<String> names) {
    List<String> wanted = arguments.matchedOptionValue("--role", names);
    wanted.forEach(it -> checkRole(it, names));
    return wanted;
  }

  /** What {@code --format} says, the first of {@code formats} where it says nothing. */
  static String format(ParseResult arguments, List<String> formats) {
    String format = arguments.matchedOptionValue("--format", formats.getFirst());
    if (!formats.contains(format)) {
      String all = String.join("`, `", formats.subList(0, formats.size() - 1));
      throw new UsageException(
          "Unknown format `%s`. There are `%s` and `%s`."
              .formatted(format, all, formats.getLast()));
    }
    return format;
  }

  /** Complains unless {@code name} is one of the roles. */
  static void checkRole(String name, List<String> roles) {
    if (!roles.contains(name)) {
      String all = "There are `" + String.join("`, `", roles) + "`.";
      String hint = Similar.hint(name, roles).orElse(all);
      throw new UsageException("Unknown role `" + name + "`. " + hint);
    }
  }

  /** What {@link #source} names. */
  static String file(ParseResult arguments) {
    return arguments.matchedPositionalValue(0, "");
  }

  /** Compiles the source as the options say; nothing comes of one with errors. */
  static Optional<Compilation> compile(
      ParseResult arguments, Console console, Diagnostics diagnostics) {
    return Compiler.compile(
        reader(file(arguments), console), compilerOptions(arguments, console), diagnostics);
  }

  /** A reader of the file that an argument names. */
  static SourceReader reader(String argument, Console console) {
    if (argument.equals("-")) {
      InputStream in = console.in();
      Path here = console.path("");
      return SourceReader.standardInput(in, here);
    }
    return SourceReader.of(console.path(argument));
  }

  private static Firewall firewall(ParseResult arguments) {
    String name = arguments.matchedOptionValue("--firewall", "iptables");
    return switch (name) {
      case "iptables" -> Firewall.IPTABLES;
      case "iptables-only" -> Firewall.IPTABLES_ONLY;
      case "nftables" -> Firewall.NFTABLES;
      default ->
          throw new UsageException(
              "Unknown firewall `"
                  + name
                  + "`. There are `iptables`, `iptables-only` and `nftables`.");
    };
  }

  private static OptionalInt announced(ParseResult arguments) {
    String days = arguments.matchedOptionValue("--expiring", "");
    if (days.isEmpty()) {
      return OptionalInt.empty();
    }
    if (!days.matches("[0-9]{1,5}")) {
      throw new UsageException("`" + days + "` is not a number of days, 0 to 99999.");
    }
    if (!arguments.hasMatchedOption("--date")) {
      throw new UsageException(
          "`--expiring` counts from a day: say `--date \"$(date -I)\"` for today.");
    }
    return OptionalInt.of(Integer.parseInt(days));
  }

  private static LocalDate date(ParseResult arguments) {
    if (!arguments.hasMatchedOption("--date")) {
      // No clock: the same source makes the same files on any day.
      return LocalDate.MIN;
    }
    String text = arguments.matchedOptionValue("--date", "");
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException wrong) {
      throw new UsageException(
          "`" + text + "` is not a date. Dates are written as in `2025-12-31`.");
    }
  }
}
