package org.labwall.editors;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes maps, lists and strings as JSON, two spaces a level. */
final class Json {
  private Json() {}

  static String text(Object value) {
    return text(value, "\n") + "\n";
  }

  private static String text(Object value, String line) {
    String inner = line + "  ";
    return switch (value) {
      case Map<?, ?> map ->
          map.entrySet().stream()
              .map(it -> quoted(it.getKey().toString()) + ": " + text(it.getValue(), inner))
              .collect(Collectors.joining("," + inner, "{" + inner, line + "}"));
      case List<?> list ->
          list.stream()
              .map(it -> text(it, inner))
              .collect(Collectors.joining("," + inner, "[" + inner, line + "]"));
      default -> quoted(value.toString());
    };
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\t", "\\t") + '"';
  }
}
