package org.labwall.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.labwall.compiler.Catalogue;
import org.labwall.compiler.Catalogue.Entry;
import org.labwall.compiler.Catalogue.MacroEntry;
import org.labwall.compiler.Catalogue.Packets;
import org.labwall.compiler.Catalogue.Parameter;
import org.labwall.compiler.Catalogue.ServiceEntry;
import org.labwall.diagnostic.JsonRenderer;
import org.labwall.diagnostic.Similar;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code labwall services}: what the standard library has. */
final class ServicesCommand implements Command {
  private static final List<String> FORMATS = List.of("text", "json");

  @Override
  public CommandSpec spec() {
    return Options.command(
            "services",
            "List the services and macros that every source knows.",
            "labwall services samba",
            "labwall services tcp/443")
        .addPositional(
            PositionalParamSpec.builder()
                .type(String.class)
                .paramLabel("NAME")
                .index("0")
                .arity("0..1")
                .required(false)
                .description("All about one; a part of a name, or a port, lists what has it.")
                .build())
        .addOption(Options.value("FORMAT", "`text` or `json`.", "--format").build());
  }

  @Override
  public int run(ParseResult arguments, Console console) throws IOException {
    String format = Options.format(arguments, FORMATS);
    Catalogue catalogue = new Catalogue();
    Optional<String> wanted = Optional.ofNullable(arguments.matchedPositionalValue(0, null));
    List<Entry> found = wanted.map(catalogue::find).orElseGet(catalogue::entries);
    if (found.isEmpty()) {
      console.complain("labwall: " + nothing(wanted.orElse(""), catalogue) + "\n");
      return FOUND;
    }
    console.print(
        format.equals("json")
            ? JsonRenderer.write(json -> write(found, json))
            : ServicesText.of(found, wanted, catalogue));
    return DONE;
  }

  private static String nothing(String wanted, Catalogue catalogue) {
    String hint = Similar.hint(wanted, catalogue.names()).orElse("`labwall services` lists them.");
    return Catalogue.mistake(wanted).orElse("No service or macro has `" + wanted + "`. " + hint);
  }

  private static void write(List<Entry> entries, JsonWriter json) throws IOException {
    json.beginObject();
    json.name("services").beginArray();
    for (Entry entry : entries) {
      if (entry instanceof ServiceEntry service) {
        write(service, json);
      }
    }
    json.endArray();
    json.name("macros").beginArray();
    for (Entry entry : entries) {
      if (entry instanceof MacroEntry macro) {
        write(macro, json);
      }
    }
    json.endArray();
    json.endObject();
  }

  private static void write(ServiceEntry service, JsonWriter json) throws IOException {
    start(service, json);
    json.name("members").beginArray();
    for (String member : service.members()) {
      json.value(member);
    }
    json.endArray();
    json.name("packets").beginArray();
    for (Packets packets : service.packets()) {
      json.beginObject();
      json.name("service").value(packets.text());
      if (packets.helper().isPresent()) {
        json.name("helper").value(packets.helper().get());
      }
      json.endObject();
    }
    json.endArray();
    json.endObject();
  }

  private static void write(MacroEntry macro, JsonWriter json) throws IOException {
    start(macro, json);
    json.name("parameters").beginArray();
    for (Parameter parameter : macro.parameters()) {
      json.beginObject();
      json.name("name").value(parameter.name());
      if (parameter.value().isPresent()) {
        json.name("value").value(parameter.value().get());
      }
      json.endObject();
    }
    json.endArray();
    json.name("text").value(macro.span().text());
    json.endObject();
  }

  private static void start(Entry entry, JsonWriter json) throws IOException {
    json.beginObject();
    json.name("name").value(entry.name());
    json.name("documentation").value(entry.documentation());
    json.name("file").value(entry.span().file().name());
    json.name("line").value(entry.span().line());
  }
}
