package org.labwall.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sources at hand: examples, golden cases, the library and what the documentation shows. */
public final class Seeds {
  private static final List<Path> FOLDERS =
      List.of(
          Path.of("examples"),
          Path.of("golden"),
          Path.of("stdlib"),
          Path.of("src/test/resources/sources"));
  private static final Pattern SNIPPET =
      Pattern.compile("^```labwall[^\n]*\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);

  private Seeds() {}

  /** All of them, in an order that depends on their names only. */
  public static List<String> all() throws IOException {
    List<String> seeds = new ArrayList<>();
    for (Path folder : FOLDERS) {
      for (Path file : files(folder, ".lw")) {
        seeds.add(text(file));
      }
    }
    for (Path page : files(Path.of("docs"), ".md")) {
      Matcher snippet = SNIPPET.matcher(text(page));
      while (snippet.find()) {
        seeds.add(snippet.group(1));
      }
    }
    return seeds;
  }

  private static List<Path> files(Path folder, String ending) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  /** One of the golden cases is no UTF-8; its bytes become replacement characters here. */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
