package org.labwall.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.labwall.flow.Matrix;
import org.labwall.model.Role;

/** Lays out matrices: a line for where packets come from, a column for where they go. */
final class MatrixText {
  private static final String CORNER = "from \\ to";

  /** What is wider is broken into lines. */
  private static final int WIDEST_COLUMN = 24;

  /** What a terminal shows of a line; a wider table goes on below, with some more columns. */
  private static final int WIDEST_LINE = 100;

  private static final String STYLE =
      "table{border-collapse:collapse}th,td{border:1px solid #999;padding:.3em .6em;"
          + "text-align:left;vertical-align:top}td.all{background:#cfe8cf}td.none{color:#999}";

  private MatrixText() {}

  private static String roles(Matrix matrix) {
    return matrix.roles().stream().map(Role::name).collect(Collectors.joining(", "));
  }

  /** The table with its heads: a list of lines of cells. */
  private static List<List<String>> table(Matrix matrix) {
    List<List<String>> table = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(CORNER));
    head.addAll(matrix.names());
    table.add(head);
    for (int i = 0; i < matrix.rows().size(); i++) {
      List<String> row = new ArrayList<>(List.of(matrix.names().get(i)));
      row.addAll(matrix.rows().get(i));
      table.add(row);
    }
    return table;
  }

  static String plain(List<Matrix> matrices) {
    return matrices.stream().map(MatrixText::plain).collect(Collectors.joining("\n"));
  }

  private static String plain(Matrix matrix) {
    List<List<List<String>>> table =
        table(matrix).stream().map(row -> row.stream().map(MatrixText::broken).toList()).toList();
    int columns = table.getFirst().size();
    StringBuilder text = new StringBuilder(roles(matrix)).append(":\n");
    int first = 1;
    do {
      int end = end(table, first);
      text.append(first == 1 ? "" : "\n");
      for (List<List<String>> row : table) {
        append(row, table, first, end, text);
      }
      first = end;
    } while (first < columns);
    return text.toString();
  }

  /** The column before which a line is full that starts with a column, besides the heads. */
  private static int end(List<List<List<String>>> table, int first) {
    int length = 2 + width(table, 0);
    int end = first;
    while (end < table.getFirst().size()) {
      length += 2 + width(table, end);
      if (length > WIDEST_LINE && end > first) {
        break;
      }
      end++;
    }
    return end;
  }

  private static void append(
      List<List<String>> row,
      List<List<List<String>>> table,
      int first,
      int end,
      StringBuilder text) {
    int lines =
        IntStream.concat(IntStream.of(0), IntStream.range(first, end))
            .map(it -> row.get(it).size())
            .max()
            .orElse(1);
    for (int line = 0; line < lines; line++) {
      StringBuilder out = new StringBuilder();
      for (int column = 0; column < end; column = column == 0 ? first : column + 1) {
        List<String> cell = row.get(column);
        String part = line < cell.size() ? cell.get(line) : "";
        out.append(part).append(" ".repeat(width(table, column) - part.length() + 2));
      }
      text.append("  ").append(out.toString().stripTrailing()).append('\n');
    }
  }

  private static int width(List<List<List<String>>> table, int column) {
    return table.stream()
        .flatMap(row -> row.get(column).stream())
        .mapToInt(String::length)
        .max()
        .orElse(0);
  }

  /** A cell in lines that are not too long, if its words let them. */
  private static List<String> broken(String cell) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : cell.split(" ", -1)) {
      if (line.length() + word.length() >= WIDEST_COLUMN && !line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  static String markdown(List<Matrix> matrices) {
    StringBuilder text = new StringBuilder();
    for (Matrix matrix : matrices) {
      List<List<String>> table = table(matrix);
      text.append(text.isEmpty() ? "" : "\n").append("### ").append(Markdown.text(roles(matrix)));
      text.append("\n\n").append(row(table.getFirst()));
      text.append("|---".repeat(table.getFirst().size())).append("|\n");
      table.subList(1, table.size()).forEach(it -> text.append(row(it)));
    }
    return text.toString();
  }

  private static String row(List<String> cells) {
    return cells.stream()
        .map(it -> " " + Markdown.text(it) + " ")
        .collect(Collectors.joining("|", "|", "|\n"));
  }

  /** RFC 4180, each line with the roles that it is of. */
  static String csv(List<Matrix> matrices) {
    StringBuilder text = new StringBuilder();
    for (Matrix matrix : matrices) {
      List<List<String>> table = table(matrix);
      for (int i = 0; i < table.size(); i++) {
        List<String> cells = new ArrayList<>(List.of(i == 0 ? "roles" : roles(matrix)));
        cells.addAll(table.get(i));
        text.append(cells.stream().map(MatrixText::quoted).collect(Collectors.joining(",")));
        text.append("\r\n");
      }
    }
    return text.toString();
  }

  /** A field that a spreadsheet takes for text, never for a formula. */
  private static String quoted(String field) {
    String text = field.matches("[=+@\\t].*") ? "'" + field : field;
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  static String html(List<Matrix> matrices, String source) {
    StringBuilder text = new StringBuilder();
    text.append("<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>");
    text.append(escaped(source)).append("</title>\n<style>").append(STYLE).append("</style>\n");
    for (Matrix matrix : matrices) {
      text.append("<h2>").append(escaped(roles(matrix))).append("</h2>\n<table>\n");
      List<List<String>> table = table(matrix);
      for (int i = 0; i < table.size(); i++) {
        text.append("<tr>");
        for (int j = 0; j < table.get(i).size(); j++) {
          text.append(i == 0 || j == 0 ? head(table.get(i).get(j)) : cell(table.get(i).get(j)));
        }
        text.append("</tr>\n");
      }
      text.append("</table>\n");
    }
    return text.append("</html>\n").toString();
  }

  private static String head(String text) {
    return "<th>" + escaped(text) + "</th>";
  }

  private static String cell(String text) {
    String kind = text.equals("all") ? " class=\"all\"" : text.equals("-") ? " class=\"none\"" : "";
    return "<td" + kind + ">" + escaped(text) + "</td>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
