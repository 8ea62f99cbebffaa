package org.labwall.parse;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import org.jspecify.annotations.Nullable;
import org.labwall.parse.FormatLine.Table;
import org.labwall.parse.grammar.LabWallLexer;
import org.labwall.source.SourceFile;

/** Cuts the tokens of a source without errors into the lines of its canonical form. */
final class FormatLines {
  /** What each block around a line puts before it. */
  static final String INDENT = "    ";

  private final SourceFile source;
  private final KeywordMarker keywords;
  private final List<FormatLine> lines = new ArrayList<>();

  /** The tokens of the current line, and whether the author broke the line before each. */
  private final List<Token> tokens = new ArrayList<>();

  private final List<Boolean> broken = new ArrayList<>();
  private int depth;

  /** Where the comment behind the last statement starts, while only comments follow; else -1. */
  private int commentColumn = -1;

  private FormatLines(SourceFile source, KeywordMarker keywords) {
    this.source = source;
    this.keywords = keywords;
  }

  /** The lines of {@code all}, which are the tokens of {@code source}, hidden ones included. */
  static List<FormatLine> read(SourceFile source, KeywordMarker keywords, List<Token> all) {
    FormatLines reader = new FormatLines(source, keywords);
    boolean brokenBefore = false;
    Token comment = null;
    for (Token token : all) {
      switch (token.getType()) {
        case LabWallLexer.CONTINUATION -> brokenBefore = true;
        case LabWallLexer.COMMENT -> comment = token;
        case LabWallLexer.NEWLINE, Token.EOF -> {
          boolean onlyEnd = token.getType() == Token.EOF && comment == null;
          if (!onlyEnd) {
            reader.endLine(comment);
          }
          comment = null;
          brokenBefore = false;
        }
        default -> {
          reader.add(token, brokenBefore);
          brokenBefore = false;
        }
      }
    }
    return reader.lines;
  }

  private void add(Token token, boolean brokenBefore) {
    boolean mayBreak = !tokens.isEmpty() && token.getType() != LabWallLexer.OPEN;
    tokens.add(token);
    broken.add(brokenBefore && mayBreak);
  }

  private void endLine(@Nullable Token comment) {
    boolean hasCode = !tokens.isEmpty();
    int column = comment == null ? -1 : source.column(comment.getStartIndex());
    boolean continues = !hasCode && comment != null && column == commentColumn;
    if (hasCode && tokens.getFirst().getType() == LabWallLexer.CLOSE) {
      depth--;
    }
    Table table = table();
    int leading = leading(table);
    lines.add(
        new FormatLine(
            continues ? lines.getLast().depth() : depth,
            table,
            cells(table, leading),
            hasLastCell(table, leading) ? "" : text(leading),
            comment == null ? "" : comment.getText().stripTrailing(),
            continues));
    commentColumn = hasCode || continues ? column : -1;
    if (hasCode && tokens.getLast().getType() == LabWallLexer.OPEN) {
      depth++;
    }
    tokens.clear();
    broken.clear();
  }

  private Table table() {
    if (tokens.isEmpty() || tokens.getLast().getType() == LabWallLexer.OPEN) {
      return Table.NONE;
    }
    return switch (tokens.getFirst().getType()) {
      case LabWallLexer.DEV, LabWallLexer.VLAN -> Table.DEVICES;
      case LabWallLexer.HOST, LabWallLexer.NET, LabWallLexer.GROUP, LabWallLexer.SERVICE ->
          Table.NAMES;
      case LabWallLexer.ROUTE -> Table.ROUTES;
      case LabWallLexer.VPN -> isClause() ? Table.NONE : Table.VPNS;
      case LabWallLexer.VPNUSER -> Table.USERS;
      default -> Table.NONE;
    };
  }

  /** Whether a keyword says what the statement is about, and not the name of a network. */
  private boolean isClause() {
    return keywords.isKeyword(tokens.get(1));
  }

  /** How many words stand in columns of their own; a line that the author broke ends them. */
  private int leading(Table table) {
    int count = Math.min(table == Table.NONE ? 0 : 1, tokens.size());
    while (count > 0
        && count < tokens.size()
        && (table == Table.DEVICES ? isColumn(tokens.get(count)) : count < table.shared)
        && !broken.get(count)) {
      count++;
    }
    return count;
  }

  private List<String> cells(Table table, int leading) {
    Stream<String> words = tokens.stream().limit(leading).map(this::word);
    Stream<String> last =
        hasLastCell(table, leading) ? Stream.of(text(leading).substring(1)) : Stream.empty();
    return Stream.concat(words, last).toList();
  }

  /** Whether all that follows the leading words stands in one more column. */
  private boolean hasLastCell(Table table, int leading) {
    return table.alignsRest && leading < tokens.size() && !broken.get(leading);
  }

  private boolean isColumn(Token token) {
    return token.getType() != LabWallLexer.LABEL && !keywords.isKeyword(token);
  }

  /** The tokens behind the first {@code count}, with what goes before each. */
  private String text(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = count; i < tokens.size(); i++) {
      text.append(i == 0 ? "" : separator(i)).append(word(tokens.get(i)));
    }
    return text.toString();
  }

  private String separator(int index) {
    if (broken.get(index)) {
      return " \\\n" + INDENT.repeat(depth + 1);
    }
    int before = tokens.get(index - 1).getType();
    boolean joined =
        switch (tokens.get(index).getType()) {
          case LabWallLexer.COMMA, LabWallLexer.RIGHT -> true;
          case LabWallLexer.LEFT -> before != LabWallLexer.COMMA;
          default -> false;
        };
    return joined || before == LabWallLexer.LABEL || before == LabWallLexer.LEFT ? "" : " ";
  }

  private String word(Token token) {
    return keywords.isKeyword(token)
        ? Keywords.canonical(token.getType(), token.getText())
        : token.getText();
  }
}
