package org.labwall.expand;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.labwall.ast.Definitions;
import org.labwall.ast.Statement;
import org.labwall.ast.Statement.Naming;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.parse.Parser;
import org.labwall.source.SourceFile;
import org.labwall.source.Span;

/**
 * The standard library: services and macros that every source knows.
 *
 * <p>There are many, and a source uses few. So a file is read when a name is asked for that those
 * before it do not have; it is only searched for the lines that declare something, and a
 * declaration is parsed when its own name is asked for. In the library each therefore starts at the
 * start of a line, with its keyword in upper case; so does the brace that ends a macro. The comment
 * right before it says what it is for.
 */
public final class Library implements Definitions {
  /** What most sources ask for comes first. */
  private static final List<String> SERVICE_FILES =
      List.of(
          "protocols.lw",
          "network.lw",
          "web.lw",
          "remote.lw",
          "mail.lw",
          "files.lw",
          "directory.lw",
          "monitoring.lw",
          "databases.lw",
          "tunnels.lw",
          "talk.lw");

  private static final String MACRO_FILE = "macros.lw";

  private static final String SERVICE = "SERVICE ";
  private static final String MACRO = "MACRO ";
  private static final String COMMENT = "# ";
  private static final String MACRO_END = "\n}";

  private final Map<String, Span> services = new LinkedHashMap<>();
  private final Map<String, Span> macros = new LinkedHashMap<>();
  private final Map<Span, Statement> read = new HashMap<>();

  /** The files of services that nothing has asked for yet. */
  private final Deque<String> unread = new ArrayDeque<>(SERVICE_FILES);

  private Library() {}

  /** The library that this compiler comes with. */
  public static Library standard() {
    return new Library();
  }

  @Override
  public Set<String> services() {
    while (!unread.isEmpty()) {
      index(file(unread.remove()));
    }
    return Collections.unmodifiableSet(services.keySet());
  }

  @Override
  public Optional<Naming> service(String name) {
    while (!services.containsKey(name) && !unread.isEmpty()) {
      index(file(unread.remove()));
    }
    return read(services.get(name)).map(Naming.class::cast);
  }

  /** The names of all macros, in their order. */
  public Set<String> macros() {
    if (macros.isEmpty()) {
      index(file(MACRO_FILE));
    }
    return Collections.unmodifiableSet(macros.keySet());
  }

  /** The macro that is called {@code name}; the same one each time. */
  public Optional<Statement.Macro> macro(String name) {
    return read(macros().contains(name) ? macros.get(name) : null).map(Statement.Macro.class::cast);
  }

  /** What the comment says that stands right before a declaration of the library. */
  public static String documentation(Statement declaration) {
    SourceFile file = declaration.span().file();
    String text = "";
    for (int line = declaration.span().line() - 1; line > 0; line--) {
      String comment = file.lineText(line);
      if (!comment.startsWith(COMMENT)) {
        break;
      }
      text = (comment.substring(COMMENT.length()) + " " + text).strip();
    }
    return text;
  }

  private Optional<Statement> read(@Nullable Span declaration) {
    return Optional.ofNullable(declaration).map(it -> read.computeIfAbsent(it, Library::parse));
  }

  private static SourceFile file(String name) {
    String path = "stdlib/" + name;
    try (InputStream in = Library.class.getResourceAsStream("/" + path)) {
      if (in == null) {
        throw new IllegalStateException("no " + path);
      }
      // The library is ASCII, and this way no byte of it is looked at.
      return SourceFile.of(path, new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
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
      } else if (text.startsWith(MACRO, start)) {
        int name = start + MACRO.length();
        end = text.indexOf(MACRO_END, end) + MACRO_END.length();
        macros.put(text.substring(name, text.indexOf('(', name)), new Span(file, start, end));
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
