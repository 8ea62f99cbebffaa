package org.labwall.parse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.labwall.parse.FormatLine.Table;

/** Aligns the columns of consecutive lines, and the comments behind them. */
final class FormatTables {
  /** Where a tab in a heading ends: at the next multiple. */
  private static final int TAB = 8;

  /** The spaces between the longest statement and the comments. */
  private static final int BEFORE_COMMENT = 2;

  private FormatTables() {}

  /** A line whose columns are being written. */
  private record Row(FormatLine line, StringBuilder text) {
    boolean has(int column) {
      return column < line.cells().size();
    }

    void append(int column, int start) {
      text.append(" ".repeat(start - width(text))).append(line.cells().get(column));
    }
  }

  /** The statement of each line, indented and aligned; empty where the line has none. */
  static List<String> codes(List<FormatLine> lines) {
    List<String> codes = new ArrayList<>();
    while (codes.size() < lines.size()) {
      int start = codes.size();
      FormatLine first = lines.get(start);
      if (first.table() == Table.NONE) {
        codes.add(first.hasCode() ? indent(first) + first.rest() : "");
        continue;
      }
      int end = start + 1;
      while (end < lines.size() && sharesTable(first, lines.get(end))) {
        end++;
      }
      int[] heading = start == 0 ? new int[0] : headingColumns(lines.get(start - 1), first);
      codes.addAll(table(lines.subList(start, end), heading));
    }
    return codes;
  }

  /** Where the comment of each line starts; what there is for a line without one means nothing. */
  static int[] commentColumns(List<FormatLine> lines, List<String> codes) {
    int[] columns = new int[lines.size()];
    int start = 0;
    while (start < columns.length) {
      FormatLine first = lines.get(start);
      int column = lastWidth(codes.get(start)) + BEFORE_COMMENT;
      int end = start + 1;
      while (end < columns.length && sharesComments(first, lines.get(end), codes.get(end))) {
        column = Math.max(column, lastWidth(codes.get(end)) + BEFORE_COMMENT);
        end++;
      }
      Arrays.fill(columns, start, end, first.hasCode() ? column : width(indent(first)));
      start = end;
    }
    return columns;
  }

  /** The width of the last line of a statement. */
  static int lastWidth(String code) {
    return width(code.substring(code.lastIndexOf('\n') + 1));
  }

  private static boolean sharesTable(FormatLine first, FormatLine other) {
    return first.table() == other.table() && first.depth() == other.depth();
  }

  private static boolean sharesComments(FormatLine first, FormatLine other, String code) {
    boolean behindStatement = other.continuesComment() || (other.hasCode() && !code.contains("\n"));
    return first.hasCode()
        && !first.comment().isEmpty()
        && !other.comment().isEmpty()
        && behindStatement
        && first.depth() == other.depth();
  }

  /**
   * Where the words of a heading such as {@code #VLAN id device} stand; nothing for another line.
   */
  private static int[] headingColumns(FormatLine line, FormatLine firstRow) {
    if (line.hasCode() || !line.comment().matches("#" + firstRow.keyword() + "[ \t].*")) {
      return new int[0];
    }
    int[] columns = new int[line.comment().length()];
    int count = 0;
    int column = 0;
    char before = ' ';
    for (char character : line.comment().toCharArray()) {
      if (isBlank(before) && !isBlank(character)) {
        columns[count++] = column;
      }
      column = character == '\t' ? (column / TAB + 1) * TAB : column + 1;
      before = character;
    }
    return Arrays.copyOf(columns, count);
  }

  private static boolean isBlank(char character) {
    return character == ' ' || character == '\t';
  }

  /** The rows of a table; a column starts no further left than its heading. */
  private static List<String> table(List<FormatLine> lines, int[] heading) {
    List<Row> rows = lines.stream().map(line -> new Row(line, new StringBuilder())).toList();
    int columns = lines.stream().mapToInt(line -> line.cells().size()).max().orElse(0);
    for (int i = 0; i < columns; i++) {
      int column = i;
      int least = i < heading.length ? heading[i] : 0;
      if (column <= lines.getFirst().table().shared) {
        appendColumn(rows, column, least);
      } else {
        rows.stream()
            .collect(Collectors.groupingBy(row -> row.line().keyword()))
            .values()
            .forEach(sameStatement -> appendColumn(sameStatement, column, least));
      }
    }
    return rows.stream().map(row -> indent(row.line()) + row.text() + row.line().rest()).toList();
  }

  private static void appendColumn(List<Row> rows, int column, int least) {
    List<Row> longEnough = rows.stream().filter(row -> row.has(column)).toList();
    int start =
        longEnough.stream()
            .mapToInt(row -> width(row.text()) + (column == 0 ? 0 : 1))
            .max()
            .orElse(0);
    longEnough.forEach(row -> row.append(column, Math.max(start, least)));
  }

  private static String indent(FormatLine line) {
    return FormatLines.INDENT.repeat(line.depth());
  }

  private static int width(CharSequence text) {
    return Character.codePointCount(text, 0, text.length());
  }
}
