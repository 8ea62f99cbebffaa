package org.labwall.backend;

/**
 * One generated file.
 *
 * @param path its path on the target, without a leading slash: {@code etc/network/interfaces}
 * @param content its text, ending with an end of line
 */
public record OutputFile(String path, String content) {

  public OutputFile {
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        throw new IllegalArgumentException("a path that escapes its tree: " + path);
      }
    }
    if (!content.isEmpty() && !content.endsWith("\n")) {
      throw new IllegalArgumentException("no end of line at the end of " + path);
    }
  }

  /** The same file below {@code directory}. */
  public OutputFile in(String directory) {
    return new OutputFile(directory + "/" + path, content);
  }
}
