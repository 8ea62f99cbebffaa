package org.labwall.diagnostic;

import com.google.gson.FormattingStyle;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/**
 * Writes diagnostics for programs, as one JSON object.
 *
 * <p>{@code errors} and {@code warnings} are counts; each of {@code diagnostics} has {@code code},
 * {@code severity}, {@code message}, {@code hint} and {@code related} where there are any, and its
 * place: {@code file} and {@code start}, {@code end} with a {@code line} and a {@code column} from
 * 1, columns in code points, the end after the last character.
 */
public final class JsonRenderer {
  private JsonRenderer() {}

  /** The JSON text of {@code diagnostics} in their order. */
  public static String render(List<Diagnostic> diagnostics) {
    return write(json -> write(diagnostics, json));
  }

  /** The text of one JSON value, indented and with an end of line. */
  public static String write(Content content) {
    StringWriter out = new StringWriter();
    try (JsonWriter json = new JsonWriter(out)) {
      json.setFormattingStyle(FormattingStyle.PRETTY);
      json.setHtmlSafe(false);
      content.write(json);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return out.append('\n').toString();
  }

  private static void write(List<Diagnostic> diagnostics, JsonWriter json) throws IOException {
    json.beginObject();
    json.name("errors").value(count(diagnostics, Severity.ERROR));
    json.name("warnings").value(count(diagnostics, Severity.WARNING));
    json.name("diagnostics").beginArray();
    for (Diagnostic diagnostic : diagnostics) {
      write(diagnostic, json);
    }
    json.endArray();
    json.endObject();
  }

  private static void write(Diagnostic diagnostic, JsonWriter json) throws IOException {
    json.beginObject();
    json.name("code").value(diagnostic.code().id());
    json.name("severity").value(diagnostic.severity().word());
    json.name("message").value(diagnostic.message());
    Optional<String> hint = diagnostic.hint();
    if (hint.isPresent()) {
      json.name("hint").value(hint.get());
    }
    if (diagnostic.place().isPresent()) {
      place(diagnostic.place().get(), json);
    }
    List<Diagnostic.Related> places = diagnostic.places();
    if (!places.isEmpty()) {
      json.name("related").beginArray();
      for (Diagnostic.Related related : places) {
        json.beginObject();
        json.name("message").value(related.message());
        place(related.span(), json);
        json.endObject();
      }
      json.endArray();
    }
    json.endObject();
  }

  private static void place(Span span, JsonWriter json) throws IOException {
    json.name("file").value(span.file().name());
    json.name("start");
    position(span.file(), span.start(), json);
    json.name("end");
    position(span.file(), span.end(), json);
  }

  private static void position(SourceFile file, int offset, JsonWriter json) throws IOException {
    json.beginObject();
    json.name("line").value(file.line(offset));
    json.name("column").value(file.column(offset));
    json.endObject();
  }

  private static long count(List<Diagnostic> diagnostics, Severity severity) {
    return diagnostics.stream().filter(it -> it.severity() == severity).count();
  }

  /** What is written into a JSON text. */
  public interface Content {
    /** Writes it. */
    void write(JsonWriter json) throws IOException;
  }
}
