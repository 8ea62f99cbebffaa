package org.labwall.lab.trial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.source.SourceFile;

class ScenarioReaderTest {

  @Test
  void everyKindOfStepIsRead() {
    Diagnostics diagnostics = new Diagnostics();
    List<ScenarioStep> steps =
        read(
            """
            steps:
              - fail: master
              - fail: {role: backup, how: link, device: eth1}
              - expect: {master: backup, within: 5s}
              - wait: 0.5s
              - probe: all
              - probe: {from: staff, to: www, service: tcp/443, expect: deny}
              - heal: all
            """,
            diagnostics);
    assertEquals(List.of(), diagnostics.all());
    assertEquals(
        List.of(
            "fail master, power",
            "fail backup, link eth1",
            "expect master backup",
            "wait 0.50 s",
            "probe all",
            "probe from staff to www",
            "heal all"),
        steps.stream().map(Scenario::name).toList());
  }

  @Test
  void mistakesAreToldWhereTheyAre() {
    Diagnostics diagnostics = new Diagnostics();
    read(
        """
        steps:
          - prob: all
          - fail: {role: master, how: fire}
          - wait: soon
          - probe: {from: staff, to: www}
          - probe: {from: staff, to: www, service: tcp/70000}
          - fail: {role: master, how: link}
          - {wait: 1s, heal: all}
        """,
        diagnostics);
    assertEquals(
        List.of(
            "2:5 A step has no part `prob`.",
            "3:31 Unknown failure `fire`.",
            "4:11 This is no time.",
            "5:12 This step needs `service`.",
            "6:44 `tcp/70000` is no service of a scenario.",
            "7:11 A `device` goes with `how: link`, and only with that.",
            "8:5 A step does one thing."),
        diagnostics.sorted().stream().map(ScenarioReaderTest::brief).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "steps:", "steps: [a", "- fail: master", "steps: 7", "\t- a", "&a"})
  void whatIsNoListOfStepsIsAnError(String text) {
    Diagnostics diagnostics = new Diagnostics();
    read(text, diagnostics);
    assertEquals(1, diagnostics.all().size(), diagnostics.all().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"office/lost-uplink.yaml", "three/two-of-three.yaml"})
  void theExamplesHaveNoMistakes(String example) throws IOException {
    Diagnostics diagnostics = new Diagnostics();
    String text = Files.readString(Path.of("examples").resolve(example));
    assertFalse(read(text, diagnostics).isEmpty());
    assertEquals(List.of(), diagnostics.all());
  }

  private static String brief(Diagnostic diagnostic) {
    var span = diagnostic.span().orElseThrow();
    return span.line() + ":" + span.column() + " " + diagnostic.message();
  }

  private static List<ScenarioStep> read(String text, Diagnostics diagnostics) {
    return ScenarioReader.read(SourceFile.of("scenario.yaml", text), diagnostics);
  }
}
