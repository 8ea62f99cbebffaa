package org.labwall;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.List;
import org.labwall.ast.Statement;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.Expander;
import org.labwall.expand.Library;
import org.labwall.expand.SourceReader;
import org.labwall.model.Site;
import org.labwall.project.Node;
import org.labwall.project.Projector;
import org.labwall.resolve.Resolver;
import org.labwall.source.SourceFile;

/** Sites written in the language, for the tests of what comes after the resolver. */
public final class SiteText {
  private SiteText() {}

  /** The site that a source without errors describes; it is cited as {@code site.lw}. */
  public static Site site(String text) {
    SourceFile main = SourceFile.of("site.lw", text);
    Diagnostics diagnostics = new Diagnostics();
    SourceReader reader =
        SourceReader.standardInput(new ByteArrayInputStream(new byte[0]), Path.of("."));
    List<Statement> statements = Expander.expand(main, reader, Library.standard(), diagnostics);
    assertFalse(diagnostics.hasErrors(), () -> diagnostics.all().toString());
    return Resolver.resolve(main, statements, Library.standard(), diagnostics)
        .orElseThrow(() -> new AssertionError(diagnostics.all().toString()));
  }

  /** Its machines. */
  public static List<Node> nodes(String text) {
    return Projector.nodes(site(text));
  }

  /** Its first machine. */
  public static Node node(String text) {
    return nodes(text).get(0);
  }
}
