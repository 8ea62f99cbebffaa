package org.labwall.diagnostic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

class TextRendererTest {

  @Test
  void theFormIsTheHouses() {
    Span span = span("\n".repeat(13) + "allow from staf to internet http\n", "staf");
    assertEquals(
        """
        error[LW012]: Unknown network `staf`.
          --> site.lw:14:12
        14 | allow from staf to internet http
           |            ^^^^
        hint: Did you mean `staff`?
        """,
        render(
            Diagnostic.at(span, Code.UNKNOWN_NAME, "Unknown network `staf`.")
                .hint("Did you mean `staff`?")));
  }

  @Test
  void relatedPlacesAreNotesBeforeTheHint() {
    SourceFile file = SourceFile.of("site.lw", "a\nb\n");
    assertEquals(
        """
        warning[LW014]: First.
         --> site.lw:2:1
        2 | b
          | ^
        note: Second.
         --> site.lw:1:1
        1 | a
          | ^
        hint: Third.
        """,
        render(
            Diagnostic.at(new Span(file, 2, 3), Code.UNUSED_NAME, "First.")
                .hint("Third.")
                .related(new Span(file, 0, 1), "Second.")));
  }

  @Test
  void whatHasNoPlaceIsOneLine() {
    assertEquals(
        "error[LW001]: There is no file `x`.\n",
        render(Diagnostic.nowhere(Code.UNREADABLE_FILE, "There is no file `x`.")));
  }

  @Test
  void anEmptyLineParts() {
    Diagnostic one = Diagnostic.nowhere(Code.SYNTAX, "One.");
    String two = TextRenderer.render(List.of(one, one), Set.of(), false);
    assertEquals("error[LW008]: One.\n\nerror[LW008]: One.\n", two);
    assertEquals("", TextRenderer.render(List.of(), Set.of(), false));
  }

  @Test
  void tabsStayTabsAboveAndBelow() {
    assertExcerpt(
        "\tallow\tfrom staf\n", "staf", "1 | \tallow\tfrom staf", "  | \t     \t     ^^^^");
  }

  @Test
  void wideAndCombiningCharactersAreCountedAsShown() {
    assertExcerpt("\u7db2 e\u0301 x\n", "x", "1 | \u7db2 e\u0301 x", "  |      ^");
    assertExcerpt(
        "a \ud83d\ude00\u7db2 b\n",
        "\ud83d\ude00\u7db2",
        "1 | a \ud83d\ude00\u7db2 b",
        "  |   ^^^^");
  }

  @Test
  void aSpanOverSeveralLinesEndsWithItsFirst() {
    assertExcerpt("from staff {\r\n}\n", "staff {\r\n}", "1 | from staff {", "  |      ^^^^^^^");
  }

  @Test
  void aSpanWithoutLengthHasOneCaret() {
    SourceFile file = SourceFile.of("site.lw", "abc\n\n");
    assertEquals("   ^", Excerpt.of(new Span(file, 3, 3), Set.of()).carets());
    assertEquals("   ^", Excerpt.of(new Span(file, 3, 4), Set.of()).carets());
    assertEquals("^", Excerpt.of(new Span(file, 5, 5), Set.of()).carets());
    assertEquals("", Excerpt.of(new Span(file, 5, 5), Set.of()).line());
    assertEquals("^", Excerpt.of(new Span(SourceFile.of("empty", ""), 0, 0), Set.of()).carets());
  }

  @Test
  void longLinesAreCutAroundTheSpan() {
    for (int before : List.of(0, 10, 119, 500, 100_000)) {
      for (int after : List.of(0, 10, 500)) {
        String line =
            "\ud83d\ude00".repeat(before / 2) + "a".repeat(before % 2) + "X" + "b".repeat(after);
        SourceFile file = SourceFile.of("site.lw", line);
        Excerpt excerpt = Excerpt.of(new Span(file, before, before + 1), Set.of());
        // Two dots, and half a character that is not cut in two.
        assertTrue(excerpt.line().length() <= Excerpt.WIDEST + 3, excerpt.line());
        int wide =
            excerpt
                .line()
                .substring(0, excerpt.line().indexOf('X'))
                .codePoints()
                .map(it -> it == 0x1f600 ? 2 : 1)
                .sum();
        assertEquals(wide, excerpt.carets().indexOf('^'), before + " " + after);
      }
    }
    SourceFile file = SourceFile.of("site.lw", "x".repeat(1000));
    Excerpt whole = Excerpt.of(new Span(file, 0, 1000), Set.of());
    assertEquals(Excerpt.WIDEST, whole.carets().length());
    assertTrue(whole.line().endsWith("x…"), whole.line());
  }

