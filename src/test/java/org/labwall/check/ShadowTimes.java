package org.labwall.check;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.Expander;
import org.labwall.expand.Library;
import org.labwall.expand.SourceReader;
import org.labwall.model.Site;
import org.labwall.resolve.Resolver;
import org.labwall.source.SourceFile;

/**
 * Measures {@link ShadowedRules} on a large policy, for bench/shadow: {@code ShadowTimes SHAPE
 * RULES RUNS} prints the milliseconds of the first run, the median of all, the peak resident set of
 * the whole process in megabytes, and how many rules are shadowed and unnecessary. The clock is
 * that of the thread and of the collector, so that what else the machine does is not measured.
 */
final class ShadowTimes {
  private static final int VLANS = 25;
  private static final int GROUPS = 200;

  private final Random random = new Random(1);
  private final List<String> lines = new ArrayList<>();

  private ShadowTimes() {
    lines.add("DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1");
    for (int i = 1; i <= VLANS; i++) {
      lines.add("VLAN " + i + " eth0 10." + i + ".0.0/16 10." + i + ".0.1 net" + i);
    }
  }

  public static void main(String[] arguments) throws IOException {
    Site site = site(new ShadowTimes().source(arguments[0], Integer.parseInt(arguments[1])));
    ThreadMXBean clock = ManagementFactory.getThreadMXBean();
    List<Long> times = new ArrayList<>();
    Diagnostics diagnostics = new Diagnostics();
    for (int run = Integer.parseInt(arguments[2]); run > 0; run--) {
      diagnostics = new Diagnostics();
      long start = collecting() + clock.getCurrentThreadCpuTime() / 1_000_000;
      new PacketsOfRules().check(site, diagnostics);
      times.add(collecting() + clock.getCurrentThreadCpuTime() / 1_000_000 - start);
    }
    long first = times.getFirst();
    times.sort(null);
    long median = times.get(times.size() / 2);
    System.out.println(
        "%d %d %d %d %d"
            .formatted(
                first,
                median,
                peakMegabytes(),
                count(diagnostics, Code.SHADOWED_RULE),
                count(diagnostics, Code.REDUNDANT_RULE)));
  }

  private static long count(Diagnostics diagnostics, Code code) {
    return diagnostics.all().stream().filter(it -> it.code() == code).count();
  }

  private static Site site(String text) {
    Diagnostics diagnostics = new Diagnostics();
    SourceReader reader =
        SourceReader.standardInput(new ByteArrayInputStream(new byte[0]), Path.of("."));
    SourceFile main = SourceFile.of("site.lw", text);
    return Resolver.resolve(
            main,
            Expander.expand(main, reader, Library.standard(), diagnostics),
            Library.standard(),
            diagnostics)
        .orElseThrow(() -> new IllegalStateException(diagnostics.all().toString()));
  }

  /** A policy of so many rules. */
  private String source(String shape, int rules) {
    switch (shape) {
      case "sparse" -> sparse(rules);
      case "grid" -> grid(rules);
      case "nested" -> nested(rules);
      case "unions" -> unions(rules);
      case "mixed" -> mixed(rules);
      case "hosts" -> hosts(rules);
      case "not" -> not(rules);
      default -> throw new IllegalArgumentException(shape);
    }
    return String.join("\n", lines) + "\n";
  }

  /** One host to one host and port each. */
  private void sparse(int rules) {
    for (int i = 0; i < rules; i++) {
      lines.add("allow from " + host() + " to " + host() + " tcp/" + port());
    }
  }

  /** Groups to groups, which share members. */
  private void grid(int rules) {
    for (int group = 0; group < GROUPS; group++) {
      lines.add(
          "GROUP g" + group + " " + host() + ", " + host() + ", " + shared() + ", " + shared());
    }
    for (int i = 0; i < rules; i++) {
      int first = 1000 + i / GROUPS * 3;
      int to = (i / GROUPS * 7 + i) % GROUPS;
      lines.add("allow from g%d to g%d tcp/%d, tcp/%d".formatted(i % GROUPS, to, first, first + 1));
    }
  }

  private String shared() {
    return "10.1.9." + random.nextInt(100);
  }

  /** Prefixes of all lengths, ports in ranges: most rules are shadowed, many by several. */
  private void nested(int rules) {
    for (int i = 0; i < rules; i++) {
      int port = port();
      int last = Math.min(65535, port + List.of(0, 10, 1000, 20000).get(random.nextInt(4)));
      lines.add(
          "%s from %s to %s tcp/%d-%d"
              .formatted(i % 2 == 0 ? "allow" : "deny", prefix(), prefix(), port, last));
    }
  }

  private String prefix() {
    int length = 14 + 2 * random.nextInt(10);
    int address = 10 << 24 | (1 + random.nextInt(VLANS)) << 16 | random.nextInt(65536);
    int network = address & (-1 << (32 - length));
    return "%d.%d.%d.%d/%d"
        .formatted(network >>> 24, network >> 16 & 255, network >> 8 & 255, network & 255, length);
  }

  /** Each fifth rule is covered by the four before it. */
  private void unions(int rules) {
    for (int i = 0; i < rules / 5; i++) {
      String network = "10." + (1 + i % VLANS) + "." + i / VLANS % 256;
      String to = " to " + host() + " tcp/80";
      for (int quarter = 0; quarter < 256; quarter += 64) {
        lines.add("allow from " + network + "." + quarter + "/26" + to);
      }
      lines.add("deny from " + network + ".0/24" + to);
    }
  }

  /** Hosts to hosts, then anyone to hosts: a diagram of all earlier rules goes quadratic here. */
  private void mixed(int rules) {
    sparse(rules / 2);
    for (int i = 0; i < rules / 2; i++) {
      lines.add("allow from any to " + host() + " tcp/" + port());
    }
  }

  /** Every host of networks alone, then these: one rule that thousands cover. */
  private void hosts(int rules) {
    for (int i = 0; i < rules - 1; i++) {
      lines.add("allow from 10.1." + i / 256 + "." + i % 256 + " to any");
    }
    lines.add("deny from 10.1.0.0/18 to any log");
  }

  /** Everything but one host. */
  private void not(int rules) {
    for (int i = 0; i < rules; i++) {
      lines.add("deny from not " + host() + " to " + host() + " ssh");
    }
  }

  private String host() {
    return "10.%d.%d.%d"
        .formatted(1 + random.nextInt(VLANS), random.nextInt(256), 2 + random.nextInt(250));
  }

  private int port() {
    return 1 + random.nextInt(60_000);
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

  private static long peakMegabytes() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElse(0);
  }
}
