package org.labwall.lab.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class TrialReportTest {
  private static final TrialReport REPORT =
      new TrialReport(
          "office",
          List.of(
              new TrialCase(
                  "master", "daemons", Duration.ofMillis(1_500), List.of("keepalived"), List.of()),
              new TrialCase(
                  "master",
                  "packets",
                  Duration.ofMillis(20),
                  List.of("2 packets"),
                  List.of("`master` drops \"a\" <b> & c.", "Another."))));

  @Test
  void peopleReadLines() {
    assertEquals(
        """
        ok    master, daemons: keepalived
        FAIL  master, packets: 2 packets
              `master` drops "a" <b> & c.
              Another.
        """,
        TrialReport.line(REPORT.cases().get(0)) + TrialReport.line(REPORT.cases().get(1)));
    assertEquals("1 passed, 1 failed, 1.520 s", REPORT.summary());
  }

  @Test
  void programsReadTheXmlOfJUnit() throws Exception {
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(REPORT.junit().getBytes(StandardCharsets.UTF_8)));
    Element suite = (Element) document.getElementsByTagName("testsuite").item(0);
    assertEquals("2", suite.getAttribute("tests"));
    assertEquals("1", suite.getAttribute("failures"));
    Element failure = (Element) document.getElementsByTagName("failure").item(0);
    assertEquals("`master` drops \"a\" <b> & c.", failure.getAttribute("message"));
    Element first = (Element) document.getElementsByTagName("testcase").item(0);
    assertEquals("1.500", first.getAttribute("time"));
  }

  @Test
  void programsReadJson() {
    var report = JsonParser.parseString(REPORT.json()).getAsJsonObject();
    assertEquals(1, report.get("failed").getAsInt());
    var second = report.getAsJsonArray("cases").get(1).getAsJsonObject();
    assertEquals(2, second.getAsJsonArray("faults").size());
    assertEquals(20, second.get("milliseconds").getAsInt());
  }
}
