package org.labwall.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.antlr.v4.runtime.Token;
import org.junit.jupiter.api.Test;
import org.labwall.Effort;
import org.labwall.ast.Statement;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.fuzz.Seeds;
import org.labwall.parse.grammar.LabWallLexer;
import org.labwall.source.SourceFile;

/** The canonical form of any source is its own form, and loses and changes nothing. */
class FormatterPropertiesTest {
  private static final int SOURCES = Effort.of(1000);

  @Test
  void everySourceOfTheRepositoryKeepsItsMeaning() throws IOException {
    for (String source : sources()) {
      assertKept(source);
    }
  }

  @Test
  void soupsOfTheGrammarKeepTheirMeaning() {
    Random random = new Random(1);
    int parsed = 0;
    for (int i = 0; i < SOURCES; i++) {
      parsed += assertKept(TokenSoup.source(random)) ? 1 : 0;
    }
    assertTrue(parsed > SOURCES * 0.98, parsed + " of " + SOURCES + " soups were sources");
  }

  @Test
  void mutatedSourcesKeepTheirMeaning() throws IOException {
    List<String> sources = sources();
    Random random = new Random(2);
    int parsed = 0;
    for (int i = 0; i < SOURCES; i++) {
      String source = sources.get(random.nextInt(sources.size()));
      parsed += assertKept(mutated(source, random)) ? 1 : 0;
    }
    assertTrue(parsed > SOURCES / 5, parsed + " of " + SOURCES + " mutated sources were sources");
  }

  /** Whether {@code source} has no syntax errors; then its form keeps all and is its own form. */
  private static boolean assertKept(String source) {
    Diagnostics diagnostics = new Diagnostics();
    Optional<String> form = Formatter.format(SourceFile.of("site.lw", source), diagnostics);
    assertEquals(diagnostics.hasErrors(), form.isEmpty(), source);
    if (form.isEmpty()) {
      return false;
    }
    String text = form.get();
    assertEquals(AstText.of(parsed(source)), AstText.of(parsed(text)), source);
    assertEquals(texts(source), texts(text), source);
    assertEquals(form, Formatter.format(SourceFile.of("site.lw", text), new Diagnostics()), source);
    assertFalse(text.matches("(?s).*([ \t]\n|\r|\n\n\n).*|\n.*|.*\n\n|.*[^\n]"), text);
    return true;
  }

  private static String mutated(String source, Random random) {
    StringBuilder text = new StringBuilder(source);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, text.substring(at, end));
        case 2 -> text.insert(at, " \\\n\t{}#,\"=a`".charAt(random.nextInt(12)));
        default -> text.insert(at, " \\\n");
      }
    }
    return text.toString();
  }

  /** The tokens and comments of a source in lower case, without ends of lines. */
  private static List<String> texts(String source) {
    LabWallLexer lexer = new LabWallLexer(new TextStream(SourceFile.of("site.lw", source)));
    List<String> texts = new ArrayList<>();
    for (Token token : lexer.getAllTokens()) {
      if (token.getType() != LabWallLexer.NEWLINE && token.getType() != LabWallLexer.CONTINUATION) {
        texts.add(token.getText().stripTrailing().toLowerCase(Locale.ROOT));
      }
    }
    return texts;
  }

  private static List<String> sources() throws IOException {
    List<String> sources = new ArrayList<>(List.of(FormatterTest.CLASSIC, FormatterTest.HEADED));
    sources.addAll(Seeds.all());
    return sources;
  }

  private static List<Statement> parsed(String source) {
    return Parser.parse(SourceFile.of("site.lw", source), new Diagnostics());
  }
}
