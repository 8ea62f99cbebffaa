package org.labwall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.labwall.compiler.Compiler;
import org.labwall.compiler.Flows;
import org.labwall.compiler.RuleFiles;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.SourceReader;
import org.labwall.flow.Change;
import org.labwall.model.Role;
import org.labwall.model.Site;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall diff}: tells which flows open and close from one source to another. */
final class DiffCommand implements Command {
  private static final List<String> FORMATS = List.of("text", "json", "markdown");

  @Override
  public CommandSpec spec() {
    return Options.command(
            "diff",
            "Tell which flows open, close or change from OLD to NEW, for all packets; exit with 1 if"
                + " any does. Each is a source or a directory of compiled files, one of them a"
                + " source.",
            "labwall diff old.lw new.lw",
            "labwall diff out new.lw --format markdown",
            "labwall diff site.lw --between master,backup")
        .addPositional(side("OLD", "0", "1", "What was."))
        .addPositional(side("NEW", "1", "0..1", "What is to be."))
        .addOption(
            Options.value("ROLE,ROLE", "Compare two roles of one source.", "--between").build())
        .addOption(Options.role("Compare this role only; may be repeated."))
        .addOption(
            Options.value("FORMAT", "`text`, `json`, or `markdown` for reviews.", "--format")
                .build())
        .addOption(Options.secrets())
        .addOption(Options.date());
  }

  private static PositionalParamSpec side(
      String label, String index, String arity, String description) {
    return PositionalParamSpec.builder()
        .type(String.class)
        .paramLabel(label)
        .index(index)
        .arity(arity)
        .required(arity.equals("1"))
        .description(description)
        .build();
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    String format = Options.format(arguments, FORMATS);
    Diagnostics diagnostics = new Diagnostics();
    Optional<List<Change>> changes = changes(arguments, console, diagnostics);
    console.show(diagnostics);
    boolean unlike = diagnostics.all().stream().anyMatch(it -> it.code() == Code.NO_SUCH_ROLE);
    if (changes.isEmpty() || (unlike && changes.get().isEmpty() && !format.equals("json"))) {
      return FOUND;
    }
    console.print(
        switch (format) {
          case "json" -> ChangesText.json(changes.get());
          case "markdown" -> ChangesText.markdown(changes.get());
          default -> ChangesText.plain(changes.get());
        });
    return changes.get().isEmpty() && !unlike ? DONE : FOUND;
  }

  private static Optional<List<Change>> changes(
      ParseResult arguments, Console console, Diagnostics diagnostics) {
    String old = arguments.matchedPositionalValue(0, "");
    String between = arguments.matchedOptionValue("--between", "");
    if (arguments.hasMatchedPositional(1) == !between.isEmpty()) {
      throw new UsageException(
          between.isEmpty()
              ? "There is nothing to compare `" + old + "` with: name another, or two roles."
              : "Two roles are compared in one source.");
    }
    if (!between.isEmpty()) {
      if (arguments.hasMatchedOption("--role")) {
        throw new UsageException("`--between` names the roles; `--role` has nothing to choose.");
      }
      List<String> two = List.of(between.split(",", -1));
      if (two.size() != 2) {
        throw new UsageException("`--between` takes two roles, as in `--between master,backup`.");
      }
      return reading(old, arguments, console, diagnostics)
          .get()
          .map(
              site -> {
                two.forEach(it -> Options.checkRole(it, names(site)));
                return Flows.between(site, two.get(0), two.get(1));
              });
    }
    return changes(old, arguments.matchedPositionalValue(1, ""), arguments, console, diagnostics);
  }

  private static Optional<List<Change>> changes(
      String old, String next, ParseResult arguments, Console console, Diagnostics diagnostics) {
    boolean oldFiles = isDirectory(old, console);
    boolean nextFiles = isDirectory(next, console);
    if (oldFiles && nextFiles) {
      throw new UsageException(
          "Both are directories. One of the two is a source, whose names are spoken in.");
    }
    Diagnostics ofNext = new Diagnostics();
    Supplier<Optional<Site>> reading =
        nextFiles ? Optional::empty : beside(reading(next, arguments, console, ofNext));
    Optional<Site> before =
        oldFiles ? Optional.empty() : reading(old, arguments, console, diagnostics).get();
    Optional<Site> after = reading.get();
    diagnostics.addAll(ofNext);
    if (before.isEmpty() != oldFiles || after.isEmpty() != nextFiles) {
      return Optional.empty();
    }
    Set<String> all = new LinkedHashSet<>();
    before.ifPresent(it -> all.addAll(names(it)));
    after.ifPresent(it -> all.addAll(names(it)));
    List<String> wanted = Options.roles(arguments, List.copyOf(all));
    List<Change> found =
        oldFiles || nextFiles
            ? Flows.between(
                after.or(() -> before).orElseThrow(),
                RuleFiles.in(console.path(oldFiles ? old : next)),
                oldFiles,
                wanted,
                diagnostics)
            : Flows.between(before.orElseThrow(), after.orElseThrow(), wanted, diagnostics);
    return diagnostics.hasErrors() ? Optional.empty() : Optional.of(found);
  }

  private static boolean isDirectory(String name, Console console) {
    return Files.isDirectory(console.path(name));
  }

  private static List<String> names(Site site) {
    return site.roles().stream().map(Role::name).toList();
  }

  /** What reads a source. */
  private static Supplier<Optional<Site>> reading(
      String name, ParseResult arguments, Console console, Diagnostics diagnostics) {
    SourceReader reader = Options.reader(name, console);
    Compiler.Options options = Options.compilerOptions(arguments, console);
    return () -> Compiler.site(reader, options, diagnostics);
  }

  /** The same, begun now by a processor of its own. */
  private static <T> Supplier<T> beside(Supplier<T> work) {
    return CompletableFuture.supplyAsync(work, it -> new Thread(it, "beside").start())::join;
  }
}
