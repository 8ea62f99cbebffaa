package org.labwall.trace;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.labwall.diagnostic.JsonRenderer;
import org.labwall.loaded.Chain;
import org.labwall.loaded.ElementSet.Element;
import org.labwall.loaded.Statement;
import org.labwall.model.Rule;
import org.labwall.model.Translation;
import org.labwall.packet.Datagram;
import org.labwall.source.Span;

/**
 * Writes traces for programs, as one JSON object.
 *
 * <p>{@code traces} has one for each packet and role: {@code role}, {@code verdict} ({@code allow},
 * {@code deny} or {@code reject}), {@code packet} as it comes and {@code seen} as it is at last,
 * {@code entry}, {@code exit}, and the {@code line} that decides or the {@code reason} where none
 * does; {@code translations}; {@code rules}, each with its {@code hook}, {@code chains}, {@code
 * text} and {@code elements}; {@code log} prefixes; {@code limits}; {@code near} rules, each with
 * the part that is {@code missing}. Places have {@code file} and {@code line}.
 */
public final class TraceJson {
  private final JsonWriter json;

  private TraceJson(JsonWriter json) {
    this.json = json;
  }

  /** The JSON text of traces in their order. */
  public static String of(List<Trace> traces) {
    return JsonRenderer.write(
        json -> {
          json.beginObject().name("traces").beginArray();
          for (Trace trace : traces) {
            new TraceJson(json).write(trace);
          }
          json.endArray().endObject();
        });
  }

  private void write(Trace trace) throws IOException {
    json.beginObject();
    json.name("role").value(trace.role());
    json.name("verdict").value(lower(trace.fate().verdict()));
    Optional<Span> line = trace.fate().line();
    if (line.isPresent()) {
      json.name("line");
      place(line.get(), Wording.statement(line.get()));
    } else {
      json.name("reason").value(trace.fate().reason());
    }
    json.name("packet");
    packet(trace.packet());
    json.name("seen");
    packet(trace.fate().seen());
    optional("entry", trace.packet().entry());
    optional("exit", trace.exit());
    names("belongs", trace.belongs());
    json.name("translations").beginArray();
    for (Translation translation : trace.fate().translations()) {
      place(translation.span(), Wording.statement(translation.span()));
    }
    json.endArray();
    json.name("rules").beginArray();
    for (Met met : trace.implementing()) {
      rule(met);
    }
    json.endArray();
    names("log", trace.way().logs().stream().map(Statement.Log::prefix).toList());
    limits(trace);
    json.name("near").beginArray();
    for (Near near : trace.near()) {
      near(near);
    }
    json.endArray();
    json.endObject();
  }

  private void packet(Datagram packet) throws IOException {
    json.beginObject();
    json.name("protocol").value(packet.protocol());
    json.name("source").value(packet.source().toString());
    json.name("destination").value(packet.destination().toString());
    if (packet.hasPorts()) {
      json.name("sourcePort").value(packet.first());
      json.name("destinationPort").value(packet.second());
    } else if (packet.isIcmp()) {
      json.name("type").value(packet.first());
      json.name("code").value(packet.second());
    }
    json.endObject();
  }

  private void rule(Met met) throws IOException {
    json.beginObject();
    json.name("hook").value(lower(met.base().hook()));
    names("chains", met.way().stream().map(Chain::name).toList());
    json.name("led").beginArray();
    for (org.labwall.loaded.Rule by : met.led()) {
      place(by.span(), by.span().text().strip());
    }
    json.endArray();
    json.name("policy").value(met.rule().isEmpty());
    placeIn(met.span(), met.span().text().strip());
    json.name("elements").beginArray();
    for (Element element : met.elements()) {
      place(element.span(), element.span().text().strip());
    }
    json.endArray();
    json.endObject();
  }

  private void limits(Trace trace) throws IOException {
    json.name("limits").beginArray();
    for (Rule rule : trace.fate().limited()) {
      place(rule.span(), Wording.statement(rule.span()));
    }
    json.endArray();
    if (trace.beyond().isPresent()) {
      json.name("beyond").value(trace.beyond().get().end() == Walk.End.ACCEPTED ? "allow" : "deny");
    }
  }

  private void near(Near near) throws IOException {
    json.beginObject();
    placeIn(near.rule().span(), Wording.statement(near.rule().span()));
    json.name("missing").value(lower(near.but()));
    json.name("why").value(near.why());
    json.endObject();
  }

  private void place(Span span, String text) throws IOException {
    json.beginObject();
    placeIn(span, text);
    json.endObject();
  }

  private void placeIn(Span span, String text) throws IOException {
    json.name("file").value(span.outermost().file().name());
    json.name("line").value(span.outermost().line());
    json.name("cite").value(span.cite());
    json.name("text").value(text);
  }

  private void names(String key, List<String> values) throws IOException {
    json.name(key).beginArray();
    for (String value : values) {
      json.value(value);
    }
    json.endArray();
  }

  private void optional(String key, Optional<String> value) throws IOException {
    if (value.isPresent()) {
      json.name(key).value(value.get());
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
