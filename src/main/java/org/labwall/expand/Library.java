package org.labwall.expand;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.labwall.ast.Definitions;
import org.labwall.ast.Statement;
import org.labwall.ast.Statement.Naming;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.parse.Parser;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/**
 * The standard library: services that every source knows.
 *
 * <p>There are many, and a source uses few. So the files are only searched for the lines that
 * declare something, and such a line is parsed when its name is asked for. In the library each
 * declaration therefore starts at the start of a line, with its keyword in upper case.
 */
public final class Library implements Definitions {
  private static final List<String> FILES = List.of("services.lw");

  private static final String SERVICE = "SERVICE ";

  private final Map<String, Span> services = new LinkedHashMap<>();
  private final Map<String, Naming> read = new HashMap<>();

  private Library() {
    FILES.forEach(file -> index(file(file)));
  }

  /** The library that this compiler comes with. */
  public static Library standard() {
    return new Library();
  }

  @Override
  public Set<String> services() {
    return Collections.unmodifiableSet(services.keySet());
  }

  @Override
  public Optional<Naming> service(String name) {
    Span declaration = services.get(name);
    return declaration == null
        ? Optional.empty()
        : Optional.of(read.computeIfAbsent(name, it -> (Naming) parse(declaration)));
  }

  private static SourceFile file(String name) {
    String path = "stdlib/" + name;
    try (InputStream in = Library.class.getResourceAsStream("/" + path)) {
      if (in == null) {
        throw new IllegalStateException("no " + path);
      }
      return SourceFile.of(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException damaged) {
      throw new UncheckedIOException(damaged);
    }
  }

  private void index(SourceFile file) {
    String text = file.text();
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start);
      if (text.startsWith(SERVICE, start)) {
        int name = start + SERVICE.length();
        services.put(text.substring(name, text.indexOf(' ', name)), new Span(file, start, end));
      }
      start = end + 1;
    }
  }

  private static Statement parse(Span declaration) {
    Diagnostics diagnostics = new Diagnostics();
    List<Statement> statements = Parser.parse(declaration, diagnostics);
    if (diagnostics.hasErrors()) {
      throw new IllegalStateException("the library at " + declaration.cite());
    }
    return statements.getFirst();
  }
}
