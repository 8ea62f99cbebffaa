package org.labwall.compiler;

import java.util.List;
import org.labwall.backend.Manifest;
import org.labwall.backend.OutputTree;
import org.labwall.model.Site;
import org.labwall.source.SourceFile;

/**
 * What became of a source without errors.
 *
 * @param site what it says
 * @param sources the files that were read, the main one first
 * @param tree the files of all roles
 */
public record Compilation(Site site, List<SourceFile> sources, OutputTree tree) {

  public Compilation {
    sources = List.copyOf(sources);
  }

  /** The same with fingerprints in the places of secrets, for everybody to read. */
  public Compilation shown() {
    return new Compilation(site, sources, tree.shown());
  }

  /** The list of all files, as it is written beside them. */
  public Manifest manifest() {
    return Manifest.of(Version.current(), sources, tree);
  }
}
