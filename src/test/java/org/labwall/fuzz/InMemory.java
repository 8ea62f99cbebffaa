package org.labwall.fuzz;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.labwall.backend.Firewall;
import org.labwall.compiler.Compiler;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.diagnostic.TextRenderer;
import org.labwall.expand.SourceReader;
import org.labwall.parse.Formatter;
import org.labwall.source.SourceFile;

/** Compiles sources that lie in memory only, with files beside them for their includes. */
final class InMemory {
  private static final Compiler.Options OPTIONS =
      new Compiler.Options(LocalDate.of(2026, 1, 31), false, Firewall.IPTABLES);

  private final Path directory;

  InMemory() {
    directory = Jimfs.newFileSystem(Configuration.unix()).getPath("/site");
    try {
      Files.createDirectories(directory);
      write("other.lw", "A=eth\nHOST other 10.0.0.7\n");
      write("site.lw", "INCLUDE \"other.lw\"\nINCLUDE \"site.lw\"\n");
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  /** What is said of a source that is compiled and formatted; an exception is a bug of ours. */
  Diagnostics answer(byte[] source) {
    Diagnostics diagnostics = new Diagnostics();
    SourceReader reader = SourceReader.standardInput(new ByteArrayInputStream(source), directory);
    boolean compiled = Compiler.compile(reader, OPTIONS, diagnostics).isPresent();
    if (compiled == diagnostics.hasErrors()) {
      throw new AssertionError(compiled ? "files in spite of errors" : "no files and no errors");
    }
    diagnostics.all().forEach(InMemory::checkSentence);
    TextRenderer.render(diagnostics, true);
    String text = new String(source, StandardCharsets.UTF_8);
    Formatter.format(SourceFile.of("site.lw", text), new Diagnostics());
    return diagnostics;
  }

  private static void checkSentence(Diagnostic diagnostic) {
    String message = diagnostic.message();
    if (!message.endsWith(".") || message.chars().anyMatch(Character::isISOControl)) {
      throw new AssertionError("no sentence: " + message);
    }
  }
}
