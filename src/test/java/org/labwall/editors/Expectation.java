package org.labwall.editors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.labwall.parse.MarkedTokens;
import org.labwall.parse.MarkedTokens.Marked;
import org.labwall.parse.StatementWords.Kind;
import org.labwall.source.SourceFile;

/**
 * What a part of a line looks like in an editor.
 *
 * @param line the line, from 0
 * @param column its first character, from 0
 * @param length how many there are
 * @param wanted the colours that each has
 * @param unwanted the colours that none has
 */
record Expectation(int line, int column, int length, List<Colour> wanted, List<Colour> unwanted) {
  private static final Pattern ASSERTION = Pattern.compile("#\\s*(<-+|\\^+)\\s+(.*)");
  private static final List<Colour> KEYWORDS =
      Arrays.stream(Kind.values()).map(Colour::of).toList();

  Expectation {
    wanted = List.copyOf(wanted);
    unwanted = List.copyOf(unwanted);
  }

  /**
   * A source with what is expected of it.
   *
   * @param text the source
   * @param all the expectations
   */
  record Case(String text, List<Expectation> all) {}

  /** A file in the form of vscode-tmgrammar-test: assertions in comments below each line. */
  static Case readAssertions(Path file) throws IOException {
    List<String> source = new ArrayList<>();
    List<Expectation> all = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      Matcher assertion = ASSERTION.matcher(line);
      if (assertion.matches()) {
        String[] scopes = (" " + assertion.group(2) + " ").split(" - ", 2);
        boolean atStart = assertion.group(1).startsWith("<");
        all.add(
            new Expectation(
                source.size() - 1,
                atStart ? 0 : assertion.start(1),
                assertion.group(1).length() - (atStart ? 1 : 0),
                colours(scopes[0]),
                scopes.length > 1 ? colours(scopes[1]) : List.of()));
      } else {
        source.add(line);
      }
    }
    return new Case(String.join("\n", source) + "\n", all);
  }

  private static List<Colour> colours(String scopes) {
    return Stream.of(scopes.strip().split(" ")).flatMap(it -> Colour.ofScope(it).stream()).toList();
  }

  /** What the parser takes the words of a source for. */
  static Case ofParser(String text) {
    SourceFile source = SourceFile.of("site.lw", text);
    return new Case(text, MarkedTokens.of(source).stream().map(Expectation::of).toList());
  }

  private static Expectation of(Marked token) {
    Optional<Colour> wanted =
        switch (token.what()) {
          case WORD -> token.keyword().map(Colour::of);
          case STRING -> Optional.of(Colour.STRING);
          case COMMENT -> Optional.of(Colour.COMMENT);
        };
    return new Expectation(
        token.span().line() - 1,
        token.span().column() - 1,
        token.span().text().codePointCount(0, token.span().text().length()),
        wanted.stream().toList(),
        KEYWORDS.stream().filter(colour -> !wanted.equals(Optional.of(colour))).toList());
  }

  /** Whether a place with these groups of Vim's has the colours. */
  boolean agreesWith(List<String> groups) {
    return wanted.stream().allMatch(colour -> groups.contains(colour.group()))
        && unwanted.stream().noneMatch(colour -> groups.contains(colour.group()));
  }

  /** The expectation as vscode-tmgrammar-test wants it below its line. */
  String asAssertion() {
    StringBuilder text = new StringBuilder("#");
    text.append(
        column == 0 ? "<" + "-".repeat(length) : " ".repeat(column - 1) + "^".repeat(length));
    wanted.forEach(colour -> text.append(' ').append(colour.scope()));
    text.append(unwanted.isEmpty() ? "" : " -");
    unwanted.forEach(colour -> text.append(' ').append(colour.scope()));
    return text.toString();
  }
}
