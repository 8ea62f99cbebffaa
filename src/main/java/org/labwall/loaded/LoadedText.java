package org.labwall.loaded;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/** Makes text of the bytes of a file of rules or sets. */
public final class LoadedText {
  private LoadedText() {}

  /**
   * The text of a file; empty where it is none, of which a diagnostic tells the line.
   *
   * @param name the name by which diagnostics cite it
   */
  public static Optional<SourceFile> of(String name, byte[] bytes, Diagnostics diagnostics) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    SourceFile file = SourceFile.of(name, text.flip().toString());
    if (!result.isUnderflow()) {
      int end = file.text().length();
      diagnostics.add(new Span(file, end, end), Code.NOT_UTF8, "What follows here is no UTF-8.");
      return Optional.empty();
    }
    int nul = file.text().indexOf('\0');
    if (nul >= 0) {
      diagnostics.add(
          Diagnostic.at(
              new Span(file, nul, nul + 1), Code.RULE_FILE, "A file of rules has no NUL bytes."));
      return Optional.empty();
    }
    return Optional.of(file);
  }
}
