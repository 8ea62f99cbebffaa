package org.labwall.backend;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** All files of a compilation, by their paths below the output directory. */
public final class OutputTree {
  private final SortedMap<String, OutputFile> files;

  private OutputTree(SortedMap<String, OutputFile> files) {
    this.files = Collections.unmodifiableSortedMap(files);
  }

  /** The tree of {@code files}; two of the same path are a bug. */
  public static OutputTree of(Collection<OutputFile> files) {
    SortedMap<String, OutputFile> byPath = new TreeMap<>();
    for (OutputFile file : files) {
      if (byPath.put(file.path(), file) != null) {
        throw new IllegalArgumentException("written twice: " + file.path());
      }
    }
    return new OutputTree(byPath);
  }

  /** The files by their paths, sorted. */
  public SortedMap<String, OutputFile> files() {
    return files;
  }

  /** The same files with fingerprints in the places of secrets, for everybody to read. */
  public OutputTree shown() {
    return of(
        files.values().stream()
            .map(it -> it.isSecret() ? new OutputFile(it.path(), it.shown(), it.executable()) : it)
            .toList());
  }

  /** The files below a directory, by their paths in there: those of a role as on its target. */
  public List<OutputFile> below(String directory) {
    String prefix = directory + "/";
    return files.values().stream()
        .filter(file -> file.path().startsWith(prefix))
        .map(file -> file.at(file.path().substring(prefix.length())))
        .toList();
  }
}
