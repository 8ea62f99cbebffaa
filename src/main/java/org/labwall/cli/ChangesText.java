package org.labwall.cli;

import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.labwall.diagnostic.JsonRenderer;
import org.labwall.flow.Change;
import org.labwall.flow.Flow;
import org.labwall.flow.Saying.Reason;
import org.labwall.model.Role;
import org.labwall.source.Span;

/** Lays out what changes of flows: for people, for programs, and for merge requests. */
final class ChangesText {
  private static final String NONE = "no difference in behaviour\n";

  private ChangesText() {}

  /** By roles and by what changes, the shortest to say first. */
  private static Map<String, Map<Change.Kind, List<Change>>> grouped(List<Change> changes) {
    Map<String, Map<Change.Kind, List<Change>>> groups = new LinkedHashMap<>();
    changes.stream()
        .sorted(
            Comparator.comparingInt((Change it) -> -it.roles().size())
                .thenComparing(Change::kind)
                .thenComparing(it -> it.flow().words())
                .thenComparing(it -> it.flow().text()))
        .forEach(
            it ->
                groups
                    .computeIfAbsent(roles(it), role -> new LinkedHashMap<>())
                    .computeIfAbsent(it.kind(), kind -> new ArrayList<>())
                    .add(it));
    return groups;
  }

  private static String roles(Change change) {
    return change.roles().stream().map(Role::name).collect(Collectors.joining(", "));
  }

  static String plain(List<Change> changes) {
    if (changes.isEmpty()) {
      return NONE;
    }
    StringBuilder text = new StringBuilder();
    grouped(changes)
        .forEach(
            (roles, kinds) -> {
              text.append(roles).append(":\n");
              kinds.forEach(
                  (kind, all) -> {
                    text.append("  ").append(kind.text()).append('\n');
                    all.forEach(it -> plain(it, text));
                  });
            });
    return text.toString();
  }

  private static void plain(Change change, StringBuilder text) {
    text.append("    ").append(change.flow().text()).append('\n');
    text.append("      was ").append(before(change)).append('\n');
    text.append("      now ").append(after(change)).append('\n');
  }

  private static String before(Change change) {
    return change.before() + ": " + reasons(change.decided());
  }

  private static String after(Change change) {
    return change.after() + ": " + reasons(change.decides());
  }

  private static String reasons(List<Reason> reasons) {
    return reasons.stream()
        .map(it -> it.line().map(Span::cite).orElse(it.words()))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  static String markdown(List<Change> changes) {
    if (changes.isEmpty()) {
      return "No difference in behaviour.\n";
    }
    StringBuilder text = new StringBuilder();
    grouped(changes)
        .forEach(
            (roles, kinds) -> {
              text.append("### ").append(Markdown.text(roles)).append("\n\n");
              text.append("| what | from | to | services | was | now |\n");
              text.append("|---|---|---|---|---|---|\n");
              kinds.values().forEach(all -> all.forEach(it -> row(it, text)));
              text.append('\n');
            });
    return text.toString().stripTrailing() + "\n";
  }

  private static void row(Change change, StringBuilder text) {
    text.append("| ").append(change.kind().text());
    text.append(" | ").append(Markdown.text(String.join(", ", change.flow().from())));
    text.append(" | ").append(Markdown.text(String.join(", ", change.flow().to())));
    text.append(" | ").append(Markdown.text(change.flow().what()));
    text.append(" | ").append(Markdown.text(before(change)));
    text.append(" | ").append(Markdown.text(after(change))).append(" |\n");
  }

  static String json(List<Change> changes) {
    return JsonRenderer.write(
        json -> {
          json.beginObject();
          json.name("changes").beginArray();
          for (Change change : changes) {
            write(change, json);
          }
          json.endArray();
          json.endObject();
        });
  }

  private static void write(Change change, JsonWriter json) throws IOException {
    json.beginObject();
    json.name("kind").value(change.kind().name().toLowerCase(Locale.ROOT));
    write("roles", change.roles().stream().map(Role::name).toList(), json);
    write("from", change.flow().from(), json);
    write("to", change.flow().to(), json);
    write("services", change.flow().services(), json);
    write(
        "families",
        change.flow().families().stream().map(it -> it.name().toLowerCase(Locale.ROOT)).toList(),
        json);
    Flow.Sort sort = change.flow().sort();
    json.name("state").value(sort.state().name().toLowerCase(Locale.ROOT));
    json.name("forwarded").value(sort.forwarded());
    json.name("above_limits").value(sort.aboveLimits());
    json.name("partly").value(change.flow().partly());
    json.name("before").value(change.before());
    json.name("after").value(change.after());
    write("decided", lines(change.decided()), json);
    write("decides", lines(change.decides()), json);
    json.endObject();
  }

  private static List<String> lines(List<Reason> reasons) {
    return reasons.stream().map(it -> it.line().map(Span::cite).orElse(it.words())).toList();
  }

  private static void write(String name, List<String> values, JsonWriter json) throws IOException {
    json.name(name).beginArray();
    for (String value : values) {
      json.value(value);
    }
    json.endArray();
  }
}
