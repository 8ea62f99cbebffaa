package org.labwall.editors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the editors have is what the lexer and the grammar say; -Dgolden.update rewrites it. */
class EditorFilesTest {

  @Test
  void theTextMateGrammarIsTheLexers() throws IOException {
    assertIsMade(Path.of("editors/labwall.tmLanguage.json"), new TextMateGrammar().text());
  }

  @Test
  void theVimSyntaxIsTheLexers() throws IOException {
    assertIsMade(Path.of("editors/vim/syntax/labwall.vim"), new VimSyntax().text());
  }

  private static void assertIsMade(Path file, String text) throws IOException {
    String committed = Files.exists(file) ? Files.readString(file) : "";
    if (Boolean.getBoolean("golden.update") && !committed.equals(text)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      fail(file + " was rewritten; read the difference.");
    }
    assertEquals(text, committed, file + " is not what grammar/ says; -Dgolden.update rewrites it");
  }
}
