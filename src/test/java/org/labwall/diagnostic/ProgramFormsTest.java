package org.labwall.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

class ProgramFormsTest {
  private static final SourceFile FILE =
      SourceFile.of("sub/a b\u00e9:.lw", "x \ud83d\ude00\ud83d\ude00 staf\nnext\n");

  private static final Diagnostic ERROR =
      Diagnostic.at(new Span(FILE, 7, 11), Code.UNKNOWN_NAME, "Unknown `\u001bstaf`.")
          .hint("Did you mean `staff`?")
          .related(new Span(FILE, 12, 16), "Here.");

  private static final Diagnostic WARNING = Diagnostic.nowhere(Code.UNUSED_NAME, "Unused.");

  @Test
  void jsonTellsPlacesInCodePoints() {
    JsonObject json = object(JsonRenderer.render(List.of(ERROR, WARNING)));
    assertEquals(1, json.get("errors").getAsInt());
    assertEquals(1, json.get("warnings").getAsInt());
    JsonObject first = json.getAsJsonArray("diagnostics").get(0).getAsJsonObject();
    assertEquals("LW012", first.get("code").getAsString());
    assertEquals("error", first.get("severity").getAsString());
    assertEquals("Unknown `\ufffdstaf`.", first.get("message").getAsString());
    assertEquals("Did you mean `staff`?", first.get("hint").getAsString());
    assertEquals(FILE.name(), first.get("file").getAsString());
    assertEquals("{\"line\":1,\"column\":6}", first.get("start").toString());
    assertEquals("{\"line\":1,\"column\":10}", first.get("end").toString());
    JsonObject related = first.getAsJsonArray("related").get(0).getAsJsonObject();
    assertEquals("{\"line\":2,\"column\":1}", related.get("start").toString());
    JsonObject second = json.getAsJsonArray("diagnostics").get(1).getAsJsonObject();
    assertFalse(second.has("file") || second.has("hint") || second.has("related"));
  }

  @Test
  void jsonOfNothingIsAnObject() {
    assertEquals(
        "{\"errors\":0,\"warnings\":0,\"diagnostics\":[]}",
        object(JsonRenderer.render(List.of())).toString());
  }

  @Test
  void noControlCharacterLeavesAString() {
    String json = JsonRenderer.render(List.of(ERROR));
    assertEquals(-1, json.indexOf('\u001b'));
    assertEquals(-1, SarifRenderer.render(List.of(ERROR), "1.0").indexOf('\u001b'));
  }

  @Test
  void sarifHasRulesResultsAndRegions() {
    JsonObject run = run(List.of(WARNING, ERROR, ERROR));
    assertEquals("unicodeCodePoints", run.get("columnKind").getAsString());
    JsonObject driver = run.getAsJsonObject("tool").getAsJsonObject("driver");
    assertEquals("1.0", driver.get("version").getAsString());
    assertEquals(2, driver.getAsJsonArray("rules").size());
    JsonObject rule = driver.getAsJsonArray("rules").get(1).getAsJsonObject();
    assertEquals("LW014", rule.get("id").getAsString());
    assertEquals("{\"level\":\"warning\"}", rule.get("defaultConfiguration").toString());

    JsonObject warning = run.getAsJsonArray("results").get(0).getAsJsonObject();
    assertEquals("warning", warning.get("level").getAsString());
    assertEquals(1, warning.get("ruleIndex").getAsInt());
    assertEquals(0, warning.getAsJsonArray("locations").size());

    JsonObject error = run.getAsJsonArray("results").get(1).getAsJsonObject();
    assertEquals(0, error.get("ruleIndex").getAsInt());
    assertEquals(
        "Unknown `\ufffdstaf`. Did you mean `staff`?",
        error.getAsJsonObject("message").get("text").getAsString());
    JsonObject place =
        error
            .getAsJsonArray("locations")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("physicalLocation");
    assertEquals(
        "{\"uri\":\"sub/a%20b%C3%A9%3A.lw\"}",
        place.getAsJsonObject("artifactLocation").toString());
    assertEquals(
        "{\"startLine\":1,\"startColumn\":6,\"endLine\":1,\"endColumn\":10}",
        place.getAsJsonObject("region").toString());
    assertEquals(1, error.getAsJsonArray("relatedLocations").size());
  }

  private static JsonObject run(List<Diagnostic> diagnostics) {
    JsonObject sarif = object(SarifRenderer.render(diagnostics, "1.0"));
    assertEquals("2.1.0", sarif.get("version").getAsString());
    return sarif.getAsJsonArray("runs").get(0).getAsJsonObject();
  }

  private static JsonObject object(String json) {
    return JsonParser.parseString(json).getAsJsonObject();
  }
}
