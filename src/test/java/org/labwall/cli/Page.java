package org.labwall.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A page that users read.
 *
 * @param name its path in the repository
 * @param text all of it
 * @param blocks its fenced blocks
 */
record Page(String name, String text, List<Block> blocks) {
  private static final String FENCE = "```";

  /**
   * A fenced block.
   *
   * @param place page and line, for messages
   * @param info the words behind the fence, the first of which says what kind of block it is
   * @param text what it shows
   */
  record Block(String place, List<String> info, String text) {

    boolean is(String kind) {
      return !info.isEmpty() && info.get(0).equals(kind);
    }

    /** The value of {@code key=value} behind the fence; empty where it does not stand there. */
    String value(String key) {
      return info.stream()
          .filter(it -> it.startsWith(key + "="))
          .map(it -> it.substring(key.length() + 1))
          .findFirst()
          .orElse("");
    }
  }

  /** README.md and all of docs/. */
  static List<Page> all() throws IOException {
    List<Page> pages = new ArrayList<>();
    pages.add(read(Path.of("README.md")));
    try (Stream<Path> files = Files.list(Path.of("docs"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".md")).sorted().toList()) {
        pages.add(read(file));
      }
    }
    return pages;
  }

  static Page read(Path file) throws IOException {
    String text = Files.readString(file);
    List<Block> blocks = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(FENCE)) {
        int end = i + 1;
        while (!lines.get(end).equals(FENCE)) {
          end++;
        }
        List<String> info = List.of(lines.get(i).substring(FENCE.length()).strip().split(" +", -1));
        String content = String.join("\n", lines.subList(i + 1, end)) + "\n";
        blocks.add(new Block(file + ":" + (i + 1), info, content));
        i = end;
      }
    }
    return new Page(file.toString(), text, blocks);
  }
}
