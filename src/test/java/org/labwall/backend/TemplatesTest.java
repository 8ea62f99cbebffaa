package org.labwall.backend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemplatesTest {
  private record View(String text, List<String> lines, boolean shown, Optional<String> maybe) {}

  private static final View VIEW =
      new View("<a> \\ $b", List.of("one", "two"), true, Optional.of("x"));

  private final Templates templates = Templates.of(TemplatesTest.class, "templates.stg");

  @Test
  void laysOutTheComponentsOfRecords() {
    assertEquals("<a> \\ $b\n    one\n    two\nshown\n", templates.render("good", VIEW));
  }

  @Test
  void refusesWhatWouldBeLeftOut() {
    for (String name : List.of("misspelt", "optional", "unknownTemplate", "undefined")) {
      assertThrows(IllegalArgumentException.class, () -> templates.render(name, VIEW), name);
    }
  }

  @Test
  void refusesTemplatesThatAreNotWellFormed() {
    Templates broken = Templates.of(TemplatesTest.class, "broken.stg");
    assertThrows(IllegalArgumentException.class, () -> broken.render("file", VIEW));
    assertThrows(
        IllegalArgumentException.class, () -> Templates.of(TemplatesTest.class, "missing.stg"));
  }
}
