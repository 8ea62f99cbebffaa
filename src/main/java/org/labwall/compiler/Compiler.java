package org.labwall.compiler;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.labwall.ast.Statement;
import org.labwall.backend.Backend;
import org.labwall.backend.Firewall;
import org.labwall.backend.OutputFile;
import org.labwall.backend.OutputTree;
import org.labwall.check.Checks;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.Expander;
import org.labwall.expand.Library;
import org.labwall.expand.SecretSources;
import org.labwall.expand.Secrets;
import org.labwall.expand.SourceReader;
import org.labwall.model.Role;
import org.labwall.model.Site;
import org.labwall.project.Node;
import org.labwall.project.Projector;
import org.labwall.resolve.Resolver;
import org.labwall.source.SourceFile;

/**
 * The whole way from a source to the files of its roles. No stage starts after an error; of a large
 * site the files are made while it is checked, and nobody sees them if that finds an error.
 */
public final class Compiler {
  /** Fewer rules than these are not worth a thread. */
  private static final int LARGE = 2_000;

  private static final String OURS =
      "This is a fault of the compiler. Nothing is written; please report it.";

  private Compiler() {}

  /**
   * How to compile.
   *
   * @param date the day that the rules are for; those that expired before it are left out
   * @param announced how many days more those rules hold that are reported, because they end soon
   * @param strict whether warnings are errors
   * @param firewall what the packet filter is written for
   * @param secrets where secrets come from that no source sets
   * @param proves whether the rules that are compiled are proved to do what the source says
   */
  public record Options(
      LocalDate date,
      OptionalInt announced,
      boolean strict,
      Firewall firewall,
      SecretSources secrets,
      boolean proves) {

    /** Reports no rule that holds yet, and has no secrets but those of the source. */
    public Options(LocalDate date, boolean strict, Firewall firewall) {
      this(date, OptionalInt.empty(), strict, firewall, SecretSources.NONE);
    }

    /** Proves nothing. */
    public Options(
        LocalDate date,
        OptionalInt announced,
        boolean strict,
        Firewall firewall,
        SecretSources secrets) {
      this(date, announced, strict, firewall, secrets, false);
    }

    /** The same, with a proof or without. */
    public Options proving(boolean proof) {
      return new Options(date, announced, strict, firewall, secrets, proof);
    }
  }

  /** All files of the source, or nothing where an error was reported. */
  public static Optional<Compilation> compile(
      SourceReader reader, Options options, Diagnostics diagnostics) {
    Optional<Site> site = read(reader, options, diagnostics);
    if (site.isEmpty() || rules(site.get()) < LARGE) {
      return sound(site, options, diagnostics)
          .map(it -> new Compilation(it, reader.sources(), tree(it, options.firewall())))
          .filter(it -> !options.proves() || proved(it, diagnostics));
    }
    // It is closed when the files are made, so they are waited for where they are of no use, too.
    try (ExecutorService beside = Executors.newSingleThreadExecutor()) {
      CompletableFuture<OutputTree> tree =
          CompletableFuture.supplyAsync(() -> tree(site.get(), options.firewall()), beside);
      return sound(site, options, diagnostics)
          .map(it -> new Compilation(it, reader.sources(), tree.join()))
          .filter(it -> !options.proves() || proved(it, diagnostics));
    }
  }

  /** Whether the rules do what the source says; each compilation asks for itself. */
  private static boolean proved(Compilation compilation, Diagnostics diagnostics) {
    Site site = compilation.site();
    Diagnostics found = new Diagnostics();
    new Verification(RuleFiles.of(compilation.tree()), found)
        .verify(site, site.roles().stream().map(Role::name).toList());
    found
        .all()
        .forEach(
            it ->
                diagnostics.add(
                    it.code() == Code.UNPROVED
                        ? it
                        : it.hint(it.hint().map(own -> own + " ").orElse("") + OURS)));
    return !found.hasErrors();
  }

  /** What the source says, or nothing where an error was reported. */
  public static Optional<Site> check(
      SourceReader reader, Options options, Diagnostics diagnostics) {
    return sound(read(reader, options, diagnostics), options, diagnostics);
  }

  /**
   * What the source says, for those who ask about its packets: perhaps because its expectations do
   * not hold, so these are not proved.
   */
  public static Optional<Site> site(SourceReader reader, Options options, Diagnostics diagnostics) {
    Optional<Site> site = read(reader, options, diagnostics);
    site.ifPresent(it -> Checks.findErrors(it, diagnostics));
    return diagnostics.hasErrors() ? Optional.empty() : site;
  }

  private static Optional<Site> read(
      SourceReader reader, Options options, Diagnostics diagnostics) {
    return written(reader, options, diagnostics).map(it -> holding(it, options, diagnostics));
  }

  /** All that the source says, or nothing where an error was reported. */
  static Optional<Site> written(SourceReader reader, Options options, Diagnostics diagnostics) {
    return reader
        .main(diagnostics)
        .flatMap(main -> resolve(main, reader, options.secrets(), diagnostics));
  }

  /** The site without what no longer holds, which is reported. */
  static Site holding(Site site, Options options, Diagnostics diagnostics) {
    return new Expiry(options.date(), options.announced(), diagnostics).drop(site);
  }

  private static int rules(Site site) {
    return site.clusters().stream().mapToInt(it -> it.policy().size()).sum();
  }

  /** The site, if there is one and nothing is wrong with it. */
  private static Optional<Site> sound(
      Optional<Site> site, Options options, Diagnostics diagnostics) {
    site.ifPresent(it -> Checks.run(it, diagnostics));
    if (!diagnostics.hasErrors()) {
      site.ifPresent(it -> Expectations.prove(it, diagnostics));
    }
    if (options.strict()) {
      diagnostics.raiseWarnings();
    }
    return diagnostics.hasErrors() ? Optional.empty() : site;
  }

  private static Optional<Site> resolve(
      SourceFile main, SourceReader reader, SecretSources sources, Diagnostics diagnostics) {
    Library library = Library.standard();
    Secrets secrets = sources.read(diagnostics);
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    List<Statement> statements = Expander.expand(main, reader, library, secrets, diagnostics);
    if (diagnostics.hasErrors()) {
      return Optional.empty();
    }
    Optional<Site> site = Resolver.resolve(main, statements, library, diagnostics);
    return diagnostics.hasErrors() ? Optional.empty() : site;
  }

  /** The files of all roles of {@code site}, and those of none. */
  public static OutputTree tree(Site site, Firewall firewall) {
    List<Backend> backends = Backends.all(firewall);
    List<OutputFile> files = new ArrayList<>();
    for (Node node : Projector.nodes(site)) {
      for (Backend backend : backends) {
        backend.files(node).forEach(file -> files.add(file.in(node.role().name())));
      }
    }
    backends.forEach(backend -> files.addAll(backend.files(site)));
    return OutputTree.of(files);
  }

  /** The files of rules alone of one machine. */
  static OutputTree rules(Node node, Firewall firewall) {
    return OutputTree.of(
        Backends.filter(firewall).files(node).stream()
            .map(it -> it.in(node.role().name()))
            .toList());
  }
}
