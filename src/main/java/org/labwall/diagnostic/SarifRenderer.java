package org.labwall.diagnostic;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/**
 * Writes diagnostics in SARIF 2.1.0, which code hosts show beside the lines of a change.
 *
 * <p>URIs are relative to the main source's directory.
 *
 * @see <a href="https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html">SARIF 2.1.0</a>
 */
public final class SarifRenderer {
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";
  private static final String UNRESERVED = "-._~/";
  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private SarifRenderer() {}

  /** The SARIF text of {@code diagnostics} in their order, as found by {@code version}. */
  public static String render(List<Diagnostic> diagnostics, String version) {
    List<Code> rules = diagnostics.stream().map(Diagnostic::code).distinct().sorted().toList();
    return JsonRenderer.write(
        json -> {
          json.beginObject();
          json.name("$schema").value(SCHEMA);
          json.name("version").value("2.1.0");
          json.name("runs").beginArray().beginObject();
          tool(rules, version, json);
          json.name("columnKind").value("unicodeCodePoints");
          json.name("results").beginArray();
          for (Diagnostic diagnostic : diagnostics) {
            result(diagnostic, rules, json);
          }
          json.endArray();
          json.endObject().endArray();
          json.endObject();
        });
  }

  private static void tool(List<Code> rules, String version, JsonWriter json) throws IOException {
    json.name("tool").beginObject().name("driver").beginObject();
    json.name("name").value("LabWall");
    json.name("version").value(version);
    json.name("rules").beginArray();
    for (Code rule : rules) {
      json.beginObject();
      json.name("id").value(rule.id());
      json.name("name").value(rule.slug());
      json.name("defaultConfiguration").beginObject();
      json.name("level").value(level(rule.severity()));
      json.endObject();
      json.endObject();
    }
    json.endArray();
    json.endObject().endObject();
  }

  private static void result(Diagnostic diagnostic, List<Code> rules, JsonWriter json)
      throws IOException {
    json.beginObject();
    json.name("ruleId").value(diagnostic.code().id());
    json.name("ruleIndex").value(rules.indexOf(diagnostic.code()));
    json.name("level").value(level(diagnostic.severity()));
    message(diagnostic.message() + diagnostic.hint().map(hint -> " " + hint).orElse(""), json);
    json.name("locations").beginArray();
    if (diagnostic.place().isPresent()) {
      json.beginObject();
      place(diagnostic.place().get(), json);
      json.endObject();
    }
    json.endArray();
    List<Diagnostic.Related> places = diagnostic.places();
    if (!places.isEmpty()) {
      json.name("relatedLocations").beginArray();
      for (Diagnostic.Related related : places) {
        json.beginObject();
        place(related.span(), json);
        message(related.message(), json);
        json.endObject();
      }
      json.endArray();
    }
    json.endObject();
  }

  private static void message(String text, JsonWriter json) throws IOException {
    json.name("message").beginObject().name("text").value(text).endObject();
  }

  private static void place(Span span, JsonWriter json) throws IOException {
    SourceFile file = span.file();
    json.name("physicalLocation").beginObject();
    json.name("artifactLocation").beginObject().name("uri").value(uri(file.name())).endObject();
    json.name("region").beginObject();
    json.name("startLine").value(file.line(span.start()));
    json.name("startColumn").value(file.column(span.start()));
    json.name("endLine").value(file.line(span.end()));
    json.name("endColumn").value(file.column(span.end()));
    json.endObject();
    json.endObject();
  }

  /** The relative URI of a path; a colon is written in hex, lest its first part be a scheme. */
  static String uri(String path) {
    return path.codePoints()
        .mapToObj(Character::toString)
        .map(it -> isPlain(it) ? it : percent(it))
        .collect(Collectors.joining());
  }

  private static boolean isPlain(String character) {
    return UNRESERVED.contains(character) || character.matches("[A-Za-z0-9]");
  }

  private static String percent(String character) {
    StringBuilder out = new StringBuilder();
    for (byte unit : character.getBytes(StandardCharsets.UTF_8)) {
      out.append('%').append(HEX.toHexDigits(unit));
    }
    return out.toString();
  }

  private static String level(Severity severity) {
    return switch (severity) {
      case ERROR -> "error";
      case WARNING -> "warning";
      case HINT -> "note";
    };
  }
}
