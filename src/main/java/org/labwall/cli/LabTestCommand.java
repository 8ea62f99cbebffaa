package org.labwall.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.labwall.compiler.Compilation;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.lab.Lab;
import org.labwall.lab.LabBuilder;
import org.labwall.lab.LabFiles;
import org.labwall.lab.LabPlan;
import org.labwall.lab.LabPlanner;
import org.labwall.lab.image.BootKernel;
import org.labwall.lab.trial.ScenarioReader;
import org.labwall.lab.trial.ScenarioStep;
import org.labwall.lab.trial.Trial;
import org.labwall.lab.trial.TrialCase;
import org.labwall.lab.trial.TrialReport;
import org.labwall.source.SourceFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code labwall lab test}: boots the routers of a source, tries all that it says, and removes
 * them.
 */
final class LabTestCommand implements Command {

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
            "lab test",
            "Boot the routers of a source in namespaces of this machine, try whether they do what"
                + " it says, through fail-overs too, and remove them.",
            "labwall lab test site.lw",
            "labwall lab test site.lw --junit report.xml --json report.json",
            "labwall lab test site.lw --vm");
    return LabSource.addTo(spec, "How the lab is called meanwhile.")
        .addOption(
            Options.value("FILE", "Do the steps of this scenario, and nothing else.", "--scenario")
                .build())
        .addOption(Options.value("FILE", "Write a report in the XML of JUnit.", "--junit").build())
        .addOption(Options.value("FILE", "Write a report in JSON.", "--json").build());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    Optional<Compilation> compilation = Options.compile(arguments, console, diagnostics);
    Optional<String> scenario =
        Optional.ofNullable(arguments.matchedOptionValue("--scenario", null));
    List<ScenarioStep> steps =
        scenario.isPresent() ? steps(scenario.get(), console, diagnostics) : List.of();
    console.show(diagnostics);
    if (compilation.isEmpty() || diagnostics.hasErrors()) {
      return FOUND;
    }
    String name =
        arguments.matchedOptionValue("--name", LabSource.name(arguments, console) + "-test");
    LabPlan plan = LabPlanner.plan(compilation.get().site(), name, false);
    LabFiles files = LabSource.files(compilation.get(), plan, arguments, console);
    TrialReport report =
        test(compilation.get(), plan, files, LabSource.virtual(arguments), steps, console);
    write(arguments.matchedOptionValue("--junit", ""), report.junit(), console);
    write(arguments.matchedOptionValue("--json", ""), report.json(), console);
    console.print(report.summary() + "\n");
    return report.failed() == 0 ? DONE : FOUND;
  }

  private static List<ScenarioStep> steps(String file, Console console, Diagnostics diagnostics) {
    try {
      return ScenarioReader.read(
          SourceFile.of(file, Files.readString(console.path(file))), diagnostics);
    } catch (IOException unreadable) {
      diagnostics.add(Diagnostic.nowhere(Code.UNREADABLE_FILE, "Cannot read `" + file + "`."));
      return List.of();
    }
  }

  private static TrialReport test(
      Compilation compilation,
      LabPlan plan,
      LabFiles files,
      Optional<BootKernel> virtual,
      List<ScenarioStep> steps,
      Console console)
      throws IOException {
    String name = plan.name();
    Thread down = new Thread(() -> remove(name));
    if (steps.isEmpty()) {
      LabBuilder.boot(plan, files, virtual);
    } else {
      LabBuilder.up(plan, files, virtual, it -> {});
    }
    Runtime.getRuntime().addShutdownHook(down);
    try (Progress progress = new Progress(console)) {
      Lab lab = Lab.find(Optional.of(name));
      return steps.isEmpty()
          ? Trial.all(lab, compilation, progress)
          : Trial.scenario(lab, compilation, steps, progress);
    } finally {
      Runtime.getRuntime().removeShutdownHook(down);
      Lab.down(Optional.of(name));
    }
  }

  private static void remove(String name) {
    try {
      Lab.abandon(name);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void write(String file, String report, Console console) throws IOException {
    if (!file.isEmpty()) {
      Files.writeString(console.path(file), report);
    }
  }

  /** Prints each case as it ends, and on a terminal a bar of how far it is. */
  private static final class Progress implements Trial.Observer, AutoCloseable {
    private final Console console;
    private Optional<ProgressBar> bar = Optional.empty();

    Progress(Console console) {
      this.console = console;
    }

    @Override
    public void begins(String what, int number, int all) {
      if (console.terminal() && bar.isEmpty()) {
        bar = Optional.of(newBar(all));
      }
      bar.ifPresent(it -> it.stepTo(number).setExtraMessage(" " + what));
    }

    private ProgressBar newBar(int all) {
      return new ProgressBarBuilder()
          .setInitialMax(all)
          .setStyle(ProgressBarStyle.ASCII)
          .clearDisplayOnFinish()
          .setConsumer(new ConsoleProgressBarConsumer(new java.io.PrintStream(console.err())))
          .build();
    }

    @Override
    public void ended(TrialCase done) {
      try {
        console.print(TrialReport.line(done));
      } catch (IOException nobodyReads) {
        throw new UncheckedIOException(nobodyReads);
      }
    }

    @Override
    public void close() {
      bar.ifPresent(ProgressBar::close);
    }
  }
}