  @Test
  void nothingMovesTheCursor() {
    String nasty = "a\u001b[2Jb\u0007\u009b\u202e\u0085\u2028\u007f\r c";
    SourceFile file = SourceFile.of("si\u001bte.lw", nasty + "\n");
    Diagnostic diagnostic =
        Diagnostic.at(new Span(file, 0, nasty.length()), Code.SYNTAX, "Found `\u001b]0;x\u0007\n`.")
            .hint("\u001b[31m")
            .related(new Span(file, 0, 1), "\u009b");
    String shown = render(diagnostic);
    assertTrue(
        shown.chars().allMatch(it -> it == '\n' || (it >= ' ' && it < 0x7f) || it > 0x2400), shown);
    assertTrue(shown.contains("a\u241b[2Jb\u2407\ufffd\ufffd\ufffd\ufffd\u2421\u240d c"), shown);
  }

  @Test
  void coloursOnlyWhenTold() {
    SourceFile file = SourceFile.of("site.lw", "a\n");
    Diagnostic diagnostic = Diagnostic.at(new Span(file, 0, 1), Code.SYNTAX, "A.").hint("B.");
    String plain = TextRenderer.render(List.of(diagnostic), Set.of(), false);
    String coloured = TextRenderer.render(List.of(diagnostic), Set.of(), true);
    assertTrue(coloured.startsWith("\u001b[1;31merror[LW008]\u001b[0m"), coloured);
    assertEquals(plain, coloured.replaceAll("\u001b\\[[0-9;]*m", ""));
    assertEquals(-1, plain.indexOf('\u001b'));
  }

  @Test
  void theOrderIsThatOfTheFilesAndTheirText() {
    SourceFile one = SourceFile.of("one", "abc");
    SourceFile two = SourceFile.of("two", "abc");
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.add(new Span(two, 2, 3), Code.SYNTAX, "2.");
    diagnostics.add(new Span(one, 1, 2), Code.SYNTAX, "4.");
    diagnostics.add(new Span(two, 0, 1), Code.SYNTAX, "1.");
    diagnostics.add(new Span(one, 0, 1), Code.SYNTAX, "3.");
    diagnostics.add(new Span(one, 1, 2), Code.SYNTAX, "4.");
    diagnostics.add(new Span(one, 1, 2), Code.SYNTAX, "5.");
    assertEquals(
        List.of("1.", "2.", "3.", "4.", "5."),
        diagnostics.sorted().stream().map(Diagnostic::message).toList());
  }

  @Test
  void strictnessRaisesWarnings() {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.add(Diagnostic.nowhere(Code.UNUSED_NAME, "Unused."));
    assertFalse(diagnostics.hasErrors());
    diagnostics.raiseWarnings();
    assertTrue(diagnostics.hasErrors());
    assertEquals(Severity.ERROR, diagnostics.all().getFirst().severity());
  }

  private static void assertExcerpt(String text, String marked, String line, String carets) {
    String shown = render(Diagnostic.at(span(text, marked), Code.SYNTAX, "Wrong."));
    List<String> lines = shown.lines().toList();
    assertEquals(line, lines.get(2));
    assertEquals(carets, lines.get(3));
  }

  private static Span span(String text, String marked) {
    int start = text.indexOf(marked);
    return new Span(SourceFile.of("site.lw", text), start, start + marked.length());
  }

  private static String render(Diagnostic diagnostic) {
    return TextRenderer.render(List.of(diagnostic), Set.of(), false);
  }
}
