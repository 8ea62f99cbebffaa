package org.labwall.expand;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.labwall.diagnostic.Code;
import org.labwall.diagnostic.Diagnostic;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

class SourceReaderTest {
  private final FileSystem files = Jimfs.newFileSystem(Configuration.unix());
  private final Path directory = files.getPath("/home/site");
  private final Diagnostics diagnostics = new Diagnostics();

  @BeforeEach
  void makeDirectory() throws IOException {
    Files.createDirectories(directory);
  }

  @Test
  void aMainSourceIsCitedByItsNameAlone() throws IOException {
    SourceFile main = read("site.lw", "a\r\nb\n").orElseThrow();
    assertEquals("site.lw", main.name());
    assertEquals("a\r\nb\n", main.text());
    assertTrue(diagnostics.all().isEmpty());
  }

  @Test
  void includesAreTakenFromTheDirectoryOfTheFileThatIncludesThem() throws IOException {
    write("parts/a.lw", "A\n");
    write("parts/more/b.lw", "B\n");
    write("../common.lw", "C\n");
    SourceReader reader = reader("site.lw", "\n");
    SourceFile main = reader.main(diagnostics).orElseThrow();
    SourceFile a = include(reader, main, "parts/a.lw").orElseThrow();
    SourceFile b = include(reader, a, "./more/b.lw").orElseThrow();
    SourceFile common = include(reader, b, "../../../common.lw").orElseThrow();
    SourceFile again = include(reader, main, "/home/site/parts/a.lw").orElseThrow();
    assertEquals("parts/a.lw", a.name());
    assertEquals("parts/more/b.lw", b.name());
    assertEquals("../common.lw", common.name());
    assertEquals("C\n", common.text());
    assertEquals(a, again);
    assertEquals(List.of(main, a, b, common), reader.sources());
  }

  @Test
  void standardInputIncludesFromTheWorkingDirectory() throws IOException {
    write("hosts.lw", "H\n");
    byte[] text = "é\n".getBytes(StandardCharsets.UTF_8);
    SourceReader reader = SourceReader.standardInput(new ByteArrayInputStream(text), directory);
    SourceFile main = reader.main(diagnostics).orElseThrow();
    assertEquals("stdin", main.name());
    assertEquals("é\n", main.text());
    assertEquals("hosts.lw", include(reader, main, "hosts.lw").orElseThrow().name());
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() throws IOException {
    assertEquals("A=1\n", read("site.lw", "\uFEFFA=1\n").orElseThrow().text());
  }

  @Test
  void theFirstByteThatIsNotUtf8IsShown() throws IOException {
    Files.write(
        directory.resolve("site.lw"), "# é\n# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals(Optional.empty(), SourceReader.of(directory.resolve("site.lw")).main(diagnostics));
    Diagnostic bad = only(Code.NOT_UTF8);
    assertEquals("Byte 0xE9 is not UTF-8.", bad.message());
    assertEquals("site.lw:1:3", bad.span().orElseThrow().toString());
    assertEquals("# \uFFFD\n", read("other.lw", "# \uFFFD\n").orElseThrow().text());

    Diagnostics later = new Diagnostics();
    byte[] cut = {'a', '\n', 'b', (byte) 0xE2, (byte) 0x82};
    SourceReader.standardInput(new ByteArrayInputStream(cut), directory).main(later);
    assertEquals("stdin:2:2", later.all().getFirst().span().orElseThrow().toString());
  }

  @Test
  void whatCannotBeReadIsSaidInWords() throws IOException {
    SourceReader.of(directory.resolve("sight.lw")).main(diagnostics);
    assertEquals("There is no file `/home/site/sight.lw`.", only(Code.UNREADABLE_FILE).message());
    SourceReader reader = reader("site.lw", "INCLUDE\n");
    SourceFile main = reader.main(diagnostics).orElseThrow();
    write("hosts.lw", "H\n");
    include(reader, main, "host.lw");
    include(reader, main, "../site");
    include(reader, main, "hosts.lw/x");
    include(reader, main, "a\nb");
    include(reader, main, "a\0b");
    include(reader, main, "");
    List<Diagnostic> all = diagnostics.all();
    assertEquals("There is no file `host.lw`.", all.get(1).message());
    assertEquals(Optional.of("Did you mean `hosts.lw`?"), all.get(1).hint());
    assertEquals("site.lw:1:1", all.get(1).span().orElseThrow().toString());
    assertEquals("`../site` is a directory.", all.get(2).message());
    assertEquals("There is no file `hosts.lw/x`.", all.get(3).message());
    assertEquals(7, all.size());
    assertTrue(all.stream().allMatch(it -> it.code() == Code.UNREADABLE_FILE));
  }

  private SourceReader reader(String name, String text) throws IOException {
    write(name, text);
    return SourceReader.of(directory.resolve(name));
  }

  private Optional<SourceFile> read(String name, String text) throws IOException {
    return reader(name, text).main(diagnostics);
  }

  private Optional<SourceFile> include(SourceReader reader, SourceFile from, String path) {
    return reader.include(from, path, new Span(from, 0, 1), diagnostics);
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name).normalize();
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Diagnostic only(Code code) {
    assertEquals(1, diagnostics.all().size());
    assertEquals(code, diagnostics.all().getFirst().code());
    return diagnostics.all().getFirst();
  }
}
