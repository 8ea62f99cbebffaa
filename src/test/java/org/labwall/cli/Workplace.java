package org.labwall.cli;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A directory in memory, with sources in it, where commands run. */
final class Workplace implements Closeable {
  private static final String MAIN = "site.lw";
  private static final Map<String, String> SECRETS =
      Map.of("VRRP_SECRET", "k4stl-9w", "RADIUS_SECRET", "a-2f6c19d04be1");

  private final FileSystem files =
      Jimfs.newFileSystem(Configuration.unix().toBuilder().setWorkingDirectory("/site").build());
  private int status;

  private Workplace(Map<String, String> sources) throws IOException {
    for (Map.Entry<String, String> source : sources.entrySet()) {
      Path file = files.getPath(source.getKey()).toAbsolutePath();
      Files.createDirectories(file.resolveSibling(""));
      Files.writeString(file, source.getValue());
    }
  }

  /** One that holds {@code source} as site.lw, and other files. */
  static Workplace of(String source, Map<String, String> others) throws IOException {
    Map<String, String> sources = new LinkedHashMap<>(others);
    sources.put(MAIN, source);
    return new Workplace(sources);
  }

  /** One that holds the sources that lie beside {@code main} and below. */
  static Workplace of(Path main) throws IOException {
    Map<String, String> sources = new TreeMap<>();
    Path directory = main.resolveSibling("");
    try (Stream<Path> beside = Files.walk(directory)) {
      for (Path file : beside.filter(Files::isRegularFile).toList()) {
        sources.put(directory.relativize(file).toString(), Files.readString(file));
      }
    }
    return new Workplace(sources);
  }

  /** The names of the sources. */
  List<String> sources() throws IOException {
    try (Stream<Path> all = Files.list(files.getPath(""))) {
      return all.map(Path::toString).filter(it -> it.endsWith(".lw")).sorted().toList();
    }
  }

  String read(String file) throws IOException {
    return Files.readString(files.getPath(file));
  }

  /** Runs a command with another text in site.lw. */
  void runOn(String source, String command) throws IOException {
    Path main = files.getPath(MAIN);
    String own = Files.readString(main);
    Files.writeString(main, source);
    run(command);
    Files.writeString(main, own);
  }

  /**
   * What a command prints: {@code labwall …}, {@code cat FILE}, {@code touch FILE}, {@code echo
   * $?}.
   */
  String run(String command) throws IOException {
    return run(command, "");
  }

  /** The same with something on standard input. */
  String run(String command, String input) throws IOException {
    List<String> words = Arrays.asList(command.split(" +", -1));
    return switch (words.get(0)) {
      case "labwall", "./labwall" -> labwall(words.subList(1, words.size()), input);
      case "cat" -> read(words.get(1));
      case "touch" -> {
        Files.createFile(files.getPath(words.get(1)));
        yield "";
      }
      case "echo" -> status + "\n";
      default -> throw new IllegalArgumentException("no command " + command);
    };
  }

  private String labwall(List<String> arguments, String input) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    Console console = new Console(in, printed, printed, files, SECRETS, false, false);
    status = Main.run(arguments.toArray(String[]::new), console);
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
