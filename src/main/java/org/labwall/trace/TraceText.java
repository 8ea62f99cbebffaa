package org.labwall.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.labwall.loaded.Chain;
import org.labwall.loaded.ElementSet.Element;
import org.labwall.loaded.Statement;
import org.labwall.model.Rule;
import org.labwall.model.Translation;
import org.labwall.packet.Datagram;
import org.labwall.packet.Fate;
import org.labwall.source.Span;

/** Writes traces for people. Roles of which the same is to be said are told together. */
public final class TraceText {
  private static final int LABEL = 10;

  /** Stands for the number of a line in a generated file, which may differ from role to role. */
  private static final char NUMBER = '\0';

  private final String role;
  private final StringBuilder text = new StringBuilder();
  private final List<Integer> numbers = new ArrayList<>();

  private TraceText(String role) {
    this.role = role;
  }

  /** The text of the traces of one packet, of which there is one at least. */
  public static String of(List<Trace> traces) {
    Map<String, List<TraceText>> alike = new LinkedHashMap<>();
    for (Trace trace : traces) {
      TraceText said = new TraceText(trace.role());
      said.write(trace);
      alike.computeIfAbsent(said.text.toString(), it -> new ArrayList<>()).add(said);
    }
    return alike.entrySet().stream()
        .map(it -> together(it.getKey(), it.getValue()))
        .collect(Collectors.joining("\n"));
  }

  private static String together(String said, List<TraceText> roles) {
    StringBuilder all = new StringBuilder();
    all.append(roles.stream().map(it -> it.role).collect(Collectors.joining(", "))).append(": ");
    int place = 0;
    for (char character : said.toCharArray()) {
      if (character == NUMBER) {
        all.append(number(place++, roles));
      } else {
        all.append(character);
      }
    }
    return all.toString();
  }

  private static String number(int place, List<TraceText> roles) {
    int first = roles.getFirst().numbers.get(place);
    StringBuilder number = new StringBuilder().append(first);
    for (TraceText other : roles) {
      if (other.numbers.get(place) != first) {
        number.append(" (").append(other.role).append(' ').append(other.numbers.get(place));
        number.append(')');
      }
    }
    return number.toString();
  }

  private void write(Trace trace) {
    text.append(verdict(trace)).append('\n');
    line("packet", Wording.packet(trace.packet()));
    line("path", path(trace));
    trace
        .rule()
        .ifPresent(it -> line("line", it.span().cite() + ": " + Wording.statement(it.span())));
    for (Translation translation : trace.fate().translations()) {
      boolean said = trace.fate().line().equals(Optional.of(translation.span()));
      line(
          said ? "line" : "changes",
          translation.span().cite() + ": " + Wording.statement(translation.span()));
    }
    String cite = trace.fate().cite();
    trace.implementing().forEach(it -> implementing(it, cite));
    if (!trace.agrees()) {
      line("", "which is not what the source says");
    }
    for (Statement.Log log : trace.way().logs()) {
      line("log", "\"" + log.prefix() + "\"");
    }
    limits(trace);
    for (Near near : trace.near()) {
      Span span = near.rule().span();
      line("near", span.cite() + ": " + Wording.statement(span));
      line("", near.why());
    }
  }

  private void line(String label, String said) {
    text.append("  ").append(label).append(" ".repeat(LABEL - label.length()));
    text.append(said).append('\n');
  }

  private static String verdict(Trace trace) {
    Fate fate = trace.fate();
    String word =
        switch (fate.verdict()) {
          case ALLOW -> "allowed";
          case DENY -> "denied";
          case REJECT -> "rejected";
        };
    return word + fate.line().map(it -> " by " + it.cite()).orElse(": " + fate.reason());
  }

  /** Where it comes in, what it becomes, where it leaves. */
  private static String path(Trace trace) {
    Datagram packet = trace.packet();
    Fate fate = trace.fate();
    List<String> steps = new ArrayList<>();
    steps.add(packet.entry().map(it -> it + belongs(trace)).orElse("self"));
    Datagram seen = fate.seen();
    for (Translation translation : fate.translations()) {
      boolean forward = translation instanceof Translation.OfDestination;
      steps.add(
          forward
              ? "(%s: to %s)".formatted(translation.span().cite(), Wording.destination(seen))
              : "(%s: from %s)".formatted(translation.span().cite(), seen.source()));
    }
    if (trace.isAllowed()
        && fate.translations().stream().noneMatch(Translation.OfSource.class::isInstance)
        && !seen.source().equals(packet.source())) {
      steps.add("(from " + seen.source() + ", so that answers come back here)");
    }
    String end = trace.exit().orElse("self");
    steps.add(trace.isAllowed() ? end : stopped(trace, end));
    return String.join(" -> ", steps);
  }

  private static String stopped(Trace trace, String end) {
    return trace.way().end() == Walk.End.NOWHERE ? "nowhere" : "stopped before " + end;
  }

  private static String belongs(Trace trace) {
    return trace.belongs().isEmpty()
        ? ""
        : " (%s belongs behind %s)"
            .formatted(trace.packet().source(), String.join(", ", trace.belongs()));
  }

  private void implementing(Met met, String cite) {
    List<String> chains = met.way().stream().map(Chain::name).toList();
    if (met.rule().isEmpty()) {
      line("policy", policy(met));
    } else {
      // What led there is of interest where it is of the line that decides.
      met.led().stream()
          .filter(it -> cites(it, cite))
          .forEach(it -> line("rule", inOneLine(it.span())));
      line("rule", inOneLine(met.span()));
    }
    line("", place(met.span()) + ", in " + String.join(" -> ", chains));
    for (Element element : met.elements()) {
      line("element", inOneLine(element.span()) + "  (" + place(element.span()) + ")");
    }
  }

  private static boolean cites(org.labwall.loaded.Rule rule, String line) {
    return Pattern.compile(Pattern.quote(line) + "(?!\\d)").matcher(rule.comment()).find();
  }

  private static String policy(Met met) {
    String chain = met.way().getFirst().name();
    return chain + (met.passes() ? " accepts" : " drops") + " what no rule decides";
  }

  private static String inOneLine(Span span) {
    return span.text().strip().replaceAll("\\s+", " ");
  }

  /** Where a file lies on its machine, for roles' files differ in their names else. */
  private String place(Span span) {
    numbers.add(span.line());
    String name = span.file().name();
    return name.substring(name.indexOf('/') + 1) + ":" + NUMBER;
  }

  private void limits(Trace trace) {
    for (Rule rule : trace.fate().limited()) {
      Rule.Limit limit = rule.limit().orElseThrow();
      line(
          "limit",
          "%s matches while there are tokens: %d/%s, %d at once"
              .formatted(
                  rule.span().cite(),
                  limit.packets(),
                  limit.unit().name().toLowerCase(Locale.ROOT),
                  limit.tokens()));
    }
    trace.beyond().ifPresent(it -> line("", "beyond, packets are " + beyond(it)));
  }

  private static String beyond(Walk.Result way) {
    String word =
        switch (way.end()) {
          case ACCEPTED -> "allowed";
          case DROPPED, NOWHERE -> "denied";
          case REJECTED -> "rejected";
        };
    return word + way.deciding().map(TraceText::by).orElse("");
  }

  private static String by(Met met) {
    return ": " + met.rule().map(it -> inOneLine(it.span())).orElseGet(() -> policy(met));
  }
}
