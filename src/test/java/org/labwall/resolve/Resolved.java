package org.labwall.resolve;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.util.Optional;
import org.labwall.Complaints;
import org.labwall.diagnostic.Diagnostics;
import org.labwall.expand.Expander;
import org.labwall.expand.Library;
import org.labwall.expand.SourceReader;
import org.labwall.model.Site;
import org.labwall.source.SourceFile;

/** What becomes of a source: its site, or what is said of it. */
final class Resolved {
  private final Optional<Site> site;
  private final Diagnostics diagnostics = new Diagnostics();

  private Resolved(String source) {
    SourceFile main = SourceFile.of("site.lw", source);
    SourceReader reader =
        SourceReader.of(Jimfs.newFileSystem(Configuration.unix()).getPath("/site/site.lw"));
    site =
        Resolver.resolve(
            main,
            Expander.expand(main, reader, Library.standard(), diagnostics),
            Library.standard(),
            diagnostics);
  }

  /** The site of a source of which there is nothing to say, but that a secret stands in it. */
  static String site(String source) {
    Resolved resolved = new Resolved(source);
    String said = Complaints.of(resolved.diagnostics);
    assertEquals("", said.replaceAll("(?m)^LW093 .*\\n?", ""), source);
    return SiteLines.of(resolved.site.orElseThrow());
  }

  /** The lines of the site that start with one of the {@code words}. */
  static String lines(String source, String... words) {
    StringBuilder found = new StringBuilder();
    for (String line : site(source).lines().toList()) {
      for (String word : words) {
        if (line.startsWith(word + " ")) {
          found.append(line).append('\n');
        }
      }
    }
    return found.toString();
  }

  /** What is said of a source. */
  static String complaints(String source) {
    return Complaints.of(new Resolved(source).diagnostics);
  }
}
