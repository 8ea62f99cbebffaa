package org.labwall.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BufferedTokenStream;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.parse.grammar.LabWallParser;
import org.labwall.source.SourceFile;

/**
 * Writes a source in its canonical form.
 *
 * <p>Declarations are in upper case, rules and options in lower case; one space lies between words,
 * four before each line of a block, and at most one empty line between statements. Consecutive
 * lines of networks, names or routes are a table; so are the comments behind consecutive lines.
 * Every comment stays, and every line that the author broke.
 */
public final class Formatter {
  private Formatter() {}

  /**
   * The canonical form of {@code source}, which ends with an end of line unless it is empty;
   * nothing where the source has syntax errors, which are reported.
   */
  public static Optional<String> format(SourceFile source, Diagnostics diagnostics) {
    Diagnostics own = new Diagnostics();
    LabWallParser parser = Parser.parser(source, own);
    KeywordMarker keywords = new KeywordMarker();
    parser.addParseListener(new AstBuilder(source, own));
    parser.addParseListener(keywords);
    parser.file();
    diagnostics.addAll(own);
    if (own.hasErrors()) {
      return Optional.empty();
    }
    BufferedTokenStream tokens = (BufferedTokenStream) parser.getTokenStream();
    List<FormatLine> lines = FormatLines.read(source, keywords, tokens.getTokens());
    return Optional.of(print(withoutSpareBlanks(lines)));
  }

  /** At most one empty line in a row, and none at the edges of the file or of a block. */
  private static List<FormatLine> withoutSpareBlanks(List<FormatLine> lines) {
    List<FormatLine> kept = new ArrayList<>();
    for (FormatLine line : lines) {
      boolean atEdge = kept.isEmpty() || kept.getLast().opens() || kept.getLast().isBlank();
      if (line.closes() && !kept.isEmpty() && kept.getLast().isBlank()) {
        kept.removeLast();
      }
      if (!line.isBlank() || !atEdge) {
        kept.add(line);
      }
    }
    if (!kept.isEmpty() && kept.getLast().isBlank()) {
      kept.removeLast();
    }
    return kept;
  }

  private static String print(List<FormatLine> lines) {
    List<String> codes = FormatTables.codes(lines);
    int[] columns = FormatTables.commentColumns(lines, codes);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String code = codes.get(i);
      String comment = lines.get(i).comment();
      text.append(code);
      if (!comment.isEmpty()) {
        text.append(" ".repeat(columns[i] - FormatTables.lastWidth(code))).append(comment);
      }
      text.append('\n');
    }
    return text.toString();
  }
}
