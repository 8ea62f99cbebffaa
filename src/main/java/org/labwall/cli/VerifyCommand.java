package org.labwall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.labwall.address.Family;
import org.labwall.compiler.Compiler;
import org.labwall.compiler.RuleDump;
import org.labwall.compiler.RuleFiles;
import org.labwall.compiler.RuleSource;
import org.labwall.compiler.Verification;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.JsonRenderer;
import org.labwall.model.Role;
import org.labwall.model.Site;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall verify}: proves that files of rules do what a source says. */
final class VerifyCommand implements Command {
  private static final List<String> FORMATS = List.of("text", "json");
  private static final String STANDARD_INPUT = "-";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "verify",
            "Prove that compiled or loaded rules do with every packet what a source says, or show"
                + " a packet with which they do not.",
            "labwall verify site.lw",
            "labwall verify site.lw fetched --role master",
            "ssh rt1 iptables-save | labwall verify site.lw - --role master")
        .addPositional(Options.source())
        .addPositional(
            PositionalParamSpec.builder()
                .type(String.class)
                .paramLabel("DIR|DUMP")
                .index("1")
                .arity("0..1")
                .description(
                    "Where the roles' files lie, as `compile` writes them, `out` by default; or a"
                        + " file with what iptables-save, ip6tables-save or `nft list ruleset`"
                        + " printed on one router, `-` for standard input.")
                .build())
        .addOption(Options.role("Verify this role only; may be repeated."))
        .addOption(
            Options.value(
                    "FAMILY",
                    "Of which family a DUMP of iptables is, `ipv4` or `ipv6`; its addresses tell"
                        + " by default.",
                    "--family")
                .build())
        .addOption(
            Options.value("FILE", "What `ipset save` printed beside a DUMP.", "--ipsets").build())
        .addOption(
            Options.value(
                    "FORMAT",
                    "`text`, on standard error; or `json`, on standard output.",
                    "--format")
                .build())
        .addOption(Options.secrets())
        .addOption(Options.date());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    String format = Options.format(arguments, FORMATS);
    if (Options.file(arguments).equals(STANDARD_INPUT)
        && arguments.matchedPositionalValue(1, "").equals(STANDARD_INPUT)) {
      throw new UsageException("Standard input cannot be both the source and the rules.");
    }
    Diagnostics diagnostics = new Diagnostics();
    Optional<Site> site =
        Compiler.check(
            Options.reader(Options.file(arguments), console),
            Options.compilerOptions(arguments, console),
            diagnostics);
    List<String> verified = new ArrayList<>();
    if (site.isPresent()) {
      verified = verify(site.get(), arguments, console, diagnostics);
    }
    if (diagnostics.all().stream().anyMatch(it -> it.code() == Code.UNPROVED)) {
      diagnostics.raiseWarnings();
    }
    if (format.equals("json")) {
      console.print(JsonRenderer.render(diagnostics.sorted()));
    } else {
      console.show(diagnostics);
      if (!diagnostics.hasErrors()) {
        console.print(String.join(", ", verified) + ": the rules do what the source says\n");
      }
    }
    return diagnostics.hasErrors() ? FOUND : DONE;
  }

  private static List<String> verify(
      Site site, ParseResult arguments, Console console, Diagnostics diagnostics)
      throws IOException {
    List<String> names = site.roles().stream().map(Role::name).toList();
    List<String> wanted = Options.roles(arguments, names);
    Set<Family> families =
        new Verification(loaded(wanted, arguments, console), diagnostics).verify(site, wanted);
    if (families.size() == 1 && !diagnostics.hasErrors()) {
      boolean ipv4 = families.contains(Family.IPV4);
      console.complain(
          "labwall: these are the rules of %s; those of %s are not compared\n"
              .formatted(ipv4 ? "IPv4" : "IPv6", ipv4 ? "IPv6" : "IPv4"));
    }
    return wanted;
  }

  private static RuleSource loaded(List<String> wanted, ParseResult arguments, Console console)
      throws IOException {
    String where = arguments.matchedPositionalValue(1, "out");
    Optional<String> sets = Optional.ofNullable(arguments.matchedOptionValue("--ipsets", null));
    if (!where.equals(STANDARD_INPUT) && !Files.isRegularFile(console.path(where))) {
      if (sets.isPresent() || arguments.hasMatchedOption("--family")) {
        throw new UsageException(
            "`--family` and `--ipsets` are for a file that one router's rules were written to.");
      }
      return RuleFiles.in(console.path(where));
    }
    if (wanted.size() != 1) {
      throw new UsageException(
          "`" + where + "` has the rules of one router: say with `--role` of which.");
    }
    return new RuleDump(
        output(where, console),
        sets.isPresent() ? Optional.of(output(sets.get(), console)) : Optional.empty(),
        family(arguments));
  }

  private static RuleDump.Output output(String where, Console console) throws IOException {
    if (where.equals(STANDARD_INPUT)) {
      return new RuleDump.Output("stdin", console.in().readAllBytes());
    }
    Path path = console.path(where);
    if (!Files.isReadable(path)) {
      throw new UsageException("`" + where + "` cannot be read.");
    }
    return new RuleDump.Output(where, Files.readAllBytes(path));
  }

  private static Optional<Family> family(ParseResult arguments) {
    String word = arguments.matchedOptionValue("--family", "");
    return switch (word) {
      case "" -> Optional.empty();
      case "ipv4" -> Optional.of(Family.IPV4);
      case "ipv6" -> Optional.of(Family.IPV6);
      default ->
          throw new UsageException("Unknown family `" + word + "`. There are `ipv4` and `ipv6`.");
    };
  }
}
