package org.labwall.parse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.Expander;
import org.labwall.expand.Library;
import org.labwall.expand.SourceReader;
import org.labwall.parse.grammar.LabWallParser;
import org.labwall.resolve.Resolver;
import org.labwall.source.SourceFile;

/**
 * Measures one stage on a large source, for bench/parse: {@code ParseTimes STAGE LINES RUNS} prints
 * the milliseconds of the first run, the median of all, the peak resident set in megabytes and the
 * length of the source. The clock is that of the compiling thread and its collector, so that what
 * else the machine does is not measured.
 */
final class ParseTimes {
  private ParseTimes() {}

  public static void main(String[] arguments) throws IOException {
    Function<SourceFile, Diagnostics> stage =
        switch (arguments[0]) {
          case "recognise" -> ParseTimes::recognise;
          case "parse" -> ParseTimes::parse;
          default -> ParseTimes::resolve;
        };
    String text = LargeSource.of(Integer.parseInt(arguments[1]));
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    List<Long> times = new ArrayList<>();
    for (int run = Integer.parseInt(arguments[2]); run > 0; run--) {
      long start = collecting() + clock.getCurrentThreadCpuTime() / 1_000_000;
      Diagnostics diagnostics = stage.apply(SourceFile.of("site.lw", text));
      times.add(collecting() + clock.getCurrentThreadCpuTime() / 1_000_000 - start);
      if (diagnostics.hasErrors()) {
        throw new IllegalStateException(diagnostics.all().getFirst().toString());
      }
    }
    long first = times.getFirst();
    times.sort(null);
    long median = times.get(times.size() / 2);
    System.out.println(first + " " + median + " " + peakMegabytes() + " " + text.length());
  }

  /** The milliseconds of the thread by which the JVM collects garbage; see proc(5). */
  private static long collecting() throws IOException {
    long nanoseconds = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
      for (Path thread : threads) {
        if (Files.readString(thread.resolve("comm")).strip().equals("VM Thread")) {
          String times = Files.readString(thread.resolve("schedstat"));
          nanoseconds += Long.parseLong(times.substring(0, times.indexOf(' ')));
        }
      }
    }
    return nanoseconds / 1_000_000;
  }

  private static Diagnostics recognise(SourceFile source) {
    Diagnostics diagnostics = new Diagnostics();
    LabWallParser parser = Parser.parser(source, diagnostics);
    parser.setBuildParseTree(false);
    parser.file();
    return diagnostics;
  }

  private static Diagnostics parse(SourceFile source) {
    Diagnostics diagnostics = new Diagnostics();
    Parser.parse(source, diagnostics);
    return diagnostics;
  }

  private static Diagnostics resolve(SourceFile source) {
    Diagnostics diagnostics = new Diagnostics();
    SourceReader reader =
        SourceReader.standardInput(new ByteArrayInputStream(new byte[0]), Path.of("."));
    Resolver.resolve(
        source,
        Expander.expand(source, reader, Library.standard(), diagnostics),
        Library.standard(),
        diagnostics);
    return diagnostics;
  }

  private static long peakMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
