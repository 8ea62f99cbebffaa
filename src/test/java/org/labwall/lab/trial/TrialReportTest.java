package org.labwall.lab.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.labwall.address.Address;
import org.labwall.backend.Firewall;
import org.labwall.backend.OutputFile;
import org.labwall.backend.OutputTree;
import org.labwall.compiler.Compilation;
import org.labwall.compiler.Compiler;
import org.labwall.compiler.Tracing;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.SourceReader;
import org.labwall.lab.probe.Mismatch;
import org.labwall.model.Service;
import org.labwall.packet.Datagram;
import org.labwall.packet.Judge;
import org.labwall.packet.Probe;
import org.labwall.project.Node;
import org.labwall.project.Projector;
import org.labwall.trace.TraceText;
import org.labwall.trace.Tracer;
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
                  List.of(Fault.of("`master` drops \"a\" <b> & c."), Fault.of("Another.")))));

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

  /** Of what one line says of many packets the trace of the first is enough. */
  @Test
  void aPacketThatFaresOtherwiseIsExplained() {
    Findings findings = findings(UnaryOperator.identity());
    TrialCase packets =
        new TrialCase("router", "packets", Duration.ZERO, findings.facts(), findings.faults());
    assertEquals(
        """
        FAIL  router, packets
              `router` lets 172.16.10.5 port 4000 -> 8.8.8.8 tcp/80 by eth0 pass to eth1 by stdin:3, \
        and it is met nowhere.
                router: allowed by stdin:3
                  packet    tcp 172.16.10.5:4000 -> 8.8.8.8:80
                  path      eth0 -> eth1
                  line      stdin:3: allow from staff to internet http
                  rule      -A FORWARD -i eth0 -s 172.16.10.0/24 -o eth1 -p tcp --dport 80 -m comment \
        --comment "stdin:3" -j ACCEPT
                            etc/iptables/rules.v4:21, in FORWARD
              `router` lets 172.16.10.5 port 4001 -> 8.8.8.8 tcp/80 by eth0 pass to eth1 by stdin:3, \
        and it is met nowhere.
        """,
        TrialReport.line(packets));
    TrialReport report = new TrialReport("office", List.of(packets));
    assertTrue(report.junit().contains("router: allowed by stdin:3\n"), report.junit());
    var said =
        JsonParser.parseString(report.json())
            .getAsJsonObject()
            .getAsJsonArray("cases")
            .get(0)
            .getAsJsonObject();
    assertEquals(2, said.getAsJsonArray("faults").size());
    assertEquals(1, said.getAsJsonArray("traces").size());
    var trace = said.getAsJsonArray("traces").get(0).getAsJsonObject();
    assertEquals(said.getAsJsonArray("faults").get(0), trace.get("fault"));
    var rule = trace.getAsJsonArray("rules").get(0).getAsJsonObject();
    assertEquals("router/etc/iptables/rules.v4", rule.get("file").getAsString());
  }

  @Test
  void whatWasCompiledWronglyIsSaidToBe() {
    Findings findings = findings(text -> text.replace("--dport 80", "--dport 81"));
    String said = TraceText.of(List.of(findings.faults().getFirst().trace().orElseThrow()));
    assertTrue(said.contains("-A FORWARD -m comment --comment \"no rule\" -j DROP"), said);
    assertTrue(said.contains("  which is not what the source says\n"), said);
  }

  /** Two packets that are not met, of rules that may be changed after they were compiled. */
  private static Findings findings(UnaryOperator<String> change) {
    byte[] text =
        """
        DEV internet eth1 203.0.113.0/24 203.0.113.2 via 203.0.113.1
        DEV staff    eth0 172.16.10.0/24 172.16.10.1
        allow from staff to internet http
        """
            .getBytes(StandardCharsets.UTF_8);
    SourceReader reader = SourceReader.standardInput(new ByteArrayInputStream(text), Path.of("."));
    Compilation right =
        Compiler.compile(
                reader,
                new Compiler.Options(LocalDate.MIN, false, Firewall.IPTABLES),
                new Diagnostics())
            .orElseThrow();
    OutputTree tree =
        OutputTree.of(
            right.tree().files().values().stream()
                .map(it -> new OutputFile(it.path(), change.apply(it.content())))
                .toList());
    Compilation compilation = new Compilation(right.site(), right.sources(), tree);
    Node node = Projector.nodes(right.site()).getFirst();
    Judge judge = new Judge(node, Map.of());
    Tracer tracer = Tracing.of(compilation).tracer(node, judge);
    Findings findings = new Findings();
    for (int port : new int[] {4000, 4001}) {
      Datagram packet =
          new Datagram(
              Optional.of("eth0"),
              Address.of(172, 16, 10, 5),
              Address.of(8, 8, 8, 8),
              Service.TCP,
              port,
              80);
      Probe probe = new Probe(packet, judge.judge(packet));
      findings.fault(
          new Mismatch("router", probe, "it is met nowhere"),
          it -> tracer.trace(it.probe().packet()));
    }
    return findings;
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
