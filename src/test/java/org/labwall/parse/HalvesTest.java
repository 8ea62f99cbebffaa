package org.labwall.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.labwall.ast.Statement;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

class HalvesTest {
  private static final String RULE = "allow from staff to lab tcp/80 # a rule among many\n";

  @Test
  void togetherTheyAreTheWhole() {
    SourceFile source = SourceFile.of("site.lw", LargeSource.of(5000));
    assertEquals(Optional.of(whole(source, new Diagnostics())), halves(source).parse());
  }

  @Test
  void aShortSourceIsNotCut() {
    assertEquals(Optional.empty(), Halves.of(SourceFile.of("site.lw", RULE.repeat(100))));
  }

  @Test
  void noStatementIsCut() {
    String lines =
        RULE + "from staff {\n    allow to lab\n}\n" + "allow from staff \\ \r\nto lab\n";
    for (int shift = 0; shift < lines.length(); shift++) {
      String text = "#" + "-".repeat(2 * shift) + "\n" + lines.repeat(1100);
      SourceFile source = SourceFile.of("site.lw", text);
      String second = halves(source).second().text().lines().findFirst().orElseThrow();
      assertTrue(List.of(RULE.strip(), "from staff {", "allow from staff \\ ").contains(second));
    }
  }

  @Test
  void whereOneCannotBeReadForItselfTheWholeIs() {
    String half = RULE.repeat(1500);
    List<String> texts =
        List.of(
            // A block that is not indented, and one that nobody closes.
            half + "from staff {\n" + RULE.repeat(1000) + "}\n" + half,
            half + "from staff {\n" + half,
            half + "allow form staff\n" + half + "}\n",
            half + "allow note \"\u0007\"\n" + half + "deny \u001b\n");
    for (String text : texts) {
      SourceFile source = SourceFile.of("site.lw", text);
      assertEquals(Optional.empty(), halves(source).parse());
      Diagnostics expected = new Diagnostics();
      Diagnostics actual = new Diagnostics();
      assertEquals(whole(source, expected), Parser.parse(source, actual));
      assertEquals(expected.all(), actual.all());
    }
    assertFalse(Halves.of(SourceFile.of("site.lw", " " + half.replace("\n", "\n "))).isPresent());
  }

  private static Halves halves(SourceFile source) {
    return Halves.of(source).orElseThrow();
  }

  private static List<Statement> whole(SourceFile source, Diagnostics diagnostics) {
    return Parser.parse(new Span(source, 0, source.text().length()), diagnostics);
  }
}
