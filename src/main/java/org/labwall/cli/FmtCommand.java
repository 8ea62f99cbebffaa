package org.labwall.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.parse.Formatter;
import org.labwall.source.ClearSecrets;
import org.labwall.source.SourceFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall fmt}: rewrites sources in their canonical form. */
final class FmtCommand implements Command {
  private static final String STANDARD_INPUT = "-";

  @Override
  public CommandSpec spec() {
    return Options.command(
            "fmt",
            "Rewrite sources in their canonical form. A source with errors stays as it is, and"
                + " so do the others then.",
            "labwall fmt site.lw hosts.lw",
            "labwall fmt --check *.lw")
        .addPositional(
            PositionalParamSpec.builder()
                .type(List.class)
                .auxiliaryTypes(String.class)
                .paramLabel("FILE")
                .arity("1..*")
                .required(true)
                .description("The sources; `-` formats standard input to standard output.")
                .build())
        .addOption(
            Options.flag(
                "--check", "Write nothing; print what would change and exit with 1 if it would."));
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    Map<String, Formatted> all = new LinkedHashMap<>();
    for (String name : arguments.matchedPositionalValue(0, List.<String>of())) {
      Formatted.read(name, console, diagnostics).ifPresent(it -> all.put(name, it));
    }
    console.show(diagnostics);
    if (diagnostics.hasErrors()) {
      return FOUND;
    }
    boolean check = arguments.hasMatchedOption("--check");
    boolean differs = false;
    for (Map.Entry<String, Formatted> entry : all.entrySet()) {
      Formatted formatted = entry.getValue();
      differs |= formatted.changed();
      if (check) {
        console.print(formatted.changed() ? formatted.difference(entry.getKey()) : "");
      } else if (entry.getKey().equals(STANDARD_INPUT)) {
        console.print(formatted.after());
      } else if (formatted.changed()) {
        replace(console.path(entry.getKey()), formatted.after());
      }
    }
    return check && differs ? FOUND : DONE;
  }

  /** Gives a file new content in one step; a link stays, and what it leads to changes. */
  private static void replace(Path file, String content) throws IOException {
    Path real = file.toRealPath();
    String suffix = HexFormat.of().toHexDigits(new Random().nextInt());
    Path next = real.resolveSibling("." + real.getFileName() + ".labwall-" + suffix);
    try {
      Files.writeString(next, content, StandardOpenOption.CREATE_NEW);
      PosixFileAttributeView view = Files.getFileAttributeView(next, PosixFileAttributeView.class);
      if (view != null) {
        view.setPermissions(Files.getPosixFilePermissions(real));
      }
      Files.move(next, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (FileSystemException failure) {
      Files.deleteIfExists(next);
      throw failure;
    }
  }

  private record Formatted(String before, String after) {

    static Optional<Formatted> read(String name, Console console, Diagnostics diagnostics) {
      Optional<SourceFile> source = Options.reader(name, console).main(diagnostics);
      return source.flatMap(
          it -> Formatter.format(it, diagnostics).map(after -> new Formatted(it.text(), after)));
    }

    boolean changed() {
      return !before.equals(after);
    }

    String difference(String name) {
      return UnifiedDifference.between(
          name, ClearSecrets.hidden(before), ClearSecrets.hidden(after));
    }
  }
}
