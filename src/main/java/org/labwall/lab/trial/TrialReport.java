package org.labwall.lab.trial;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.StringWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.labwall.trace.Trace;
import org.labwall.trace.TraceJson;
import org.labwall.trace.TraceText;

/**
 * All that was tried of a lab.
 *
 * @param lab its name
 * @param cases what was tried, in order
 */
public record TrialReport(String lab, List<TrialCase> cases) {
  public TrialReport {
    cases = List.copyOf(cases);
  }

  /** How many of them failed. */
  public long failed() {
    return cases.stream().filter(it -> !it.passed()).count();
  }

  private Duration time() {
    return cases.stream().map(TrialCase::time).reduce(Duration.ZERO, Duration::plus);
  }

  /** The last line of what people read. */
  public String summary() {
    return "%d passed, %d failed, %s s"
        .formatted(cases.size() - failed(), failed(), seconds(time()));
  }

  /** One case as people read it. */
  public static String line(TrialCase it) {
    StringBuilder text = new StringBuilder();
    String facts = it.facts().isEmpty() ? "" : ": " + String.join(", ", it.facts());
    text.append(
        "%s  %s, %s%s%n".formatted(it.passed() ? "ok  " : "FAIL", it.subject(), it.name(), facts));
    for (Fault fault : it.faults()) {
      text.append(fault(fault).indent(6));
    }
    return text.toString();
  }

  /** A fault, and below it the trace of its packet. */
  private static String fault(Fault fault) {
    return fault.sentence()
        + fault.trace().map(it -> "\n" + TraceText.of(List.of(it)).indent(2)).orElse("");
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1e3);
  }

  /**
   * The report as JSON. Of each case {@code traces} are those of its faults, where they have any,
   * each with the {@code fault} that it explains.
   */
  public String json() {
    JsonArray all = new JsonArray();
    for (TrialCase it : cases) {
      JsonObject one = new JsonObject();
      one.addProperty("subject", it.subject());
      one.addProperty("name", it.name());
      one.addProperty("passed", it.passed());
      one.addProperty("milliseconds", it.time().toMillis());
      one.add("facts", array(it.facts()));
      one.add("faults", array(sentences(it)));
      one.add("traces", traces(it));
      all.add(one);
    }
    JsonObject report = new JsonObject();
    report.addProperty("lab", lab);
    report.addProperty("passed", cases.size() - failed());
    report.addProperty("failed", failed());
    report.add("cases", all);
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create().toJson(report)
        + "\n";
  }

  private static List<String> sentences(TrialCase it) {
    return it.faults().stream().map(Fault::sentence).toList();
  }

  private static JsonArray traces(TrialCase it) {
    List<Fault> explained =
        it.faults().stream().filter(fault -> fault.trace().isPresent()).toList();
    List<Trace> all = explained.stream().flatMap(fault -> fault.trace().stream()).toList();
    JsonArray traces =
        JsonParser.parseString(TraceJson.of(all)).getAsJsonObject().getAsJsonArray("traces");
    for (int i = 0; i < explained.size(); i++) {
      traces.get(i).getAsJsonObject().addProperty("fault", explained.get(i).sentence());
    }
    return traces;
  }

  private static JsonArray array(List<String> words) {
    JsonArray array = new JsonArray();
    words.forEach(array::add);
    return array;
  }

  /** The report as the XML that Jenkins and GitLab take from JUnit: one suite for each subject. */
  public String junit() {
    Map<String, List<TrialCase>> subjects = new LinkedHashMap<>();
    cases.forEach(
        it -> subjects.computeIfAbsent(it.subject(), key -> new java.util.ArrayList<>()).add(it));
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      start(xml, "testsuites", Map.of("name", lab));
      for (Map.Entry<String, List<TrialCase>> subject : subjects.entrySet()) {
        suite(xml, subject.getKey(), subject.getValue());
      }
      xml.writeEndElement();
      xml.writeCharacters("\n");
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException impossible) {
      throw new IllegalStateException(impossible);
    }
    return text.toString();
  }

  private static void start(XMLStreamWriter xml, String element, Map<String, String> attributes)
      throws XMLStreamException {
    xml.writeStartElement(element);
    for (Map.Entry<String, String> attribute : attributes.entrySet()) {
      xml.writeAttribute(attribute.getKey(), attribute.getValue());
    }
    xml.writeCharacters("\n");
  }

  private void suite(XMLStreamWriter xml, String subject, List<TrialCase> all)
      throws XMLStreamException {
    Map<String, String> counts = new LinkedHashMap<>();
    counts.put("name", subject);
    counts.put("tests", String.valueOf(all.size()));
    counts.put("failures", String.valueOf(all.stream().filter(it -> !it.passed()).count()));
    start(xml, "testsuite", counts);
    for (TrialCase it : all) {
      Map<String, String> attributes = new LinkedHashMap<>();
      attributes.put("classname", lab + "." + subject);
      attributes.put("name", it.name());
      attributes.put("time", seconds(it.time()));
      start(xml, "testcase", attributes);
      if (!it.passed()) {
        xml.writeStartElement("failure");
        xml.writeAttribute("message", it.faults().getFirst().sentence());
        xml.writeCharacters(
            it.faults().stream().map(TrialReport::fault).collect(Collectors.joining("\n")));
        xml.writeEndElement();
        xml.writeCharacters("\n");
      }
      if (!it.facts().isEmpty()) {
        xml.writeStartElement("system-out");
        xml.writeCharacters(String.join("\n", it.facts()));
        xml.writeEndElement();
        xml.writeCharacters("\n");
      }
      xml.writeEndElement();
      xml.writeCharacters("\n");
    }
    xml.writeEndElement();
    xml.writeCharacters("\n");
  }
}
